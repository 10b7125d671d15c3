/** How is a place inside JSON reached, printed and read back? Paths are arrays; text is a JSON pointer (RFC 6901). */

import type { Json, Path, PathKey } from '../model.ts';
import { emptyObject, isArray, isObject, property } from './object.ts';

/** What stands below a value under one key; undefined where nothing does. */
export function childAt(value: Json | undefined, key: PathKey): Json | undefined {
  return isArray(value) ? value[Number(key)] : property(value, String(key));
}

/** The value at a path, or undefined. */
export function valueAt(data: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(childAt, data);
}

/** The value with another one at the path; objects on the way are made where they are missing. */
export function withValue(value: Json | undefined, [key, ...rest]: Path, result: Json): Json {
  if (key === undefined) return result;
  if (isArray(value))
    return value.map((element, index) => (index === key ? withValue(element, rest, result) : element));
  const object = isObject(value) ? value : emptyObject();
  return Object.assign(emptyObject(), object, { [key]: withValue(object[key], rest, result) });
}

/** `/clients/3/redirectUris`; the root is the empty text. */
export function printPointer(path: Path): string {
  return path.map((key) => `/${escapeKey(String(key))}`).join('');
}

/** The keys of a pointer. Undefined when it does not begin with a slash. */
export function parsePointer(pointer: string): readonly string[] | undefined {
  if (pointer === '' || pointer === '/') return [];
  return pointer.startsWith('/') ? parseAddress(pointer) : undefined;
}

/** The keys of a pointer whose first slash may be left out. */
export function parseAddress(text: string): readonly string[] {
  return text.replace(/^\//, '').split('/').map(unescapeKey);
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescapeKey(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}
