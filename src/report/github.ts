/** How does GitHub show findings beside the lines of a pull request? As workflow commands: the worst ten, then one line of totals. */

import type { Report, Severity } from '../model.ts';
import { forCommandData, forCommandProperty, forTerminal } from './hostile.ts';
import { type Judgement, judgementsOf } from './judged.ts';
import { locate, slashes } from './locations.ts';
import * as say from './sentences.ts';
import { shortenMiddle } from './values.ts';
import { severityLabel, showNumber } from './words.ts';

/** GitHub shows ten annotations of a step and drops the others in silence. */
const MAX_ANNOTATIONS = 10;

const COMMAND = { high: 'error', medium: 'warning', low: 'notice', info: 'notice' } as const satisfies Record<
  Severity,
  string
>;

export const github = {
  about: 'annotations of a GitHub workflow, the worst ten',
  extension: 'txt',
  render: (reports: readonly Report[]): string => {
    const found = judgementsOf(reports);
    const shown = found.slice(0, MAX_ANNOTATIONS).map(annotation);
    const left = found.length - shown.length;
    const more = left > 0 ? [`${showNumber(left)} more findings have no annotation.`] : [];
    return [...shown, ...more, ...reports.map(totals), ''].join('\n');
  },
};

function annotation({ report, change, finding }: Judgement): string {
  const { file, position } = locate(change, report);
  const { severity, direction, rule, message } = finding;
  const properties = {
    file: slashes(file),
    line: String(position.line),
    col: String(position.column),
    title: `${severityLabel(severity, [direction])}: ${rule}`,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${forCommandProperty(value)}`);
  return `::${COMMAND[severity]} ${written.join(',')}::${forCommandData(shortenMiddle(message, 1000))}`;
}

function totals(report: Report): string {
  if (say.isUnchanged(report)) return forTerminal(say.nothingChanged(report));
  return `Summary: realm ${forTerminal(say.realmName(report))}: ${say.totals(report)}`;
}
