/** How does one call of `report merge` run? Reads the reports, puts them together, writes one. */

import { cellsIn, driftReportIn } from '../../../drift/drift-json.ts';
import { mergeReports } from '../../../drift/merge-reports.ts';
import type { Failure, JsonObject } from '../../../model.ts';
import type { FormatName } from '../../../report/formats.ts';
import { reportsIn } from '../../../report/from-json.ts';
import { writeJson } from '../../../report/json.ts';
import { EXIT, type ExitCode, worstExit } from '../../exit-codes.ts';
import { exitOfCells } from '../../exit-of-cells.ts';
import { gateOf } from '../../gate.ts';
import { loadJudging } from '../../load-judging.ts';
import { openReporter } from '../../open-reporter.ts';
import type { Reporter } from '../../problem-reporter.ts';
import { readDriftReport } from '../../read-drift-report.ts';
import { deliverReport, renderReports } from '../../render-reports.ts';
import type { Terminal } from '../../terminal.ts';
import type { ColorChoice } from '../../theme.ts';

export interface MergeRequest {
  readonly files: readonly string[];
  readonly format: FormatName;
  readonly out: string | undefined;
  readonly color: ColorChoice;
}

export async function runMerge(
  request: MergeRequest,
  terminal: Terminal,
  variables: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const { files, format, out, color } = request;
  const reporter = await openReporter(color, terminal, variables);
  const reports: JsonObject[] = [];
  const failures: Failure[] = [];
  for (const file of files) {
    const read = readDriftReport(file);
    if ('message' in read) failures.push(read);
    else reports.push(read.report);
  }
  const merged = mergeReports(reports);
  for (const failure of failures) reporter.failure(failure);
  if (failures.length > 0 || merged === undefined) return EXIT.failed;
  const text =
    format === 'json' ? writeJson(merged) : await renderMerged(merged, request, { terminal, reporter, variables });
  if (text === undefined || !deliverReport(text, out, terminal, reporter)) return EXIT.failed;
  const cells = cellsIn(merged);
  const isRead = cells.every(({ failure }) => failure === undefined);
  return worstExit([exitOfCells(cells), isRead ? EXIT.fine : EXIT.unreachable]);
}

interface Around {
  readonly terminal: Terminal;
  readonly reporter: Reporter;
  readonly variables: NodeJS.ProcessEnv;
}

/** Undefined where the configuration cannot be read, which the reporter was told. */
async function renderMerged(
  merged: JsonObject,
  request: MergeRequest,
  { terminal, reporter, variables }: Around,
): Promise<string | undefined> {
  const judging = await loadJudging({ config: undefined, rules: undefined, near: '.' }, reporter);
  if (judging === undefined) return undefined;
  const reports = reportsIn(merged);
  const drift = driftReportIn(merged, reports);
  const gate = gateOf({ failOn: undefined, maxFindings: undefined }, judging.config, 'high');
  const around = { ...judging, drift, gate, terminal, environment: variables };
  return renderReports(reports, { ...request, target: undefined }, around);
}
