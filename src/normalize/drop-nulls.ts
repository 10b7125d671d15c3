/** Drops properties that are `null`: an importer reads them as if they were not there. Texts that hold JSON stay as they are. */

import { ABSENT } from '../baseline/pair-entities.ts';
import { mapArray, mapObject } from '../json/map.ts';
import { isArray, isObject } from '../json/object.ts';
import type { Json, JsonObject, Step } from '../model.ts';

/**
 * Jackson sets a field of a representation to null for an absent key and for an explicit null alike, and
 * RepresentationToModel asks `rep.getX() != null`. In a normal form over a baseline, null says something else; by now it
 * has been laid over that. So does `$absent`, which only a normal form says of what its baseline has.
 */
export const dropNulls: Step = {
  name: 'drop-nulls',
  why: 'null and absence are one value for an importer',
  run: (realm) => ({ realm: { ...realm, data: withoutNullsIn(realm.data) } }),
};

/** An element of a list that is null stays: it is odd, and nobody knows what was meant. */
function withoutNulls(value: Json): Json {
  if (isArray(value)) return mapArray(value, withoutNulls);
  return isObject(value) ? withoutNullsIn(value) : value;
}

function withoutNullsIn(object: JsonObject): JsonObject {
  return mapObject(object, (value, key) => {
    if (value === null || (key === ABSENT && value === true)) return undefined;
    if (key === '$json') return value;
    return holdsOnlyNulls(value) ? undefined : withoutNulls(value);
  });
}

/** A map of nothing but nulls says as little as they do. */
function holdsOnlyNulls(value: Json): boolean {
  if (!isObject(value)) return false;
  const inside = Object.values(value);
  return inside.length > 0 && inside.every((each) => each === null);
}
