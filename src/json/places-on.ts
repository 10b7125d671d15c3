/** Which places does a path lead through? Walks data and places side by side. */

import type { Json, Path, Place } from '../model.ts';
import { childAt } from './path.ts';

/** From the outside in, the place of each key; that of the data itself is not among them. */
export function placesOn(data: Json, path: Path, root: Place): readonly Place[] {
  let value: Json = data;
  let place = root;
  return path.map((key) => {
    place = place.child(String(key), value);
    value = childAt(value, key) ?? null;
    return place;
  });
}
