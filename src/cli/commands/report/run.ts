/** How does one call of `report merge` run? Reads the reports, puts them together, writes one. */

import { readFileSync } from 'node:fs';
import { countCells } from '../../../drift/count-cells.ts';
import { cellsIn } from '../../../drift/drift-json.ts';
import { mergeReports } from '../../../drift/merge-reports.ts';
import { parseJson } from '../../../json/parse.ts';
import type { Failure, Json } from '../../../model.ts';
import { writeJson } from '../../../report/json.ts';
import { renderMetrics } from '../../../report/prometheus.ts';
import { explainError } from '../../../sources/explain-error.ts';
import { EXIT, type ExitCode, worstExit } from '../../exit-codes.ts';
import { openReporter } from '../../open-reporter.ts';
import { deliverReport } from '../../render-reports.ts';
import type { Terminal } from '../../terminal.ts';

export interface MergeRequest {
  readonly files: readonly string[];
  readonly format: 'json' | 'prometheus';
  readonly out: string | undefined;
}

const EXPECTED = 'expected a JSON report of realmdiff drift; write one with --format json --out FILE';

export async function runMerge(
  { files, format, out }: MergeRequest,
  terminal: Terminal,
  variables: { readonly [name: string]: string | undefined },
): Promise<ExitCode> {
  const reporter = await openReporter('auto', terminal, variables);
  const reports: Json[] = [];
  const failures: Failure[] = [];
  for (const file of files) {
    const read = readReport(file);
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

function readReport(file: string): { readonly report: Json } | Failure {
  try {
    const parsed = parseJson(readFileSync(file, 'utf8'));
    if (!('value' in parsed) || mergeReports([parsed.value]) === undefined) return { file, message: EXPECTED };
    return { report: parsed.value };
  } catch (error) {
    return { file, message: explainError(error) };
  }
}
