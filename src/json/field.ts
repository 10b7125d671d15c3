/** How a table's field pattern (`config/id.token.claim`) is read from and taken out of an entity. No wildcards here. */

import type { Json, JsonObject } from '../model.ts';
import { mapObject } from './map.ts';
import { isObject, property } from './object.ts';

/** The value at a field, or undefined. */
export function fieldValue(entity: JsonObject, field: string): Json | undefined {
  const keys = keysOf(field);
  // Most fields that tables name are in few entities.
  if (entity[keys[0] ?? ''] === undefined) return undefined;
  let value: Json | undefined = entity;
  for (const key of keys) {
    value = property(value, key);
    if (value === undefined) return undefined;
  }
  return value;
}

const cut = new Map<string, readonly string[]>();

/** Tables name a few hundred fields, and ask for each of them in every entity. */
function keysOf(field: string): readonly string[] {
  const found = cut.get(field);
  if (found !== undefined) return found;
  const keys = field.split('/');
  cut.set(field, keys);
  return keys;
}

/** The entity without the field; a map that becomes empty stays. */
export function withoutField(entity: JsonObject, field: string): JsonObject {
  return withoutPath(entity, keysOf(field));
}

/** The same for several fields, with one copy of the entity. */
export function withoutFields(entity: JsonObject, fields: readonly string[]): JsonObject {
  const [first, second] = fields;
  if (first === undefined) return entity;
  return second === undefined ? withoutField(entity, first) : withoutPaths(entity, fields.map(keysOf));
}

function withoutPaths(entity: JsonObject, paths: readonly (readonly string[])[]): JsonObject {
  return mapObject(entity, (value, key) => {
    let inside: (readonly string[])[] | undefined;
    for (const path of paths) {
      if (path[0] !== key) continue;
      if (path.length === 1) return undefined;
      inside ??= [];
      inside.push(path.slice(1));
    }
    return inside !== undefined && isObject(value) ? withoutPaths(value, inside) : value;
  });
}

function withoutPath(entity: JsonObject, [first = '', ...rest]: readonly string[]): JsonObject {
  if (!Object.hasOwn(entity, first)) return entity;
  return mapObject(entity, (value, key) => {
    if (key !== first) return value;
    if (rest.length === 0) return undefined;
    return isObject(value) ? withoutPath(value, rest) : value;
  });
}
