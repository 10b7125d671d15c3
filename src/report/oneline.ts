/** How does a report look one change a line? To be searched, counted and read in logs. */

import type { Finding, JudgedChange, JudgedPlace, Report } from '../model.ts';
import { contentOf } from './change-lines.ts';
import { readAlike } from './fold-findings.ts';
import { foldChanges } from './folds.ts';
import { forTerminal } from './hostile.ts';
import type { ReportOptions } from './reporter.ts';
import * as say from './sentences.ts';
import { showChangePath, showKey } from './show-path.ts';
import type { Theme } from './theme.ts';
import { shortenMiddle } from './values.ts';
import { SYMBOL_OF, severityLabel, wordsOf } from './words.ts';

const MAX_VALUE = 80;

export const oneline = {
  about: 'one change a line, to be searched',
  extension: 'txt',
  render: (reports: readonly Report[], options: ReportOptions): string =>
    reports.map((report) => renderOne(report, options).join('\n')).join('\n'),
};

/** A line for each change, and one for each kind of change that Keycloak made. */
export function changeLines(
  report: Report,
  { theme, showFolded }: Pick<ReportOptions, 'theme' | 'showFolded'>,
): { readonly changes: readonly string[]; readonly folds: readonly string[] } {
  const isShown = ({ cause, findings }: JudgedChange): boolean => cause === 'edit' || findings.length > 0 || showFolded;
  const shown = report.changes.filter(isShown);
  const folded = report.changes.filter((change) => !isShown(change));
  const folds = foldChanges(folded, report).flatMap(({ version, rows }) =>
    rows.map(({ text }) => theme.quiet(`Keycloak ${forTerminal(version)}: ${forTerminal(text)}`)),
  );
  return { changes: shown.map((change) => changeLine(change, theme)), folds };
}

function renderOne(report: Report, { theme, showFolded }: ReportOptions): readonly string[] {
  const asides = [
    ...report.notCompared.map((each) => `Not compared: ${forTerminal(say.notComparedText(each))}`),
    ...report.problems.map((each) => `Problem: ${forTerminal(say.problemText(each, report))}`),
  ];
  if (say.isUnchanged(report)) return [forTerminal(say.nothingChanged(report)), ...asides, ''];
  const { changes, folds } = changeLines(report, { theme, showFolded });
  const left = say.leftOut(report);
  const { states = [] } = report;
  const present = states.filter(({ state }) => state === 'present');
  const others = states.filter(({ state }) => state !== 'present');
  return [
    `Realm ${forTerminal([say.realmName(report), say.sources(report), say.keycloak(report)].join('  ').trim())}`,
    ...present.flatMap((place) => stateLines(place, theme)),
    ...changes,
    ...others.flatMap((place) => stateLines(place, theme)),
    ...folds,
    ...asides,
    ...(left === '' ? [] : [`Left out: ${forTerminal(left)}`]),
    `Summary: ${say.totals(report)}`,
    '',
  ];
}

/** `~ client web-shop enabled: true -> false  HIGH breaks client-disabled  (a.json:3:7 -> b.json:3:7)`. */
export function changeLine(change: JudgedChange, theme: Theme): string {
  const { short, isNamed } = wordsOf(change.section);
  const symbol = SYMBOL_OF[change.kind];
  const style = { '+': theme.added, '-': theme.removed, '~': theme.changed, '>': theme.moved }[symbol];
  const who = [short, ...(isNamed ? [showKey(change.entity)] : []), showChangePath(change.section, change.path)];
  const head = `${style(symbol)} ${forTerminal(shortenMiddle(who.filter((part) => part !== '').join(' '), 160))}`;
  const value = change.cause === 'edit' ? valueText(change) : `${valueText(change)} (${change.cause})`;
  return [
    `${head}${value === '' ? '' : `: ${forTerminal(value)}`}`,
    ...readAlike(change.findings).map(({ finding, rule }) => findingText({ ...finding, rule }, theme)),
    ...(change.by === undefined ? [] : [theme.quiet(forTerminal(`by ${say.authorText(change.by)}`))]),
    ...positionText(change, theme),
  ].join('  ');
}

/** `! HIGH weakens client-redirects-anywhere: client web-shop ...  (a.json:3:7)`, `fixed LOW ...`. */
function stateLines(place: JudgedPlace, theme: Theme): readonly string[] {
  const mark = place.state === 'present' ? theme.warning('!') : theme.quiet(place.state);
  return place.findings.map((finding) =>
    [
      `${mark} ${findingText(finding, theme)}: ${forTerminal(shortenMiddle(finding.message, 400))}`,
      ...positionText(place, theme),
    ].join('  '),
  );
}

/** Where it stands in the files of both sides; one place for what only one side has. */
function positionText({ position }: Pick<JudgedChange, 'position'>, theme: Theme): readonly string[] {
  const both = [position?.before, position?.after];
  const isOne = JSON.stringify(both[0]) === JSON.stringify(both[1]);
  const places = (isOne ? both.slice(1) : both).flatMap((place) =>
    place === undefined ? [] : `${shortenMiddle(place.file, MAX_VALUE)}:${place.line}:${place.column}`,
  );
  return places.length === 0 ? [] : [theme.quiet(forTerminal(`(${places.join(' -> ')})`))];
}

function valueText(change: JudgedChange): string {
  if (change.secret === true) return `(secret, ${change.kind})`;
  const short = (text: string): string => shortenMiddle(text, MAX_VALUE);
  const content = contentOf(change);
  if (content.kind === 'text') return `text of ${content.diff.before} -> ${content.diff.after} characters`;
  if (content.kind === 'change') return `${short(content.before)} -> ${short(content.after)}`;
  if (content.kind === 'position') return `position ${content.before} -> ${content.after}`;
  if (content.kind !== 'value' || content.text === JSON.stringify(change.entity)) return '';
  if (change.path.length === 0 && content.text.startsWith('{')) return '';
  return short(content.text);
}

function findingText({ severity, direction, rule }: Finding, theme: Theme): string {
  return `${theme[severity](severityLabel(severity, [direction]))} ${forTerminal(rule)}`;
}
