/** How does one call of `diff` run? Compares, writes one report, decides the exit code. */

import { EXIT, type ExitCode, exitOfRefusal } from '../../exit-codes.ts';
import { gateOf, isClosed } from '../../gate.ts';
import { openReporter } from '../../open-reporter.ts';
import { remembering } from '../../problem-reporter.ts';
import { deliverReport, renderReports } from '../../render-reports.ts';
import type { Terminal } from '../../terminal.ts';
import { compareSources } from './compare-sources.ts';
import type { DiffRequest } from './options.ts';

export async function runDiff(
  request: DiffRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const { reporter, failures } = remembering(await openReporter(request.color, terminal, environment));
  const compared = await compareSources(request, reporter, { terminal });
  if (compared === undefined) return exitOfRefusal(failures);
  const { reports, config, hasUnpaired } = compared;
  const gate = gateOf(request, config, 'never');
  const hasEdits = hasUnpaired || reports.some(({ summary }) => summary.changes.edit > 0);
  const exit = (request.exitCode && hasEdits) || isClosed(gate, reports) ? EXIT.differences : EXIT.fine;
  if (request.isQuiet) return exit;
  const text = await renderReports(reports, request, { ...compared, gate, terminal, environment });
  return deliverReport(text, request.out, terminal, reporter) ? exit : EXIT.failed;
}
