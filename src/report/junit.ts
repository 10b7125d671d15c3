/** How do build servers show a report among tests? As JUnit XML: a test case for each finding, and for each entity that has none. */

import type { Report } from '../model.ts';
import { foldChanges } from './folds.ts';
import { forXml } from './hostile.ts';
import { type Judgement, judgementsOf } from './judged.ts';
import { locate, slashes } from './locations.ts';
import type { ReportOptions } from './reporter.ts';
import * as say from './sentences.ts';
import { showPlace } from './show-path.ts';
import { shortenMiddle } from './values.ts';
import { type EntityView, viewOf } from './view.ts';
import { count, severityLabel } from './words.ts';

const MAX_NAME = 200;

export const junit = {
  about: 'JUnit XML, for build servers',
  extension: 'xml',
  render: (reports: readonly Report[], options: ReportOptions): string => {
    const suites = reports.map((report) => suiteOf(report, options));
    const sum = (key: 'tests' | 'failures' | 'skipped'): number => suites.reduce((total, each) => total + each[key], 0);
    const totals = attributes({
      name: 'realmdiff',
      tests: sum('tests'),
      failures: sum('failures'),
      skipped: sum('skipped'),
    });
    const body = suites.map(({ text }) => text).join('');
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${totals}>\n${body}</testsuites>\n`;
  },
};

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly skipped: number;
  readonly text: string;
}

function suiteOf(report: Report, options: ReportOptions): Suite {
  const view = viewOf(report, { maxProperties: 0, showUnchanged: false });
  const quiet = view.sections.flatMap((section) => section.entities).filter((entity) => entity.worst === undefined);
  const found = judgementsOf([report]);
  const cases = [
    ...found.map((each) => findingCase(each, options)),
    ...quiet.map((entity) => entityCase(entity, report)),
    ...foldChanges(
      report.changes.filter(({ cause }) => cause !== 'edit'),
      report,
    ).map((fold) =>
      passed(className(report, 'Keycloak'), `${fold.version}: ${count(fold.count, 'change')} by Keycloak itself`),
    ),
    ...(say.isUnchanged(report) ? [passed(className(report, 'realm'), say.nothingChanged(report))] : []),
  ];
  const skipped = report.notCompared.map((each) => {
    const told = attributes({
      classname: className(report, each.section),
      name: `not compared: ${say.notComparedText(each)}`,
    });
    return `    <testcase${told} time="0">\n      <skipped${attributes({ message: each.why })}/>\n    </testcase>\n`;
  });
  const failures = found.filter(({ finding }) => options.isFailure(finding)).length;
  const counts = { tests: cases.length + skipped.length, failures, skipped: skipped.length };
  const odd = report.problems.map((problem) => say.problemText(problem, report));
  const errors = odd.length === 0 ? '' : `    <system-err>${forXmlLines(odd)}</system-err>\n`;
  const head = attributes({ name: `realm ${say.realmName(report)}`, ...counts, errors: 0, time: 0 });
  return { ...counts, text: `  <testsuite${head}>\n${[...cases, ...skipped].join('')}${errors}  </testsuite>\n` };
}

function className(report: Report, section: string): string {
  return `${report.after.realm}.${section}`;
}

function findingCase({ report, change, finding }: Judgement, { isFailure }: ReportOptions): string {
  const { file, position } = locate(change, report);
  const { rule, severity, direction, message, fingerprint } = finding;
  const at = `${slashes(file)}:${position.line}:${position.column}`;
  const label = severityLabel(severity, [direction]);
  const told = [`${label}: ${message}`, showPlace(change), at, `${rule} ${fingerprint}`];
  const head = attributes({
    classname: className(report, change.section),
    name: `${rule}: ${showPlace(change)}`,
    file: slashes(file),
  });
  const text = forXmlLines(told);
  const body = isFailure(finding)
    ? `<failure${attributes({ type: rule, message: `${label}: ${message}` })}>${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return `    <testcase${head} time="0">\n      ${body}\n    </testcase>\n`;
}

function entityCase({ section, title, changes }: EntityView, report: Report): string {
  return passed(className(report, section), `${title}: ${count(changes, 'change')} without a finding`);
}

function passed(classname: string, name: string): string {
  return `    <testcase${attributes({ classname, name })} time="0"/>\n`;
}

function attributes(values: { readonly [name: string]: string | number }): string {
  const written = Object.entries(values).map(
    ([name, value]) => ` ${name}="${forXml(shortenMiddle(String(value), MAX_NAME))}"`,
  );
  return written.join('');
}

function forXmlLines(lines: readonly string[]): string {
  return lines.map((line) => `${forXml(shortenMiddle(line, 1000))}\n`).join('');
}
