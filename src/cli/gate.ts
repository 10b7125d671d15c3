/** Is a gate closed? Which findings fail a call, by `--fail-on` and `--max-findings`. */

import type { Config } from '../config/config.ts';
import type { Finding, Report } from '../model.ts';
import { judgementsOf } from '../report/judged.ts';
import { fails, type Threshold } from '../tables/severity.ts';

export interface Gate {
  readonly failOn: Threshold;
  readonly maxFindings: number | undefined;
}

/** What the call says beats what the configuration says, and that the command's own default. */
export function gateOf(
  asked: { readonly failOn: Threshold | undefined; readonly maxFindings: number | undefined },
  config: Config | undefined,
  otherwise: Threshold,
): Gate {
  return { failOn: asked.failOn ?? config?.failOn ?? otherwise, maxFindings: asked.maxFindings };
}

/** Whether a finding alone closes the gate. */
export function isFailing({ failOn }: Gate): (finding: Finding) => boolean {
  return (finding) => fails(finding, failOn);
}

export function isClosed(gate: Gate, reports: readonly Report[]): boolean {
  const found = judgementsOf(reports);
  const isTooMany = gate.maxFindings !== undefined && found.length > gate.maxFindings;
  return isTooMany || found.map(({ finding }) => finding).some(isFailing(gate));
}
