/** A value without some places in it. The input is never changed. */

import { groupBy } from '../json/group-by.ts';
import { emptyObject, isArray, isObject } from '../json/object.ts';
import type { Json, JsonObject, Path } from '../model.ts';

export function withoutPaths(data: JsonObject, paths: readonly Path[]): JsonObject {
  const result = without(data, paths);
  return isObject(result) ? result : data;
}

/** `paths` begin at the value; none of them is empty. */
function without(value: Json, paths: readonly Path[]): Json {
  if (paths.length === 0 || typeof value !== 'object' || value === null) return value;
  const groups = groupBy(paths, ([key]) => String(key));
  const isGone = (key: string): boolean => groups.get(key)?.some((path) => path.length === 1) === true;
  const below = (key: string): readonly Path[] => (groups.get(key) ?? []).map(([, ...rest]) => rest);
  if (isArray(value)) {
    return value.flatMap((element, index) => (isGone(String(index)) ? [] : [without(element, below(String(index)))]));
  }
  const copy = emptyObject();
  for (const [key, child] of Object.entries(value)) {
    if (!isGone(key)) copy[key] = without(child, below(key));
  }
  return copy;
}
