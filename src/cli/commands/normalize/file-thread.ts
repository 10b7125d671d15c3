/** What does a thread do that looks at files? Normalizes one after the other, and keeps what is large to itself. */

import type { Input } from '../../../sources/input.ts';
import { loadTables } from '../../../tables/load.ts';
import { loadTheme } from '../../theme.ts';
import { serve } from '../../threads.ts';
import { renderCheck } from './check-report.ts';
import type { ThreadData } from './files-in-threads.ts';
import { textInPlace } from './in-place.ts';
import { type EachNormalized, normalizeOne, withSuggestions } from './look-at-files.ts';

serve<ThreadData, Input, EachNormalized>(({ request, isColored }) => {
  const tables = loadTables();
  const theme = loadTheme(isColored);
  return async (input) => {
    const normalized = withSuggestions(await normalizeOne(input, { request, tables }), { request, tables });
    const { failures, isForeign, realms } = normalized;
    const small = { ...normalized, realms: [], contents: [], states: [] };
    if (isForeign || failures.length > 0) return small;
    const inPlace = textInPlace(normalized, request.format, tables);
    const isToBeTold = request.mode === 'check' && 'text' in inPlace && !inPlace.isNormalized;
    const check = isToBeTold ? renderCheck(input.name, { realms }, tables, await theme) : '';
    return { ...small, looked: { inPlace, check } };
  };
});
