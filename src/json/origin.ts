/** From which document was a place of a realm read? */

import type { Origin, Path } from '../model.ts';

/** The origin that fits most of the path; of several of one place the first. */
export function originOf(origins: readonly Origin[], path: Path): Origin | undefined {
  const [first] = origins;
  // Most realms were read from one place, and have one.
  if (origins.length === 1 && first?.at.length === 0) return first;
  const byPlace = indexOf(origins);
  for (let length = path.length; length >= 0; length--) {
    const found = byPlace.get(JSON.stringify(path.slice(0, length)));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A realm of ten thousand clients over its baseline has an origin for each, and asks for each. */
const indexes = new WeakMap<readonly Origin[], ReadonlyMap<string, Origin>>();

function indexOf(origins: readonly Origin[]): ReadonlyMap<string, Origin> {
  const found =
    indexes.get(origins) ?? new Map([...origins].reverse().map((origin) => [JSON.stringify(origin.at), origin]));
  indexes.set(origins, found);
  return found;
}
