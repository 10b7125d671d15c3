/** How does one call of `drift` run? Plans the cells, reads and compares them side by side, writes one report, decides the exit code. */

import pMap from 'p-map';
import type { IgnoreEntry } from '../../../config/config.ts';
import type { DriftReport } from '../../../drift/drift.ts';
import { lastReportIn } from '../../../drift/drift-json.ts';
import type { Failure, Report } from '../../../model.ts';
import type { OpenEnvironment } from '../../../sources/read-live.ts';
import { loadTables } from '../../../tables/load.ts';
import { now } from '../../clock.ts';
import { EXIT, type ExitCode, exitOfFailures, worstExit } from '../../exit-codes.ts';
import { exitOfCells } from '../../exit-of-cells.ts';
import { gateOf } from '../../gate.ts';
import { unusedEntries } from '../../load-config.ts';
import { loadJudging } from '../../load-judging.ts';
import { openReporter } from '../../open-reporter.ts';
import type { Reporter } from '../../problem-reporter.ts';
import { readDriftReport } from '../../read-drift-report.ts';
import { deliverReport, renderReports } from '../../render-reports.ts';
import type { Terminal } from '../../terminal.ts';
import { type ComparedCell, compareCell } from './compare-cell.ts';
import { openShelf } from './open-shelf.ts';
import type { DriftRequest } from './options.ts';
import { type Planned, planDrift } from './plan.ts';
import { openProgress } from './progress.ts';

export async function runDrift(
  request: DriftRequest,
  terminal: Terminal,
  variables: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const reporter = await openReporter(request.color, terminal, variables);
  const refuse = (failures: readonly Failure[]): ExitCode => {
    for (const failure of failures) reporter.failure(failure);
    return EXIT.failed;
  };
  const judging = await loadJudging({ ...request, near: '.' }, reporter);
  if (judging === undefined) return EXIT.failed;
  const { config } = judging;
  if (config === undefined)
    return refuse([{ file: '', message: 'expected a .realmdiff.yaml with environments here or above; write one' }]);
  const read = request.since === undefined ? undefined : readDriftReport(request.since);
  if (read !== undefined && 'message' in read) return refuse([read]);
  const last = read === undefined ? undefined : lastReportIn(read.report);
  const tables = loadTables();
  const shelf = openShelf(tables, request.config);
  const plan = await planDrift(request, config, shelf);
  if (plan.cells.length === 0 && plan.failures.length > 0) return refuse(plan.failures);
  const progress = openProgress(plan.cells.length, terminal);
  const { open, close } = sessions(request, variables);
  const comparing = { request, tables, judging, last, now: now(), open, shelf };
  const compared = await pMap(
    plan.cells,
    async (planned) => {
      const result = await compareCell(planned, comparing);
      progress.tell(result.cell);
      return result;
    },
    { concurrency: request.concurrency },
  ).finally(close);
  progress.finish();
  tellFailures([...plan.failures, ...failuresIn(compared)], reporter);
  const drift = { at: comparing.now, cells: compared.map(({ cell }) => cell), notChecked: plan.notChecked };
  const used = new Set<IgnoreEntry>(compared.flatMap((each) => each.used));
  const unused = unusedEntries(config, used, judging.today);
  if (unused !== undefined && failuresIn(compared).length === 0) reporter.note(unused);
  const around = { ...judging, drift, gate: gateOf({ failOn: undefined, maxFindings: undefined }, config, 'high') };
  const asked = { ...request, target: undefined };
  const text = await renderReports(reportsIn(drift), asked, { ...around, terminal, environment: variables });
  if (!deliverReport(text, request.out, terminal, reporter)) return EXIT.failed;
  return worstExit([exitOfCells(drift.cells), exitOfFailures([...plan.failures, ...failuresIn(compared)])]);
}

function reportsIn({ cells }: DriftReport): readonly Report[] {
  return cells.flatMap(({ report }) => report ?? []);
}

function failuresIn(compared: readonly ComparedCell[]): readonly Failure[] {
  return compared.flatMap(({ failure }) => failure ?? []);
}

/** A server that nobody reached is told once, however many realms it has. */
function tellFailures(failures: readonly Failure[], reporter: Reporter): void {
  const told = new Set<string>();
  for (const failure of failures) {
    const text = JSON.stringify([failure.file, failure.message]);
    if (!told.has(text)) reporter.failure(failure);
    told.add(text);
  }
}

/** One login for each environment, whoever asks first. */
function sessions(
  { timeout, hasUsers }: DriftRequest,
  variables: NodeJS.ProcessEnv,
): { readonly open: (planned: Planned) => Promise<OpenEnvironment | Failure>; readonly close: () => Promise<void> } {
  const known = new Map<string, Promise<OpenEnvironment | Failure>>();
  const login = async ({ named }: Planned): Promise<OpenEnvironment | Failure> => {
    // Network code loads only where there is a server.
    const { openEnvironment } = await import('../../../sources/read-live.ts');
    return openEnvironment(named, variables, { timeout, hasUsers });
  };
  return {
    open: (planned) => {
      const session = known.get(planned.named.name) ?? login(planned);
      known.set(planned.named.name, session);
      return session;
    },
    close: async () => {
      for (const session of await Promise.all(known.values())) if ('close' in session) session.close();
    },
  };
}
