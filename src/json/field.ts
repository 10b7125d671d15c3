/** How a table's field pattern (`config/id.token.claim`) is read from and taken out of an entity. No wildcards here. */

import type { Json, JsonObject } from '../model.ts';
import { emptyObject, isObject, property } from './object.ts';

/** The value at a field, or undefined. */
export function fieldValue(entity: JsonObject, field: string): Json | undefined {
  const slash = field.indexOf('/');
  if (slash < 0) return property(entity, field);
  const inner = property(entity, field.slice(0, slash));
  return isObject(inner) ? fieldValue(inner, field.slice(slash + 1)) : undefined;
}

/** The entity without the field; a map that becomes empty stays. */
export function withoutField(entity: JsonObject, field: string): JsonObject {
  return without(entity, field.split('/'));
}

function without(entity: JsonObject, [key, ...rest]: readonly string[]): JsonObject {
  if (key === undefined || !Object.hasOwn(entity, key)) return entity;
  const copy = Object.assign(emptyObject(), entity);
  const child = entity[key];
  if (rest.length === 0) delete copy[key];
  else if (isObject(child)) copy[key] = without(child, rest);
  return copy;
}
