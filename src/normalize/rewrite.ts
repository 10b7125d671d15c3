/** Walks a realm beside its places and rebuilds only the parts that a step changes. Knows no fact of its own. */

import { emptyObject, isArray, isObject, type MutableJsonObject } from '../json/object.ts';
import type { Json, JsonObject, Mark, Path, PathKey, Place } from '../model.ts';

/** Where an edit stands. `path()` makes the array only when it is asked for. */
export interface Here {
  readonly place: Place;
  readonly path: () => Path;
}

/** Returns the new value of a marked place, or undefined to leave the place out. */
export type Edit = (value: Json, here: Here) => Json | undefined;

/**
 * A realm with every place that bears `mark` edited, from the outside in: what an edit returns is walked further.
 * Parts without such places are shared with the input, which is never changed.
 */
export function rewrite(data: JsonObject, root: Place, mark: Mark, edit: Edit): JsonObject {
  const stack: PathKey[] = [];
  const path = (): Path => [...stack];
  const visit = (value: Json, place: Place): Json | undefined => {
    if (!place.reaches(mark)) return value;
    const edited = edit(value, { place, path });
    if (edited === undefined || typeof edited !== 'object' || edited === null) return edited;
    return isArray(edited) ? visitArray(edited, place) : visitObject(edited, place);
  };
  const visitArray = (array: readonly Json[], place: Place): Json => {
    const below = place.child('0', array);
    if (!below.reaches(mark)) return array;
    let changed: Json[] | undefined;
    array.forEach((element, index) => {
      stack.push(index);
      const next = visit(element, below);
      stack.pop();
      if (next !== element && changed === undefined) changed = array.slice(0, index);
      if (next !== undefined) changed?.push(next);
    });
    return changed ?? array;
  };
  const visitObject = (object: JsonObject, place: Place): JsonObject => {
    const keys = Object.keys(object);
    let changed: MutableJsonObject | undefined;
    keys.forEach((key, index) => {
      const value = object[key] ?? null;
      stack.push(key);
      const next = visit(value, place.child(key, object));
      stack.pop();
      // Written anew, not deleted from a copy: V8 turns an object that loses a property into a slow hash table.
      if (next !== value && changed === undefined) changed = copyOf(object, keys.slice(0, index));
      if (next !== undefined && changed !== undefined) changed[key] = next;
    });
    return changed ?? object;
  };
  const result = visit(data, root);
  return isObject(result) ? result : data;
}

function copyOf(object: JsonObject, keys: readonly string[]): MutableJsonObject {
  const copy = emptyObject();
  for (const key of keys) copy[key] = object[key] ?? null;
  return copy;
}
