/** Which values do options of several commands take? */

import type { ColorChoice } from './theme.ts';

export const COLORS = ['auto', 'always', 'never'] as const satisfies readonly ColorChoice[];
