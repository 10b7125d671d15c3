/** How does one call of `lint` run? Looks at every realm of its sources, writes one report, decides the exit code. */

import { existsSync } from 'node:fs';
import { loadTables } from '../../../tables/load.ts';
import { nearest } from '../../../tables/nearest.ts';
import { EXIT, type ExitCode, exitOfRefusal } from '../../exit-codes.ts';
import { gateOf, isClosed } from '../../gate.ts';
import { type Judging, loadJudging } from '../../load-judging.ts';
import { openReporter } from '../../open-reporter.ts';
import { type Reporter, remembering } from '../../problem-reporter.ts';
import { deliverReport, renderReports } from '../../render-reports.ts';
import { refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { decideColor, loadTheme } from '../../theme.ts';
import { fixFiles } from './fix.ts';
import { lookAtAll, sourcesOf } from './look-at-all.ts';
import type { LintRequest } from './options.ts';

export async function runLint(
  request: LintRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const { reporter, failures } = remembering(await openReporter(request.color, terminal, environment));
  const near = request.sources.find((source) => existsSync(source)) ?? '.';
  const loaded = await loadJudging({ ...request, near }, reporter);
  if (loaded === undefined) return EXIT.failed;
  const unknown = request.ruleIds.find((id) => loaded.rules.every((rule) => rule.id !== id));
  if (unknown !== undefined) return refuseUsage(unknownRule(unknown, loaded), 'lint', terminal);
  const judging = withRules(loaded, request.ruleIds);
  const isMended = await mend(request, judging, { terminal, environment, reporter });
  const looked = await lookAtAll(request, judging, reporter, terminal);
  const gate = gateOf(request, judging.config, 'high');
  const exit =
    looked.hasFailed || !isMended
      ? exitOfRefusal(isMended ? failures : [])
      : isClosed(gate, looked.reports)
        ? EXIT.differences
        : EXIT.fine;
  if (request.isQuiet || looked.reports.length === 0) return exit;
  const text = await renderReports(
    looked.reports,
    { ...request, showsInfo: request.isAll },
    { ...judging, gate, terminal, environment },
  );
  return deliverReport(text, request.out, terminal, reporter) ? exit : EXIT.failed;
}

function unknownRule(id: string, { rules }: Judging): string {
  const guess = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  return `--rule takes the id of a rule, found ${JSON.stringify(id)}${guess === undefined ? '' : `; did you mean ${guess}?`}`;
}

function withRules(judging: Judging, ids: readonly string[]): Judging {
  return ids.length === 0 ? judging : { ...judging, rules: judging.rules.filter(({ id }) => ids.includes(id)) };
}

interface Streams {
  readonly terminal: Terminal;
  readonly environment: NodeJS.ProcessEnv;
  readonly reporter: Reporter;
}

/** True where nobody asked for it, too. */
async function mend(
  request: LintRequest,
  judging: Judging,
  { terminal, environment, reporter }: Streams,
): Promise<boolean> {
  if (request.fix === undefined) return true;
  const theme = await loadTheme(decideColor(request.color, environment, terminal.isOutTerminal));
  const sources = sourcesOf(request, judging);
  return fixFiles(sources, { tables: loadTables(), reporter, terminal, theme, isDry: request.fix === 'show' });
}
