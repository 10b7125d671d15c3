/** How JSON objects are made and told apart from other values, safely for keys such as `__proto__`. */

import type { Json, JsonObject } from '../model.ts';

/** A JSON object under construction. */
export type MutableJsonObject = { [key: string]: Json };

// Inherits nothing, and yet V8 keeps its instances as fast objects; those of `Object.create(null)` are hash tables.
function Bare() {}
Bare.prototype = Object.create(null);
const NewBare = Bare as unknown as new () => MutableJsonObject;

/** A new object that inherits no property: every key is data. */
export function emptyObject(): MutableJsonObject {
  return new NewBare();
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The own property `key`, or undefined. Works for objects with and without a prototype. */
export function property(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The own property `key` if it is a string. */
export function textProperty(value: Json | undefined, key: string): string | undefined {
  const found = property(value, key);
  return typeof found === 'string' ? found : undefined;
}

/** The elements of a list; none of what is no list. */
export function elementsOf(value: Json | undefined): readonly Json[] {
  return isArray(value) ? value : [];
}

/** The texts in a list. */
export function textsIn(value: Json | undefined): readonly string[] {
  return elementsOf(value).filter((element) => typeof element === 'string');
}

/** A text, number or flag as a text; undefined for what holds others, and for null. */
export function scalarText(value: Json | undefined): string | undefined {
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
}
