/** How JSON objects are made and told apart from other values, safely for keys such as `__proto__`. */

import type { Json, JsonObject } from '../model.ts';

/** A JSON object under construction. */
export type MutableJsonObject = { [key: string]: Json };

/** Inherits nothing, and yet V8 keeps its instances as fast objects; those of `Object.create(null)` are hash tables. */
const NOTHING: object = Object.create(null);

/**
 * V8 makes room inside an object for as many properties as its constructor seems to set, or the first of its instances had; what comes
 * beyond goes into an array that is copied for every third property. Hence constructors of several sizes, which set nothing but at first.
 */
type Room = new (isFirst?: boolean) => MutableJsonObject;

const SMALL = roomOf(function (this: MutableJsonObject, isFirst?: boolean) {
  if (isFirst) this.a = this.b = this.c = this.d = 0;
});

const MIDDLE = roomOf(function (this: MutableJsonObject, isFirst?: boolean) {
  if (isFirst)
    this.a = this.b = this.c = this.d = this.e = this.f = this.g = this.h = this.i = this.j = this.k = this.l = 0;
});

const LARGE = roomOf(function (this: MutableJsonObject, isFirst?: boolean) {
  if (!isFirst) return;
  this.a = this.b = this.c = this.d = this.e = this.f = this.g = this.h = this.i = this.j = this.k = this.l = 0;
  this.m = this.n = this.o = this.p = this.q = this.r = this.s = this.t = this.u = this.v = this.w = this.x = 0;
});

function roomOf(build: (this: MutableJsonObject, isFirst?: boolean) => void): Room {
  build.prototype = NOTHING;
  const room = build as unknown as Room;
  // After so many V8 has made up its mind.
  for (let count = 0; count < 8; count++) new room(true);
  return room;
}

/** A new object that inherits no property: every key is data. `properties`: how many it will have, where that is known. */
export function emptyObject(properties = 0): MutableJsonObject {
  if (properties <= 4) return new SMALL();
  return properties <= 12 ? new MIDDLE() : new LARGE();
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The own property `key`, or undefined. Works for objects with and without a prototype. */
export function property(value: Json | undefined, key: string): Json | undefined {
  if (!isObject(value)) return undefined;
  const found = value[key];
  // What could be inherited is a function, or stands under one name. JSON holds no functions.
  return typeof found === 'function' || key === '__proto__' ? ownProperty(value, key) : found;
}

function ownProperty(value: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
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
