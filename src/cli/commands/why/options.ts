/** What did the user ask `why` for? Turns the raw options into one value, or into the sentence that says what is wrong. */

import { COLORS } from '../../options.ts';
import type { ColorChoice } from '../../theme.ts';

export interface RawWhyOptions {
  readonly words: readonly string[];
  readonly realm: string | undefined;
  readonly color: string | undefined;
}

export interface WhyRequest {
  readonly pointer: string;
  readonly file: string;
  readonly realm: string | undefined;
  readonly color: ColorChoice;
}

export type ParsedWhy = { readonly request: WhyRequest } | { readonly usage: string };

/** What help shows as the value of an option. */
export const WHY_VALUES = { realm: ['NAME'], color: COLORS };

export function parseWhy(raw: RawWhyOptions): ParsedWhy {
  const [pointer, file, ...others] = raw.words;
  if (pointer === undefined || file === undefined)
    return { usage: 'give a pointer and a file: /clients/web-shop acme.json' };
  if (others.length > 0) return { usage: `takes one pointer and one file, found ${raw.words.length} words` };
  if (!pointer.startsWith('/')) {
    return {
      usage: `expected a pointer that begins with a slash, such as /clients/web-shop, found ${JSON.stringify(pointer)}`,
    };
  }
  const color = COLORS.find((choice) => choice === (raw.color ?? 'auto'));
  if (color === undefined) return { usage: `--color takes auto, always or never, found ${JSON.stringify(raw.color)}` };
  return { request: { pointer, file, realm: raw.realm, color } };
}
