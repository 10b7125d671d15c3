/** How do code scanners read a report? As SARIF 2.1.0: a run for each realm, a result for each finding, rules that explain themselves. */

import type { Log, Notification, ReportingDescriptor, Result, Run } from 'sarif';
import type { Finding, Position, Report, Severity } from '../model.ts';
import { forJson, forSarif } from './hostile.ts';
import { type Judgement, judgementsOf } from './judged.ts';
import { locate, slashes } from './locations.ts';
import type { ReportOptions, RuleHelp } from './reporter.ts';
import * as say from './sentences.ts';
import { shortenMiddle } from './values.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

const LEVEL = { high: 'error', medium: 'warning', low: 'note', info: 'note' } as const satisfies Record<
  Severity,
  string
>;

/** What GitHub sorts security findings by, from 0 to 10. */
const SECURITY = { high: '8.0', medium: '5.5', low: '3.0', info: '1.0' } as const satisfies Record<Severity, string>;

export const sarif = {
  about: 'SARIF 2.1.0, for code scanners',
  extension: 'sarif',
  render: (reports: readonly Report[], options: ReportOptions): string => {
    const log: Log = { $schema: SCHEMA, version: '2.1.0', runs: reports.map((report) => runOf(report, options)) };
    return `${forJson(JSON.stringify(log, null, 2))}\n`;
  },
};

function runOf(report: Report, { version, rules }: ReportOptions): Run {
  const found = judgementsOf([report]);
  const ids = [...new Set(found.map(({ finding }) => finding.rule))].sort();
  const descriptors = ids.map((id) => ruleOf(id, found, Object.hasOwn(rules, id) ? rules[id] : undefined));
  return {
    tool: { driver: { name: 'realmdiff', semanticVersion: version, version, rules: descriptors } },
    automationDetails: { id: `realmdiff/${encodeURIComponent(wellFormed(report.after.realm))}/` },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notificationsOf(report) }],
    results: found.map((each) => resultOf(each, ids.indexOf(each.finding.rule))),
  };
}

function ruleOf(id: string, found: readonly Judgement[], help: RuleHelp | undefined): ReportingDescriptor {
  const finding = found.find((each) => each.finding.rule === id)?.finding;
  const title = forSarif(help?.title ?? titleFrom(id));
  const text = [title, ...(help === undefined ? [] : [forSarif(help.why), forSarif(help.fix)])];
  return {
    id,
    name: id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: text[1] ?? title },
    help: { text: text.join('\n\n') },
    ...(finding !== undefined && {
      defaultConfiguration: { level: LEVEL[finding.severity] },
      properties: propertiesOf(finding),
    }),
  };
}

/** A door that opens is a matter of security; the others are not, and must not be sorted among them. */
function propertiesOf({ severity, direction }: Finding): { readonly [name: string]: unknown } {
  const tags = ['keycloak', direction];
  return direction === 'weakens' ? { tags: [...tags, 'security'], 'security-severity': SECURITY[severity] } : { tags };
}

/** `client-secret-changed` is `Client secret changed`. */
function titleFrom(id: string): string {
  const words = id.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function resultOf({ report, change, finding }: Judgement, ruleIndex: number): Result {
  const { file, position } = locate(change, report);
  const name = [change.section, change.entity, ...change.path].filter((part) => part !== '');
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVEL[finding.severity],
    message: { text: forSarif(shortenMiddle(finding.message, 1000)) },
    locations: [
      {
        physicalLocation: physical(file, position),
        logicalLocations: [{ fullyQualifiedName: forSarif(name.map((part) => shortenMiddle(part, 200)).join('/')) }],
      },
    ],
    partialFingerprints: { 'realmdiff/v1': finding.fingerprint },
    properties: {
      severity: finding.severity,
      direction: finding.direction,
      ...('cause' in change && { cause: change.cause }),
    },
  };
}

function physical(
  file: string,
  { line, column }: Position,
): NonNullable<NonNullable<Result['locations']>[0]['physicalLocation']> {
  return {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine: line, startColumn: column },
  };
}

/** A file's path as a URI; a colon in its first part would be read as a scheme. */
function uriOf(file: string): string {
  return slashes(wellFormed(file)).split('/').map(encodeURIComponent).join('/');
}

/** Half a character cannot be written in a URI. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** What was odd or could not be compared. */
function notificationsOf(report: Report): Notification[] {
  return [
    ...report.problems.map((problem): Notification => {
      const text = forSarif(say.problemText(problem, report));
      const { file, position } = problem;
      const at = file === undefined || position === undefined ? [] : [{ physicalLocation: physical(file, position) }];
      return { level: 'warning', message: { text }, locations: at };
    }),
    ...report.notCompared.map((each): Notification => {
      return { level: 'note', message: { text: forSarif(`Not compared: ${say.notComparedText(each)}`) } };
    }),
  ];
}
