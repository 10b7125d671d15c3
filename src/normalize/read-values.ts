/** Reads values as an importer does: null is absence, and a text, a flag or a number is what the field behind it takes. `"600"` and `600` are one lifespan. */

import { ABSENT } from '../baseline/pair-entities.ts';
import { mapArray, mapObject } from '../json/map.ts';
import { emptyObject, isArray, isObject, scalarText } from '../json/object.ts';
import type { FieldKind, Json, JsonObject, Place, Step } from '../model.ts';

/**
 * Jackson sets a field of a representation to null for an absent key and for an explicit null alike, and
 * RepresentationToModel asks `rep.getX() != null`. It coerces scalars (MapperFeature.ALLOW_COERCION_OF_SCALARS, which Keycloak's
 * JsonSerialization leaves on); what it would refuse stays as it is. In a normal form over a baseline, null says something else; by
 * now it has been laid over that. So does `$absent`, which only a normal form says of what its baseline has.
 */
export const readValues: Step = {
  name: 'read-values',
  why: 'null and absence are one value for an importer, and so are "true" and true',
  run: (realm, { tables }) => ({ realm: { ...realm, data: readObject(realm.data, tables.root) } }),
};

function readObject(object: JsonObject, place: Place): JsonObject {
  if (!place.reaches('fieldKind')) return withoutNullsIn(object);
  const here = place.within(object);
  return mapObject(object, (value, key) => {
    if (isNothing(key, value)) return undefined;
    return key === '$json' ? value : read(value, here.child(key, object));
  });
}

function read(value: Json, place: Place): Json {
  if (typeof value === 'object') {
    if (isArray(value)) return readArray(value, place);
    return value === null || !isObject(value) ? value : readObject(value, place);
  }
  return place.fieldKind === undefined ? value : READ[place.fieldKind](value);
}

/** An element of a list that is null stays: it is odd, and nobody knows what was meant. */
function readArray(array: readonly Json[], place: Place): readonly Json[] {
  if (!place.reaches('fieldKind')) return mapArray(array, withoutNulls);
  const below = place.child('0', array);
  return mapArray(array, (element) => read(element, below));
}

function isNothing(key: string, value: Json): boolean {
  return value === null || (key === ABSENT && value === true) || holdsOnlyNulls(value);
}

/** A map of nothing but nulls says as little as they do. */
function holdsOnlyNulls(value: Json): boolean {
  if (!isObject(value)) return false;
  let isEmpty = true;
  for (const key in value) {
    if (value[key] !== null) return false;
    isEmpty = false;
  }
  return !isEmpty;
}

/** Where no field is known. */
function withoutNulls(value: Json): Json {
  if (isArray(value)) return mapArray(value, withoutNulls);
  return isObject(value) ? withoutNullsIn(value) : value;
}

function withoutNullsIn(object: JsonObject): JsonObject {
  return mapObject(object, (value, key) => {
    if (isNothing(key, value)) return undefined;
    return key === '$json' ? value : withoutNulls(value);
  });
}

const READ: { readonly [kind in FieldKind]: (value: Json) => Json } = {
  flag: (value) => (typeof value === 'string' ? readFlag(value) : typeof value === 'number' ? value !== 0 : value),
  number: (value) => (typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value) ? Number(value) : value),
  text: (value) => scalarText(value) ?? value,
  list: (value) => [scalarText(value) ?? value],
  named: (value) => (typeof value === 'string' ? Object.assign(emptyObject(), { name: value }) : value),
};

/** StdDeserializer._parseBoolean: in small letters, in capitals, or with one. */
function readFlag(text: string): Json {
  const word = text.trim();
  if (/^(true|True|TRUE)$/.test(word)) return true;
  return /^(false|False|FALSE)$/.test(word) ? false : text;
}
