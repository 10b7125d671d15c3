/** What did the last merge decide? Which side changed what, whether it is in the file now, and where somebody has to look. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalText } from '../../../json/print.ts';
import { printable } from '../../../json/show.ts';
import type { JudgedChange, Realm, Tables } from '../../../model.ts';
import { readSource } from '../../../read/read-source.ts';
import { changeLine } from '../../../report/oneline.ts';
import { git, gitLine } from '../../../sources/run-git.ts';
import { loadTables } from '../../../tables/load.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { type Judging, loadJudging } from '../../load-judging.ts';
import { openReporter } from '../../open-reporter.ts';
import type { Terminal } from '../../terminal.ts';
import { decideColor, loadTheme, type Theme } from '../../theme.ts';
import { changesBetween } from '../diff/changes-between.ts';
import { type Decision, lastDecisions } from './decisions.ts';

/** Exits 1 where conflicts are left in a file. */
export async function runReview(terminal: Terminal, environment: NodeJS.ProcessEnv): Promise<ExitCode> {
  const reporter = await openReporter('auto', terminal, environment);
  const top = gitLine(['rev-parse', '--show-toplevel']);
  if (top === undefined) {
    terminal.writeError('realmdiff: not inside a git repository with a work tree: run it in one\n');
    return EXIT.failed;
  }
  const decisions = lastDecisions();
  if (decisions.length === 0) {
    terminal.writeOut('No realm was merged by realmdiff here since realmdiff git install.\n');
    return EXIT.fine;
  }
  const judging = await loadJudging({ rules: undefined, config: undefined, near: '.' }, reporter);
  if (judging === undefined) return EXIT.failed;
  const theme = await loadTheme(decideColor('auto', environment, terminal.isOutTerminal));
  const around = { tables: loadTables(), judging, theme, top };
  const reviews: Reviewed[] = [];
  for (const decision of decisions) reviews.push(await review(decision, around));
  terminal.writeOut(reviews.map(({ lines }) => `${lines.join('\n')}\n`).join('\n'));
  return reviews.some(({ isOpen }) => isOpen) ? EXIT.differences : EXIT.fine;
}

interface Around {
  readonly tables: Tables;
  readonly judging: Judging;
  readonly theme: Theme;
  /** The work tree's folder. */
  readonly top: string;
}

interface Reviewed {
  readonly lines: readonly string[];
  readonly isOpen: boolean;
}

async function review(decision: Decision, around: Around): Promise<Reviewed> {
  const { path, kind, told } = decision;
  const { theme, top } = around;
  const file = join(top, path);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const isOpen = text !== undefined && /^<{7,}( |$)/m.test(text);
  const state =
    text === undefined ? 'the file is gone' : isOpen ? 'conflicts are left' : kind === 'clean' ? 'merged' : 'resolved';
  const [base, ours, theirs] = await Promise.all([decision.base, decision.ours, decision.theirs].map(realmOf));
  const now = isOpen || text === undefined ? undefined : await realmIn(path, text);
  const lines = [
    `${theme.title(printable(path))}: ${state}`,
    ...told.map((each) => `  ${theme.warning(printable(each))}`),
  ];
  const since = async (realm: Realm | undefined) =>
    base === undefined || realm === undefined ? undefined : changesBetween(base, realm, around);
  const kept = (await since(now))?.map(keyOf);
  for (const [side, realm] of [
    ['ours', ours],
    ['theirs', theirs],
  ] as const) {
    const changes = (await since(realm)) ?? [];
    lines.push(`  ${side}:${changes.length === 0 ? ' no change that counts' : ''}`);
    lines.push(...changes.map((change) => `    ${changeLine(change, theme)}${lossOf(change, kept, theme)}`));
  }
  return { lines, isOpen };
}

/** A change of one side that the file does not have: somebody decided so, and should know it. */
function lossOf(change: JudgedChange, kept: readonly string[] | undefined, theme: Theme): string {
  if (kept === undefined || kept.includes(keyOf(change))) return '';
  return theme.warning('  (not in the file)');
}

function keyOf({ section, entity, path, kind, ...change }: JudgedChange): string {
  const value = change.secret === true || kind === 'moved' ? null : (change.after ?? null);
  return canonicalText([section, entity, [...path], kind, value]);
}

async function realmOf(id: string): Promise<Realm | undefined> {
  return realmIn(id, git(['cat-file', 'blob', id]).stdout);
}

async function realmIn(name: string, content: string | Uint8Array): Promise<Realm | undefined> {
  return (await readSource({ name, content })).realms[0];
}
