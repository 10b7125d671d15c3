/** How is something changed at every place that a pattern means? What stays the same is shared with the input. */

import { mapArray, mapObject } from '../json/map.ts';
import { isArray, isObject, property } from '../json/object.ts';
import { withValue } from '../json/path.ts';
import type { Json, JsonObject, PathKey } from '../model.ts';
import type { PathPattern } from '../rule-rows.ts';
import { keyFits } from '../tables/pattern.ts';

/** What becomes of a value; undefined takes it away. */
type Edit = (value: Json) => Json | undefined;

/** Each value below `value` whose path fits the pattern, edited. A group's subgroups are groups like others. */
export function editAt(value: Json, pattern: PathPattern, edit: Edit): Json | undefined {
  const [key, ...rest] = pattern;
  if (key === undefined) return edit(value);
  if (isArray(value))
    return key === '*' ? mapArray(value, (element) => inSubGroups(editAt(element, rest, edit), pattern, edit)) : value;
  if (!isObject(value)) return value;
  return mapObject(value, (child, name) => (keyFits(key, name) ? editAt(child, rest, edit) : child));
}

function inSubGroups(element: Json | undefined, pattern: PathPattern, edit: Edit): Json | undefined {
  const groups = property(element, 'subGroups');
  if (!isObject(element) || !isArray(groups) || groups.length === 0) return element;
  return mapObject(element, (child, name) => (name === 'subGroups' ? editAt(child, pattern, edit) : child));
}

/** The object with the value at a field such as `attributes/x`; undefined takes the field away. Maps on the way are made. */
export function withField(object: JsonObject, field: readonly PathKey[], value: Json | undefined): JsonObject {
  if (value !== undefined) return withValue(object, field, value) as JsonObject;
  const [key, ...rest] = field;
  return mapObject(object, (child, name) => {
    if (name !== String(key)) return child;
    if (rest.length === 0) return undefined;
    return isObject(child) ? withField(child, rest, undefined) : child;
  });
}
