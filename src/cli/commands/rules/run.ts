/** How does one call of `rules` run? Loads the catalogue, and a user's folder on top, and prints what was asked for. */

import { compareVersions, parseVersion } from '../../../baseline/choose.ts';
import { largest } from '../../../json/largest.ts';
import { printable } from '../../../json/show.ts';
import type { Json } from '../../../model.ts';
import type { Rule } from '../../../rule-rows.ts';
import { loadTables } from '../../../tables/load.ts';
import { loadRules } from '../../../tables/load-rules.ts';
import { nearest } from '../../../tables/nearest.ts';
import { SECTIONS } from '../../../tables/parse-rules.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { textReporter } from '../../problem-reporter.ts';
import { refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { decideColor, loadTheme, type Theme } from '../../theme.ts';
import { rulesOfBlockers } from '../upgrade/judge-blockers.ts';
import { examplesText } from './examples-text.ts';
import type { RulesRequest } from './options.ts';
import { testRules } from './test-rules.ts';

export async function runRules(
  request: RulesRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const { show, folder, format } = request;
  if (request.test !== undefined) return testRules(request.test, request, terminal, environment);
  const { rules, failures } = loadRules({ folders: folder === undefined ? [] : [folder] });
  const told = await loadTheme(decideColor(request.color, environment, terminal.isErrorTerminal));
  for (const failure of failures) textReporter(terminal.writeError, told).failure(failure);
  if (failures.length > 0) return EXIT.failed;
  const theme = await loadTheme(decideColor(request.color, environment, terminal.isOutTerminal));
  if (show !== undefined) {
    const known = [...rules, ...rulesOfBlockers(loadTables().blockers)];
    const rule = known.find(({ id }) => id === show);
    if (rule === undefined) return refuseUsage(unknown('rule', show, idsOf(known)), 'rules', terminal);
    terminal.writeOut(
      format === 'json' ? asJson(ruleJson(rule)) : `${ruleText(rule, theme)}${await examplesText(rule, folder, theme)}`,
    );
    return EXIT.fine;
  }
  const known = [...new Set([...SECTIONS, ...rules.flatMap(({ when }) => when.section)])];
  if (request.section !== undefined && !known.includes(request.section))
    return refuseUsage(unknown('section', request.section, known), 'rules', terminal);
  const asked = rules.filter((rule) => isAskedFor(rule, request));
  terminal.writeOut(format === 'json' ? asJson(asked.map(ruleJson)) : listText(asked, theme));
  return EXIT.fine;
}

function idsOf(rules: readonly Rule[]): readonly string[] {
  return rules.map(({ id }) => id);
}

function unknown(what: string, name: string, names: readonly string[]): string {
  const guess = nearest(name, names);
  return `there is no ${what} ${JSON.stringify(name)}${guess === undefined ? '' : `; did you mean ${guess}?`}`;
}

function isAskedFor({ when, severity, direction }: Rule, request: RulesRequest): boolean {
  const { version } = request;
  if (request.direction !== undefined && request.direction !== direction) return false;
  if (version !== undefined && !isOf(when, parseVersion(version))) return false;
  const isSection = request.section === undefined || when.section.includes(request.section);
  return isSection && (request.severity === undefined || request.severity === severity);
}

/** Does a rule speak of realms of that version? */
function isOf({ since, until }: Rule['when'], version: ReturnType<typeof parseVersion>): boolean {
  const isSince = since === undefined || compareVersions(version, parseVersion(since)) >= 0;
  return isSince && (until === undefined || compareVersions(version, parseVersion(until)) < 0);
}

function asJson(value: Json): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function ruleJson({ id, severity, direction, title, why, fix, source, speaksOf, when, mirror }: Rule): Json {
  const { since, until } = when;
  const sections = [...when.section];
  const versions = { ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
  const told = { id, severity, direction, speaksOf, sections, ...versions, title, why, fix, source };
  return { ...told, ...(mirror !== undefined && { mirror }) };
}

function listText(rules: readonly Rule[], theme: Theme): string {
  const width = largest(rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, severity, direction, title }) => {
    const label = `${severity.toUpperCase().padEnd(6)} ${direction.padEnd(8)}`;
    return `${theme.place(printable(id).padEnd(width))}  ${theme[severity](label)}  ${printable(title)}\n`;
  });
  const count = `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}; realmdiff rules show ID tells more`;
  return `${lines.join('')}${theme.quiet(count)}\n`;
}

const SPEAKS = { change: 'of a change', state: 'of a state that a change creates, or that a realm is in' } as const;

function ruleText(rule: Rule, theme: Theme): string {
  const { id, severity, direction, title, why, fix, source, speaksOf, when } = rule;
  const { mirror, waiver } = rule;
  const back = mirror === undefined ? (waiver === undefined ? [] : [['way back', waiver]]) : [['way back', mirror]];
  const rows = [
    ['why', why],
    ['fix', fix],
    ['source', source],
    ['speaks', SPEAKS[speaksOf]],
    ['section', when.section.join(', ')],
    ...(when.path === undefined ? [] : [['path', when.path.map((path) => path.join('/')).join(', ')]]),
    ...(when.since === undefined ? [] : [['since', `Keycloak ${when.since}`]]),
    ...(when.until === undefined ? [] : [['until', `Keycloak ${when.until}`]]),
    ...back,
    ['turn off', `rules: { ${id}: "off" } in .realmdiff.yaml`],
  ];
  const head = `${theme.title(printable(id))}  ${theme[severity](`${severity.toUpperCase()} ${direction}`)}\n`;
  const lines = rows.map(([label = '', text = '']) => `${theme.quiet(label.padEnd(9))} ${printable(text)}\n`);
  return `${head}${printable(title)}\n\n${lines.join('')}`;
}
