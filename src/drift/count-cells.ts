/** How many differences are new, known and fixed, and what is the exit of it all? Sums over the cells. */

import type { Severity } from '../model.ts';
import { SEVERITIES } from '../tables/severity.ts';
import type { Drift, RememberedCell } from './drift.ts';

export interface DriftCounts {
  readonly fresh: number;
  readonly known: number;
  readonly young: number;
  readonly fixed: number;
  readonly unreachable: number;
  /** Of the new ones. */
  readonly worst: Severity | undefined;
}

export function countCells(cells: readonly RememberedCell[]): DriftCounts {
  // A realm that was not read has what the last report told of it, for the next one.
  const all = cells.flatMap(({ drifts, failure }) => (failure === undefined ? drifts : []));
  const ofState = (state: Drift['state']): readonly Drift[] => all.filter((drift) => drift.state === state);
  return {
    fresh: ofState('new').length,
    known: ofState('known').length,
    young: ofState('young').length,
    fixed: cells.reduce((sum, { fixed }) => sum + fixed, 0),
    unreachable: cells.filter(({ failure }) => failure !== undefined).length,
    worst: worstOfAll(ofState('new')),
  };
}

export function worstOfAll(drifts: readonly Drift[]): Severity | undefined {
  return SEVERITIES.find((each) => drifts.some(({ severity }) => severity === each));
}

/** When the oldest difference was first seen; undefined where there is none. */
export function oldestOf(drifts: readonly Drift[]): string | undefined {
  return drifts.map(({ since }) => since).sort()[0];
}
