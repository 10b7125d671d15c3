/** Do two JSON values hold the same data? Order of keys never counts, order of elements always does. */

import type { Json } from '../model.ts';
import { isArray, isObject } from './object.ts';

export function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isArray(a) && isArray(b)) return a.length === b.length && a.every((element, index) => equal(element, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}
