/** How are problems and failures told? As lines for people, or as one JSON document for programs; always on standard error. */

import { printable, shorten } from '../json/show.ts';
import type { Failure, Position, Problem, RelatedPlace } from '../model.ts';
import type { Theme } from './theme.ts';

/** A problem and the realm in which it was found. */
export interface RealmProblem {
  readonly problem: Problem;
  readonly realm: string;
}

export interface Reporter {
  readonly problem: (found: RealmProblem) => void;
  readonly failure: (failure: Failure) => void;
  /** A remark for people only. */
  readonly note: (text: string) => void;
  /** The names of the environment variables that stand for secrets. */
  readonly secrets: (names: readonly string[]) => void;
  /** To be called once, last. */
  readonly finish: () => void;
}

/** The same reporter, and what was told to it of failures. */
export function remembering(reporter: Reporter): {
  readonly reporter: Reporter;
  readonly failures: readonly Failure[];
} {
  const failures: Failure[] = [];
  const failure = (told: Failure): void => {
    failures.push(told);
    reporter.failure(told);
  };
  return { reporter: { ...reporter, failure }, failures };
}

type Write = (text: string) => void;

export function textReporter(write: Write, theme: Theme): Reporter {
  return {
    problem: ({ problem }) => {
      const label = theme.warning('warning:');
      write(`${place(problem, theme)}${label} ${printable(problem.message)} ${theme.quiet(`[${problem.code}]`)}\n`);
      for (const related of problem.related ?? []) write(`    ${place(related, theme)}${printable(related.message)}\n`);
    },
    failure: (failure) => write(`${place(failure, theme)}${theme.error('error:')} ${printable(failure.message)}\n`),
    note: (text) => write(`${text}\n`),
    secrets: (names) => {
      if (names.length > 0) write(`The output reads secrets from these environment variables:\n`);
      for (const name of names) write(`    ${name}\n`);
    },
    finish: () => undefined,
  };
}

/** `file:line:column: `, as editors and terminals make a link of. */
function place(at: { readonly file?: string; readonly position?: Position }, theme: Theme): string {
  if (at.file === undefined || at.file === '') return '';
  const position = at.position === undefined ? '' : `:${at.position.line}:${at.position.column}`;
  return `${theme.place(`${showFile(at.file)}${position}:`)} `;
}

/** A file's name on one line and without control characters, never shortened. */
export function showFile(name: string): string {
  return name === '-' ? '<stdin>' : printable(name);
}

/** Holds everything back, so that standard error is exactly one document. */
export function jsonReporter(write: Write): Reporter {
  const problems: object[] = [];
  const failures: object[] = [];
  let environment: readonly string[] = [];
  return {
    problem: ({ problem, realm }) => {
      problems.push({
        code: problem.code,
        message: problem.message,
        ...placeOf(problem),
        path: problem.path,
        realm,
        related: (problem.related ?? []).map(relatedOf),
      });
    },
    failure: (failure) => failures.push(failureOf(failure)),
    note: () => undefined,
    secrets: (names) => {
      environment = [...environment, ...names];
    },
    finish: () => write(document(problems, failures, environment.length > 0 ? { environment } : {})),
  };
}

/** The document of a single failure. */
export function failureDocument(failure: Failed): string {
  return document([], [failureOf(failure)]);
}

function document(problems: readonly object[], failures: readonly object[], more: object = {}): string {
  return `${JSON.stringify({ problems, failures, ...more })}\n`;
}

/** A failure, or what went wrong before there was a file. */
type Failed = Pick<Failure, 'message'> & Partial<Failure>;

function failureOf(failure: Failed): object {
  return { message: failure.message, ...placeOf(failure) };
}

function relatedOf(related: RelatedPlace): object {
  return { message: related.message, ...placeOf(related), path: related.path };
}

function placeOf(at: { readonly file?: string; readonly position?: Position }): object {
  return { file: at.file ?? null, line: at.position?.line ?? null, column: at.position?.column ?? null };
}

/** A name from the command line or a realm, between quotes. */
export function quoted(text: string): string {
  return `"${shorten(text, 120)}"`;
}
