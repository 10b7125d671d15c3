/** Which keys stand twice in one object of a JSON text, and where? Walks over a valid text; only runs when there are any. */

import type { Path, PathKey } from '../model.ts';
import { tokensOf } from './scan.ts';

/** A key that an object has twice. As in Keycloak's own reader (Jackson), the last one counts. */
export interface DuplicateKey {
  readonly path: Path;
  /** The offset of the first key of this name. */
  readonly first: number;
  /** The offset of the key that stands there again. */
  readonly again: number;
}

interface Level {
  /** Where each key of an object was first met; undefined in an array. */
  readonly keys: Map<string, number> | undefined;
  key: PathKey;
}

export function findDuplicateKeys(text: string): readonly DuplicateKey[] {
  const duplicates: DuplicateKey[] = [];
  const levels: Level[] = [];
  let before = '';
  for (const { first, start, end } of tokensOf(text)) {
    const level = levels.at(-1);
    if (first === '{') levels.push({ keys: new Map(), key: '' });
    else if (first === '[') levels.push({ keys: undefined, key: 0 });
    else if (first === '}' || first === ']') levels.pop();
    else if (first === ',' && typeof level?.key === 'number') level.key++;
    else if (first === '"' && level?.keys !== undefined && before !== ':') {
      level.key = String(JSON.parse(text.slice(start, end)));
      const known = level.keys.get(level.key);
      if (known === undefined) level.keys.set(level.key, start);
      else duplicates.push({ path: levels.map(({ key }) => key), first: known, again: start });
    }
    before = first;
  }
  return duplicates;
}
