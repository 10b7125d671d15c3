/** How does one call of `report merge` run? Reads the reports, puts them together, writes one. */

import { countCells } from '../../../drift/count-cells.ts';
import { cellsIn } from '../../../drift/drift-json.ts';
import { mergeReports } from '../../../drift/merge-reports.ts';
import type { Failure, JsonObject } from '../../../model.ts';
import { writeJson } from '../../../report/json.ts';
import { renderMetrics } from '../../../report/prometheus.ts';
import { EXIT, type ExitCode, worstExit } from '../../exit-codes.ts';
import { openReporter } from '../../open-reporter.ts';
import { readDriftReport } from '../../read-drift-report.ts';
import { deliverReport } from '../../render-reports.ts';
import type { Terminal } from '../../terminal.ts';

export interface MergeRequest {
  readonly files: readonly string[];
  readonly format: 'json' | 'prometheus';
  readonly out: string | undefined;
}

export async function runMerge(
  { files, format, out }: MergeRequest,
  terminal: Terminal,
  variables: { readonly [name: string]: string | undefined },
): Promise<ExitCode> {
  const reporter = await openReporter('auto', terminal, variables);
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
  const cells = cellsIn(merged);
  const text = format === 'json' ? writeJson(merged) : renderMetrics(cells);
  if (!deliverReport(text, out, terminal, reporter)) return EXIT.failed;
  const { fresh, known } = countCells(cells);
  return worstExit([
    fresh + known > 0 ? EXIT.differences : EXIT.fine,
    cells.some(({ failure }) => failure !== undefined) ? EXIT.unreachable : EXIT.fine,
  ]);
}
