/** How does a drift report look on a terminal? First the matrix of realms and environments, then what differs, then what nobody could see. */

import { countCells, oldestOf, worstOfAll } from '../drift/count-cells.ts';
import type { Cell, DriftReport } from '../drift/drift.ts';
import { ageInWords } from '../drift/time.ts';
import { largest } from '../json/largest.ts';
import type { JudgedChange, Report } from '../model.ts';
import { forTerminal } from './hostile.ts';
import { plainWidth, wrap } from './layout.ts';
import type { ReportOptions } from './reporter.ts';
import { count, sectionRank, wordsOf } from './words.ts';

const HEAD = ['realm', 'env', 'in sync', 'changed', 'only repo', 'only live', 'allowed', 'worst', 'since'];

/** Numbers stand at the right of their column. */
const IS_NUMBER = [false, false, true, true, true, true, true, false, false];

export function renderDrift(
  drift: DriftReport,
  options: ReportOptions,
  renderAll: (reports: readonly Report[]) => string,
): string {
  const { cells } = drift;
  const drifted = cells.flatMap(({ report, drifts }) => (report === undefined || drifts.length === 0 ? [] : [report]));
  const told = drifted.length === 0 ? '' : `\n${renderAll(drifted)}`;
  return `${[...matrix(drift, options), told].join('\n')}${[...foot(drift, options), ''].join('\n')}`;
}

function matrix({ cells, at }: DriftReport, { theme }: ReportOptions): readonly string[] {
  const rows = cells.map((cell) => rowOf(cell, at));
  const widths = HEAD.map((title, index) => largest([title, ...rows.map((row) => row[index] ?? '')].map(plainWidth)));
  const line = (row: readonly string[]): string =>
    ` ${row
      .map((text, index) => {
        const room = ' '.repeat(Math.max(0, (widths[index] ?? 0) - plainWidth(text)));
        return IS_NUMBER[index] === true ? `${room}${text}` : `${text}${room}`;
      })
      .join('  ')}`.trimEnd();
  const paint = (cell: Cell, text: string): string =>
    cell.report === undefined ? theme.removed(text) : cell.drifts.length > 0 ? theme.changed(text) : text;
  return [
    theme.quiet(line(HEAD)),
    ...cells.map((cell, index) => paint(cell, failureLine(cell, widths) ?? line(rows[index] ?? []))),
  ];
}

/** Where there is nothing to count, why. */
function failureLine(
  { realm, environment, failure }: Cell,
  [first = 0, second = 0]: readonly number[],
): string | undefined {
  if (failure === undefined) return undefined;
  return ` ${forTerminal(realm).padEnd(first)}  ${forTerminal(environment).padEnd(second)}  ${forTerminal(failure)}`;
}

function rowOf({ realm, environment, report, drifts }: Cell, at: string): readonly string[] {
  if (report === undefined) return [forTerminal(realm), forTerminal(environment)];
  const names = [forTerminal(realm), forTerminal(environment)];
  const { only, summary } = report;
  const since = oldestOf(drifts);
  const fresh = drifts.some(({ state }) => state === 'new') ? '  NEW' : '';
  const age = since === undefined ? '' : `${ageInWords(since, at)}${fresh}`;
  if (only !== undefined)
    return [...names, `only in the ${only === 'before' ? 'repository' : 'environment'}`, '', '', '', '', '', age];
  const total = Object.values(summary.compared).reduce((sum, each) => sum + each, 0);
  const touched = entitiesOf(report.changes);
  const synced = Math.max(0, total - touched.changed - touched.added - touched.removed);
  return [
    ...names,
    `${synced}/${total}`,
    ...[touched.changed, touched.removed, touched.added, summary.leftOut.ignored].map(String),
    worstOfAll(drifts)?.toUpperCase() ?? '',
    age,
  ];
}

/** Of the edits: how many things changed, are only in the repository, or only in the environment. */
function entitiesOf(changes: readonly JudgedChange[]): { changed: number; added: number; removed: number } {
  const kinds = new Map<string, 'changed' | 'added' | 'removed'>();
  for (const { section, entity, path, kind, cause } of changes) {
    if (cause !== 'edit') continue;
    const isWhole = path.length === 0 && (kind === 'added' || kind === 'removed');
    kinds.set(JSON.stringify([section, entity]), isWhole ? kind : 'changed');
  }
  const all = [...kinds.values()];
  const counted = (kind: string): number => all.filter((each) => each === kind).length;
  return { changed: counted('changed'), added: counted('added'), removed: counted('removed') };
}

function foot({ cells, notChecked }: DriftReport, { width }: ReportOptions): readonly string[] {
  const sections = [...new Set(cells.flatMap(({ report }) => Object.keys(report?.summary.compared ?? {})))];
  const covered = sections.sort((a, b) => sectionRank(a) - sectionRank(b)).map((section) => wordsOf(section).plural);
  const hidden = [...new Set(cells.flatMap((cell) => cell.notVerified))];
  const unread =
    notChecked.length === 0 ? [] : [`Not checked, because no environment names them: ${notChecked.join(', ')}.`];
  const lines = [
    ...(covered.length === 0 ? [] : [`Coverage: ${covered.join(', ')}.`]),
    ...(hidden.length === 0 ? [] : [`Not verified: ${hidden.join('; ')}.`]),
    ...unread,
    result(cells),
  ];
  return ['', ...lines].flatMap((text) => wrap(forTerminal(text), Math.max(40, width), plainWidth));
}

function result(cells: readonly Cell[]): string {
  const { fresh, known, young, fixed, unreachable, worst } = countCells(cells);
  const told = [
    `${fresh} new${worst === undefined ? '' : ` (${worst.toUpperCase()})`}`,
    `${known} known`,
    `${fixed} fixed`,
    ...(young === 0 ? [] : [`${young} not old enough`]),
  ];
  const isInSync = fresh + known + young === 0 && unreachable === 0;
  const failed = unreachable === 0 ? '' : `   ${count(unreachable, 'realm')} not read.`;
  return `Result: ${isInSync ? `in sync, ${fixed} fixed` : told.join(', ')}.${failed}`;
}
