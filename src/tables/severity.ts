/** How bad is a finding, and is it bad enough to fail? The levels, their order, and the directions. */

import type { Direction, Finding, Severity } from '../model.ts';

/** The worst first. */
export const SEVERITIES = ['high', 'medium', 'low', 'info'] as const satisfies readonly Severity[];

export const DIRECTIONS = ['breaks', 'weakens', 'tightens', 'cosmetic'] as const satisfies readonly Direction[];

/** What `--fail-on` and `failOn` take: as severe as that or more, or of that direction; `never` for a gate that is open. */
export const THRESHOLDS = [...SEVERITIES, ...DIRECTIONS, 'never'] as const;

export type Threshold = (typeof THRESHOLDS)[number];

/** True where it is as bad as the limit, or worse. */
export function reaches(severity: Severity, limit: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
}

/** True where somebody asked to fail for it. */
export function fails({ severity, direction }: Finding, threshold: Threshold | undefined): boolean {
  const limit = SEVERITIES.find((each) => each === threshold);
  return limit === undefined ? direction === threshold : reaches(severity, limit);
}
