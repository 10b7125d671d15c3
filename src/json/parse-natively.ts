/** When may JavaScript's own parser read a text? It is much faster than ours, and silent about what it loses: here is the proof that it lost nothing. */

import type { Json } from '../model.ts';
import { isArray } from './object.ts';
import { MAX_DEPTH } from './parse-exactly.ts';

/** A number that may be rounded: longer than the 15 digits that a double always holds, or with an exponent. */
const MAY_BE_ROUNDED = /[:,[]\s*-?\d(?:[\d.]*[eE]|[\d.]{15})/;

/** A colon that is not written as one. */
const ESCAPED_COLON = /\\u003a/i;

/**
 * The object or array that a text holds, all of it without prototypes. Undefined where only our own parser can tell: it is no JSON, a
 * number may be rounded, a key stands twice in one object or holds a backslash, or it is nested too deep.
 */
export function parseNatively(text: string): Json | undefined {
  if (MAY_BE_ROUNDED.test(text) || ESCAPED_COLON.test(text)) return undefined;
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return undefined;
  // Of keys that stand twice the last one is left, and a colon is missing.
  return inheritNothing(value, 1) === colonsIn(text) ? value : undefined;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Takes the prototypes of all objects away. How many colons the text of the value must have; not a number where it is nested too deep, or a key is in doubt. */
function inheritNothing(value: object, depth: number): number {
  if (depth > MAX_DEPTH) return Number.NaN;
  let colons = 0;
  if (isArray(value as Json)) {
    const array = value as readonly Json[];
    for (let index = 0; index < array.length; index++) colons += colonsOf(array[index], depth);
    return colons;
  }
  Object.setPrototypeOf(value, null);
  const object = value as { readonly [key: string]: Json };
  for (const key in object) {
    // V8 13.6, that of Node 24, takes `"\u0041"` for a backslash where the objects before had one as their next key.
    if (key.includes('\\')) return Number.NaN;
    colons += 1 + colonsIn(key) + colonsOf(object[key], depth);
  }
  return colons;
}

function colonsOf(value: Json | undefined, depth: number): number {
  if (typeof value === 'string') return colonsIn(value);
  return typeof value === 'object' && value !== null ? inheritNothing(value, depth + 1) : 0;
}

function colonsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) count++;
  return count;
}
