/** How does one call of `accept` run? Compares, and writes what is found into the configuration, to be ignored from now on. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addEntries } from '../../../config/add-entries.ts';
import type { Finding, Report } from '../../../model.ts';
import { judgementsOf } from '../../../report/judged.ts';
import { CONFIG_NAME, findConfig } from '../../../sources/find-config.ts';
import { writeFile } from '../../../sources/write-file.ts';
import { reaches } from '../../../tables/severity.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { loadJudging } from '../../load-judging.ts';
import { openReporter } from '../../open-reporter.ts';
import { type Reporter, showFile } from '../../problem-reporter.ts';
import type { Terminal } from '../../terminal.ts';
import { compareSources } from '../diff/compare-sources.ts';
import { lookAtAll } from '../lint/look-at-all.ts';
import type { AcceptRequest } from './options.ts';

export async function runAccept(
  { of, reason, until, severity }: AcceptRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const asked = 'diff' in of ? of.diff : of.lint;
  const reporter = await openReporter(asked.color, terminal, environment);
  const config = asked.config !== undefined && existsSync(asked.config) ? asked.config : undefined;
  const reports = await reportsOf(of, config, reporter);
  if (reports === undefined) return EXIT.failed;
  const near = 'diff' in of ? of.diff.to : (of.lint.sources[0] ?? '.');
  const found = judgementsOf(reports).map(({ finding }) => finding);
  const accepted = unique(found.filter((finding) => reaches(finding.severity, severity)));
  const file = asked.config ?? findConfig(existsSync(near) ? near : '.') ?? newConfig(near);
  if (accepted.length === 0) {
    reporter.note(`nothing to accept: no finding is left that ${showFile(file)} does not ignore`);
    return EXIT.fine;
  }
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const added = addEntries(
    text,
    accepted.map((finding) => ({ finding, reason, until })),
  );
  const refusal = 'refusal' in added ? added.refusal : writeFile(file, added.text);
  if (refusal !== undefined) {
    reporter.failure({ file, message: refusal });
    return EXIT.failed;
  }
  reporter.note(`${showFile(file)}: ${accepted.length} ${accepted.length === 1 ? 'entry' : 'entries'} added`);
  return EXIT.fine;
}

/** What is found today; undefined where something could not be read. A configuration that is not there yet is no mistake. */
async function reportsOf(
  of: AcceptRequest['of'],
  config: string | undefined,
  reporter: Reporter,
): Promise<readonly Report[] | undefined> {
  if ('diff' in of) return (await compareSources({ ...of.diff, config }, reporter))?.reports;
  const near = of.lint.sources.find((source) => existsSync(source)) ?? '.';
  const judging = await loadJudging({ ...of.lint, config, near }, reporter);
  if (judging === undefined) return undefined;
  const { reports, hasFailed } = await lookAtAll(of.lint, judging, reporter);
  return hasFailed ? undefined : reports;
}

/** One entry silences every finding of its fingerprint. */
function unique(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [finding.fingerprint, finding])).values()];
}

/** Beside what was compared, or where the command runs. */
function newConfig(to: string): string {
  return existsSync(to) ? join(dirname(to), CONFIG_NAME) : CONFIG_NAME;
}
