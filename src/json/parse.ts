/** What JSON value does a text hold, exactly? Strict RFC 8259; repeated keys are reported, and no number is ever rounded. */

import type { Json } from '../model.ts';
import type { DuplicateKey } from './duplicate-keys.ts';
import { parseExactly } from './parse-exactly.ts';
import { parseNatively } from './parse-natively.ts';

/** Why a text is no JSON, and where. The message shows nothing of what stands inside quotes. */
export interface JsonFailure {
  readonly offset: number;
  readonly message: string;
}

export type ParsedJson =
  | { readonly value: Json; readonly duplicates: readonly DuplicateKey[] }
  | { readonly failure: JsonFailure };

/** Parses a whole text without a byte order mark. Never throws. Objects have no prototype: any key is data. */
export function parseJson(text: string): ParsedJson {
  const value = parseNatively(text);
  return value === undefined ? parseExactly(text) : { value, duplicates: [] };
}
