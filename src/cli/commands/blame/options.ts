/** What did the user ask `blame` for? Turns the raw options into one value, or into the sentence that says what is wrong. */

import { COLORS, choose } from '../../options.ts';
import type { ColorChoice } from '../../theme.ts';

export interface RawBlameOptions {
  readonly words: readonly string[];
  readonly realm: string | undefined;
  readonly color: string | undefined;
}

export interface BlameRequest {
  readonly file: string;
  /** A pointer of names. */
  readonly address: string;
  readonly realm: string | undefined;
  readonly color: ColorChoice;
}

/** What help shows as the value of an option. */
export const BLAME_VALUES = { realm: ['NAME'], color: COLORS };

export function parseBlame(raw: RawBlameOptions): { readonly request: BlameRequest } | { readonly usage: string } {
  const [file, address, ...others] = raw.words;
  if (file === undefined || address === undefined || file === '' || address === '' || others.length > 0)
    return { usage: 'give a file and one entity of it: realmdiff blame realms/acme.json clients/web-shop' };
  const color = choose('color', raw.color ?? 'auto', COLORS);
  return 'usage' in color ? color : { request: { file, address, realm: raw.realm, color: color.value } };
}
