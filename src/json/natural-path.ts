/** How do people call a place of a realm? Entities by name instead of by number. */

import type { Json, JsonObject, Path, Place } from '../model.ts';
import { isArray, isObject, property, textProperty } from './object.ts';

/** What an element may be called: an entity by any key of its identity, the most telling first; a text by itself. */
export function namesOf(element: Json, place: Place): readonly string[] {
  if (typeof element === 'string') return [element];
  const identity = (place.section?.identity ?? []).map((key) => textProperty(element, key));
  return identity.filter((name) => name !== undefined).slice(0, 1);
}

/** The path with entities by natural key, as `why` shows it. Texts in lists keep their number: one may be a secret. */
export function naturalPath(realm: JsonObject, path: Path, root: Place): Path {
  let value: Json = realm;
  let place = root;
  return path.map((key) => {
    const child = isArray(value) ? (value[Number(key)] ?? null) : (property(value, String(key)) ?? null);
    const below = place.child(String(key), value);
    const [name] = isArray(value) && isObject(child) ? namesOf(child, below) : [];
    value = child;
    place = below;
    return name ?? key;
  });
}
