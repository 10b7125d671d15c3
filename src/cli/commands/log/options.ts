/** What did the user ask `log` for? Turns the raw options into one value, or into the sentence that says what is wrong. */

import { COLORS, choose, chooseCount } from '../../options.ts';
import type { ColorChoice } from '../../theme.ts';

const FORMATS = ['text', 'json'] as const;

export interface RawLogOptions {
  readonly words: readonly string[];
  readonly maxCount: string | undefined;
  readonly format: string | undefined;
  readonly color: string | undefined;
}

export interface LogRequest {
  readonly file: string;
  /** Pointers of names; empty: everything. */
  readonly addresses: readonly string[];
  /** Commits to show; undefined: all. */
  readonly maxCount: number | undefined;
  readonly format: (typeof FORMATS)[number];
  readonly color: ColorChoice;
}

/** What help shows as the value of an option. */
export const LOG_VALUES = { 'max-count': ['N'], format: FORMATS, color: COLORS };

export function parseLog(raw: RawLogOptions): { readonly request: LogRequest } | { readonly usage: string } {
  const [file, ...addresses] = raw.words;
  if (file === undefined || file === '') return { usage: 'give a file of this repository' };
  if (addresses.includes('')) return { usage: 'an address is empty; give SECTION/ENTITY, such as clients/web-shop' };
  const format = choose('format', raw.format ?? 'text', FORMATS);
  const maxCount = chooseCount('max-count', raw.maxCount);
  const color = choose('color', raw.color ?? 'auto', COLORS);
  if ('usage' in format) return format;
  if ('usage' in maxCount) return maxCount;
  if ('usage' in color) return color;
  return {
    request: { file, addresses, maxCount: maxCount.value, format: format.value, color: color.value },
  };
}
