/** How a table's field pattern (`config/id.token.claim`) is read from and taken out of an entity. No wildcards here. */

import type { Json, JsonObject } from '../model.ts';
import { mapObject } from './map.ts';
import { isObject, property } from './object.ts';

/** The value at a field, or undefined. */
export function fieldValue(entity: JsonObject, field: string): Json | undefined {
  const slash = field.indexOf('/');
  if (slash < 0) return property(entity, field);
  const inner = property(entity, field.slice(0, slash));
  return isObject(inner) ? fieldValue(inner, field.slice(slash + 1)) : undefined;
}

/** The entity without the field; a map that becomes empty stays. */
export function withoutField(entity: JsonObject, field: string): JsonObject {
  return withoutPath(entity, field.split('/'));
}

function withoutPath(entity: JsonObject, [first = '', ...rest]: readonly string[]): JsonObject {
  if (!Object.hasOwn(entity, first)) return entity;
  return mapObject(entity, (value, key) => {
    if (key !== first) return value;
    if (rest.length === 0) return undefined;
    return isObject(value) ? withoutPath(value, rest) : value;
  });
}
