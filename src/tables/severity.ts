/** How bad is a finding? The levels, and their order. */

import type { Severity } from '../model.ts';

/** The worst first. */
export const SEVERITIES = ['high', 'medium', 'low', 'info'] as const satisfies readonly Severity[];

/** True where it is as bad as the limit, or worse. */
export function reaches(severity: Severity, limit: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
}
