/** How does a JSON text look after a few of its values went or changed, and nothing else? Edits text, so that every other byte stays. */

import { applyEdits, modify } from 'jsonc-parser';
import type { Json, Path } from '../model.ts';
import { isArray } from './object.ts';

/** One value that goes (`value` undefined) or changes. */
export interface Edit {
  readonly path: Path;
  readonly value?: Json;
}

/** The edits are made from the end of the text to its beginning, so that no path is moved by another. Nothing is laid out anew. */
export function editJson(text: string, edits: readonly Edit[]): string {
  return lastFirst(edits.flatMap(byElement)).reduce(
    (edited, { path, value }) => applyEdits(edited, modify(edited, [...path], value, {})),
    text,
  );
}

/** A list in another order keeps its lines: each element is a change of its own. */
export function byElement({ path, value }: Edit): readonly Edit[] {
  return isArray(value)
    ? value.map((each, index) => ({ path: [...path, index], value: each }))
    : [{ path, ...(value !== undefined && { value }) }];
}

/** Elements with a higher index first, and what is inside something before the thing itself. */
export function lastFirst(edits: readonly Edit[]): readonly Edit[] {
  return [...edits].sort((a, b) => -comparePaths(a.path, b.path));
}

function comparePaths(a: Path, b: Path): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const [x, y] = [a[at], b[at]];
    if (x === y) continue;
    if (typeof x === 'number' && typeof y === 'number') return x - y;
    return String(x) < String(y) ? -1 : 1;
  }
  return a.length - b.length;
}
