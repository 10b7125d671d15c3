/** Which values do options of several commands take? */

import type { Severity } from '../model.ts';
import type { ColorChoice } from './theme.ts';

export const COLORS = ['auto', 'always', 'never'] as const satisfies readonly ColorChoice[];

/** The worst first. */
export const SEVERITIES = ['high', 'medium', 'low', 'info'] as const satisfies readonly Severity[];
