/** Which commits changed a file, and what did it hold before and after each? Newest first; renames of the file are followed. */

import { basename, dirname } from 'node:path';
import { groupBy } from '../json/group-by.ts';
import type { Failure } from '../model.ts';
import { gitIn } from './run-git.ts';

export interface Commit {
  readonly id: string;
  readonly author: string;
  /** `2026-12-01`: when it was written. */
  readonly date: string;
  /** The first line of its message. */
  readonly subject: string;
}

/** What one commit did to a file. */
export interface Step {
  readonly commit: Commit;
  /** The ids of the blobs that it had before, one for each parent of a merge; undefined where the file was not there. */
  readonly before: readonly (string | undefined)[];
  readonly after: string | undefined;
  /** The file's name in the commit. */
  readonly path: string;
}

export interface History {
  readonly steps: readonly Step[];
  /** The contents of blobs, in their order. */
  readonly read: (ids: readonly string[]) => readonly Buffer[];
}

/** Nobody who writes a commit's message can know it. */
const SEPARATOR = `\u0001${Math.random().toString(36).slice(2)}\u0001`;
const FORMAT = ['%H', '%P', '%an', '%as', '%s'].join('%x00');

/** The history of a file of a work tree, from `revision` back. */
export function fileHistory(file: string, revision = 'HEAD'): History | Failure {
  const [folder, name] = [dirname(file), basename(file)];
  const refuse = (message: string): Failure => ({ file, message });
  const git = (args: readonly string[], input?: string) => gitIn(folder, args, input);
  const { status: isRepository } = git(['rev-parse', '--git-dir']);
  if (isRepository === null) return refuse('git is not installed: its history cannot be read');
  if (isRepository !== 0) return refuse('not inside a git repository: it has no history');
  const options = ['--follow', '-m', '--topo-order', '--raw', '-z', '--no-abbrev', `--format=${SEPARATOR}${FORMAT}`];
  const log = git(['--literal-pathspecs', 'log', ...options, revision, '--', name]);
  if (log.status !== 0) return refuse(`git log: ${log.stderr.split('\n')[0] ?? ''}`);
  const steps = stepsIn(log.stdout.toString());
  if (steps.length === 0) return refuse('git knows no commit of this file; check the path');
  return { steps, read: (ids) => contentsOf(ids, git) };
}

/** Git says a merge once for each parent that it differs from: one that took a parent's file as it was did nothing to it. */
function stepsIn(text: string): readonly Step[] {
  const entries = text
    .split(SEPARATOR)
    .slice(1)
    .flatMap((entry) => {
      const [id = '', parents = '', author = '', date = '', subject = '', ...raw] = entry.split('\0');
      const commit = { id, author, date, subject: subject.trim() };
      return changesIn(raw).map((change) => ({ commit, parents: parents.split(' ').length, ...change }));
    });
  return [...groupBy(entries, ({ commit }) => commit.id).values()].flatMap((ofCommit) => {
    const [first] = ofCommit;
    if (first === undefined || ofCommit.length < first.parents) return [];
    const { commit, after, path } = first;
    return [{ commit, after, path, before: ofCommit.map(({ before }) => before) }];
  });
}

interface RawChange {
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly path: string;
}

/** `:100644 100644 OLD NEW M`, then one name, or two where the file was renamed (git-diff(1), raw output). */
function changesIn(fields: readonly string[]): readonly RawChange[] {
  const changes: RawChange[] = [];
  for (let index = 0; index < fields.length; index++) {
    const [, before, after, status] = /:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/.exec(fields[index] ?? '') ?? [];
    if (before === undefined || after === undefined || status === undefined) continue;
    index += status === 'R' || status === 'C' ? 2 : 1;
    changes.push({ before: blob(before), after: blob(after), path: fields[index] ?? '' });
  }
  return changes;
}

function blob(id: string): string | undefined {
  return /^0+$/.test(id) ? undefined : id;
}

/** One process for all of them: `ID blob SIZE`, a line end, the content, a line end (git-cat-file(1), --batch). */
function contentsOf(
  ids: readonly string[],
  git: (args: readonly string[], input: string) => { readonly stdout: Buffer },
): readonly Buffer[] {
  const { stdout } = git(['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
  const contents: Buffer[] = [];
  let at = 0;
  for (const _ of ids) {
    const end = stdout.indexOf(10, at);
    const size = Number(/ blob (\d+)$/.exec(stdout.toString('latin1', at, end))?.[1] ?? 0);
    contents.push(stdout.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return contents;
}
