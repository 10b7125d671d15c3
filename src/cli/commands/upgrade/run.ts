/** How does one call of `upgrade` run? Predicts each realm of a source, or lists what moves between two versions. */

import { loadTables } from '../../../tables/load.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { gateOf, isClosed } from '../../gate.ts';
import { type Judging, loadJudging } from '../../load-judging.ts';
import { openReporter } from '../../open-reporter.ts';
import { renderReports } from '../../render-reports.ts';
import type { Terminal } from '../../terminal.ts';
import { rulesOfBlockers } from './judge-blockers.ts';
import { runList } from './list-versions.ts';
import type { PredictRequest, UpgradeRequest } from './options.ts';
import { predictAll } from './predict-all.ts';
import { storePredicted } from './store-predicted.ts';

export function runUpgrade(
  request: UpgradeRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  return 'list' in request
    ? runList(request.list, terminal, environment)
    : runPredict(request.predict, terminal, environment);
}

async function runPredict(
  request: PredictRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const reporter = await openReporter(request.color, terminal, environment);
  const judging = await loadJudging({ ...request, near: request.source }, reporter);
  if (judging === undefined) return EXIT.failed;
  const predicted = await predictAll(request, judging, { reporter, tables: loadTables() });
  if (predicted === undefined) return EXIT.failed;
  const gate = gateOf(request, judging.config, 'never');
  const exit = isClosed(gate, predicted.reports) ? EXIT.differences : EXIT.fine;
  if (!request.isQuiet) {
    const asked = { ...request, out: undefined };
    const around = { ...withBlockers(judging), patches: predicted.patches, gate, terminal, environment };
    terminal.writeOut(await renderReports(predicted.reports, asked, around));
  }
  return (await storePredicted(request, predicted, reporter)) ? exit : EXIT.failed;
}

function withBlockers(judging: Judging): Judging {
  return { ...judging, rules: [...judging.rules, ...rulesOfBlockers(loadTables().blockers)] };
}
