/** A value without some places in it. The input is never changed. */

import { emptyObject, isArray, isObject } from '../json/object.ts';
import type { Json, JsonObject, Path } from '../model.ts';

export function withoutPaths(data: JsonObject, paths: readonly Path[]): JsonObject {
  const result = without(data, paths);
  return isObject(result) ? result : data;
}

/** `paths` begin at the value; none of them is empty. */
function without(value: Json, paths: readonly Path[]): Json {
  if (paths.length === 0 || typeof value !== 'object' || value === null) return value;
  const below = new Map<string, Path[]>();
  for (const [key, ...rest] of paths) below.set(String(key), [...(below.get(String(key)) ?? []), rest]);
  const isGone = (key: string): boolean => below.get(key)?.some((rest) => rest.length === 0) === true;
  if (isArray(value)) {
    return value.flatMap((element, index) =>
      isGone(String(index)) ? [] : [without(element, below.get(String(index)) ?? [])],
    );
  }
  const copy = emptyObject();
  for (const [key, child] of Object.entries(value)) {
    if (!isGone(key)) copy[key] = without(child, below.get(key) ?? []);
  }
  return copy;
}
