/** How does one call of `accept` run? Compares, and writes what is found into the configuration, to be ignored from now on. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addEntries } from '../../../config/add-entries.ts';
import type { Finding } from '../../../model.ts';
import { CONFIG_NAME, findConfig } from '../../../sources/find-config.ts';
import { writeFile } from '../../../sources/write-file.ts';
import { reaches } from '../../../tables/severity.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { showFile, textReporter } from '../../problem-reporter.ts';
import type { Terminal } from '../../terminal.ts';
import { decideColor, loadTheme } from '../../theme.ts';
import { compareSources } from '../diff/compare-sources.ts';
import type { AcceptRequest } from './options.ts';

type Environment = { readonly [name: string]: string | undefined };

export async function runAccept(
  { diff, reason, until, severity }: AcceptRequest,
  terminal: Terminal,
  environment: Environment,
): Promise<ExitCode> {
  const isColored = decideColor(diff.color, environment, terminal.isErrorTerminal);
  const reporter = textReporter(terminal.writeError, await loadTheme(isColored));
  const isNew = diff.config !== undefined && !existsSync(diff.config);
  const compared = await compareSources(isNew ? { ...diff, config: undefined } : diff, reporter);
  if (compared === undefined) return EXIT.failed;
  const found = compared.reports.flatMap(({ changes }) => changes.flatMap(({ findings }) => findings));
  const accepted = unique(found.filter((finding) => reaches(finding.severity, severity)));
  const file = diff.config ?? findConfig(existsSync(diff.to) ? diff.to : '.') ?? newConfig(diff.to);
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

/** One entry silences every finding of its fingerprint. */
function unique(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [finding.fingerprint, finding])).values()];
}

/** Beside what was compared, or where the command runs. */
function newConfig(to: string): string {
  return existsSync(to) ? join(dirname(to), CONFIG_NAME) : CONFIG_NAME;
}
