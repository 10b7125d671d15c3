/** Which place of a realm does a pointer name? Takes array indices and natural keys alike: `/clients/3/name`, `/clients/web-shop/name`. */

import { namesOf } from '../json/natural-path.ts';
import { isArray, isObject, property } from '../json/object.ts';
import type { Json, JsonObject, Path, PathKey, Place } from '../model.ts';

export interface FoundPlace {
  readonly path: Path;
  readonly value: Json;
}

/** How far a pointer leads: the place itself, or the key that is not there and what could have stood for it. */
export type Search =
  | { readonly found: FoundPlace }
  | { readonly missing: string; readonly reached: Path; readonly keys: readonly string[] };

/** Follows the keys from the realm's root. JSON inside a text is entered without saying so. */
export function findPlace(realm: JsonObject, keys: readonly string[], root: Place): Search {
  let value: Json = realm;
  let place = root;
  const path: PathKey[] = [];
  const enter = (key: PathKey, child: Json): void => {
    path.push(key);
    place = place.child(String(key), value);
    value = child;
  };
  for (const key of keys) {
    const embedded = property(value, '$json');
    if (embedded !== undefined && key !== '$json' && property(value, key) === undefined) enter('$json', embedded);
    const next = childAt(value, key, place);
    if (next === undefined) return { missing: key, reached: [...path], keys: knownKeys(value, place) };
    enter(next.key, next.value);
  }
  return { found: { path, value } };
}

interface Child {
  readonly key: PathKey;
  readonly value: Json;
}

function childAt(value: Json, key: string, place: Place): Child | undefined {
  if (isObject(value)) {
    const child = property(value, key);
    return child === undefined ? undefined : { key, value: child };
  }
  if (!isArray(value)) return undefined;
  const named = value.findIndex((element) => namesOf(element, place.child('0', value)).includes(key));
  const index = named >= 0 ? named : indexOf(key);
  const child = index === undefined ? undefined : value[index];
  return index === undefined || child === undefined ? undefined : { key: index, value: child };
}

function indexOf(key: string): number | undefined {
  return /^(0|[1-9]\d*)$/.test(key) ? Number(key) : undefined;
}

function knownKeys(value: Json, place: Place): readonly string[] {
  if (isObject(value)) return Object.keys(value);
  return isArray(value) ? value.filter(isObject).flatMap((element) => namesOf(element, place.child('0', value))) : [];
}
