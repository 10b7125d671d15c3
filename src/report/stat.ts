/** How many changes does each section have? A table for the terminal, like git's: what came, changed, went and moved. */

import { largest } from '../json/largest.ts';
import type { JudgedChange, Report } from '../model.ts';
import { forTerminal } from './hostile.ts';
import type { ReportOptions } from './reporter.ts';
import * as say from './sentences.ts';
import { type ChangeSymbol, SYMBOL_OF, sectionRank, showNumber, wordsOf } from './words.ts';

const SYMBOLS = ['+', '~', '-', '>'] as const satisfies readonly ChangeSymbol[];

export const stat = {
  render: (reports: readonly Report[], options: ReportOptions): string =>
    reports.map((report) => `${renderOne(report, options).join('\n')}\n`).join('\n'),
};

function renderOne(report: Report, { theme }: ReportOptions): readonly string[] {
  if (say.isUnchanged(report)) return [forTerminal(say.nothingChanged(report))];
  const edits = report.changes.filter(({ cause }) => cause === 'edit');
  const sections = [...new Set(edits.map(({ section }) => section))].sort((a, b) => sectionRank(a) - sectionRank(b));
  const rows = sections.map((section) => ({
    section,
    counts: countsOf(edits.filter((each) => each.section === section)),
  }));
  const width = largest(
    rows.map(({ section }) => wordsOf(section).plural.length),
    7,
  );
  const cell = (symbol: (typeof SYMBOLS)[number], count: number): string =>
    (count === 0 ? '' : `${symbol}${showNumber(count)}`).padStart(7);
  const paint = { '+': theme.added, '~': theme.changed, '-': theme.removed, '>': theme.moved };
  const lines = rows.map(({ section, counts }) => {
    const cells = SYMBOLS.map((symbol) => paint[symbol](cell(symbol, counts[symbol])));
    return ` ${forTerminal(wordsOf(section).plural).padEnd(width)}${cells.join('')}`.trimEnd();
  });
  const head = [`Realm ${say.realmName(report)}`, say.sources(report), say.keycloak(report)].filter(
    (part) => part !== '',
  );
  const left = report.changes.length - edits.length;
  return [
    forTerminal(head.join('   ')),
    ...lines,
    ...(left === 0 ? [] : [` ${showNumber(left)} by Keycloak itself`]),
    `Summary: ${say.totals(report)}`,
  ];
}

function countsOf(changes: readonly JudgedChange[]): { readonly [sign in (typeof SYMBOLS)[number]]: number } {
  const counts = { '+': 0, '~': 0, '-': 0, '>': 0 };
  for (const { kind } of changes) counts[SYMBOL_OF[kind]]++;
  return counts;
}
