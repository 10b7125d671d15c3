/** How does one call of `diff` run? Compares, writes one report, decides the exit code. */

import type { Report } from '../../../model.ts';
import { writeFile } from '../../../sources/write-file.ts';
import { reaches, SEVERITIES } from '../../../tables/severity.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { textReporter } from '../../problem-reporter.ts';
import type { Terminal } from '../../terminal.ts';
import { decideColor, loadTheme } from '../../theme.ts';
import { compareSources } from './compare-sources.ts';
import type { DiffRequest } from './options.ts';
import { renderReports } from './render-reports.ts';

type Environment = { readonly [name: string]: string | undefined };

export async function runDiff(request: DiffRequest, terminal: Terminal, environment: Environment): Promise<ExitCode> {
  const isColored = decideColor(request.color, environment, terminal.isErrorTerminal);
  const reporter = textReporter(terminal.writeError, await loadTheme(isColored));
  const compared = await compareSources(request, reporter);
  if (compared === undefined) return EXIT.failed;
  const { reports, config, hasUnpaired } = compared;
  const exit = exitOf(reports, { ...request, failOn: request.failOn ?? config?.failOn }, hasUnpaired);
  if (request.isQuiet) return exit;
  const text = await renderReports(reports, request, { ...compared, terminal, environment });
  const refusal = deliver(text, request, terminal);
  if (refusal !== undefined) {
    reporter.failure({ file: request.out ?? '', message: refusal });
    return EXIT.failed;
  }
  return exit;
}

function deliver(text: string, { out }: DiffRequest, terminal: Terminal): string | undefined {
  if (out !== undefined) return writeFile(out, text);
  terminal.writeOut(text);
  return undefined;
}

function exitOf(
  reports: readonly Report[],
  { exitCode, failOn }: Pick<DiffRequest, 'exitCode' | 'failOn'>,
  hasUnpaired: boolean,
): ExitCode {
  const hasEdits = hasUnpaired || reports.some(({ summary }) => summary.changes.edit > 0);
  const severe = failOn === undefined ? [] : SEVERITIES.filter((severity) => reaches(severity, failOn));
  const hasFindings = reports.some(({ summary }) => severe.some((severity) => summary.findings[severity] > 0));
  return (exitCode && hasEdits) || hasFindings ? EXIT.differences : EXIT.fine;
}
