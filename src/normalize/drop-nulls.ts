/** Drops properties that are `null`: an importer reads them as if they were not there. Texts that hold JSON stay as they are. */

import { emptyObject, isArray, isObject } from '../json/object.ts';
import type { Json, JsonObject, Step } from '../model.ts';

/**
 * Jackson sets a field of a representation to null for an absent key and for an explicit null alike, and
 * RepresentationToModel asks `rep.getX() != null`. In a normal form over a baseline, null says something else; by now it
 * has been laid over that.
 */
export const dropNulls: Step = {
  name: 'drop-nulls',
  why: 'null and absence are one value for an importer',
  run: (realm) => {
    const data = withoutNulls(realm.data);
    return { realm: isObject(data) ? { ...realm, data } : realm };
  },
};

/** Shares what holds none. An element of a list that is null stays: it is odd, and nobody knows what was meant. */
function withoutNulls(value: Json): Json {
  if (isArray(value)) {
    const next = value.map(withoutNulls);
    return next.some((element, index) => element !== value[index]) ? next : value;
  }
  return isObject(value) ? withoutNullsIn(value) : value;
}

function withoutNullsIn(object: JsonObject): JsonObject {
  const copy = emptyObject();
  let isChanged = false;
  for (const key of Object.keys(object)) {
    const value = object[key] ?? null;
    const next = value === null || key === '$json' ? value : withoutNulls(value);
    if (next !== value || value === null) isChanged = true;
    if (value !== null) copy[key] = next;
  }
  return isChanged ? copy : object;
}
