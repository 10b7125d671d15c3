/** Walks a realm beside its places and rebuilds only the parts that a step changes. Knows no fact of its own. */

import { mapArray, mapObject } from '../json/map.ts';
import { isArray, isObject } from '../json/object.ts';
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
    return mapArray(array, (element, index) => step(index, element, below));
  };
  const visitObject = (object: JsonObject, place: Place): JsonObject =>
    mapObject(object, (value, key) => step(key, value, place.child(key, object)));
  const step = (key: PathKey, value: Json, place: Place): Json | undefined => {
    stack.push(key);
    const next = visit(value, place);
    stack.pop();
    return next;
  };
  const result = visit(data, root);
  return isObject(result) ? result : data;
}
