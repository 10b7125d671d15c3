/** How JSON becomes text: two spaces, keys in a given order, empty arrays and objects on one line, exact numbers. */

import type { Json, JsonObject } from '../model.ts';
import { compareText } from './compare.ts';
import { isArray } from './object.ts';

/** The keys of an object in the order in which they are written, and the same question for each child. */
export interface KeyOrder {
  keys(object: JsonObject): readonly string[];
  child(key: string, parent: Json): KeyOrder;
  /** True for an object of scalars that is written on one line. */
  isOneLine?(object: JsonObject): boolean;
}

/** Realms hold thousands of objects with the same keys in the same order. */
const MOST_SHAPES = 2000;

/** Keys by code unit, at every depth. */
export const byCodeUnit: KeyOrder = {
  keys: sortOnceOf((keys) => keys.sort(compareText)),
  child: () => byCodeUnit,
};

/** Remembers how lists of keys are sorted. */
export function sortOnce(sort: (keys: string[]) => readonly string[]): (keys: string[]) => readonly string[] {
  const known = new Map<string, { readonly keys: readonly string[]; readonly sorted: readonly string[] }>();
  return (keys) => {
    if (keys.length < 2) return keys;
    const shape = keys.join('\n');
    const found = known.get(shape);
    // A key may hold the separator itself.
    if (found?.keys.every((key, index) => key === keys[index]) && found.keys.length === keys.length)
      return found.sorted;
    const sorted = sort([...keys]);
    if (known.size < MOST_SHAPES) known.set(shape, { keys, sorted });
    return sorted;
  };
}

function sortOnceOf(sort: (keys: string[]) => readonly string[]): KeyOrder['keys'] {
  const sorted = sortOnce(sort);
  return (object) => sorted(Object.keys(object));
}

/** The same order of keys, every object over several lines. */
export function onManyLines(order: KeyOrder): KeyOrder {
  return { keys: (object) => order.keys(object), child: (key, parent) => onManyLines(order.child(key, parent)) };
}

/**
 * JSON text with two spaces of indentation and no final newline. For a given order of keys its bytes are those of
 * json-stable-stringify with `{ space: 2, collapseEmpty: true }`; unlike it, this also prints exact big integers.
 */
export function printJson(value: Json, order: KeyOrder = byCodeUnit): string {
  return printInside(value, order, '\n');
}

/** The same as a part of a larger text, in which each line begins with `newline`: a line feed and the indentation. */
export function printInside(value: Json, order: KeyOrder, newline: string): string {
  const sheet: Sheet = { pieces: [], joined: [] };
  print(value, order, newline, sheet);
  return [...sheet.joined, ...sheet.pieces].join('');
}

/**
 * A text in the making. V8 makes a tree of what is put together with `+`, and copies a large one at every collection of garbage; pieces that
 * are joined by the thousand die young.
 */
interface Sheet {
  readonly pieces: string[];
  readonly joined: string[];
}

const MANY = 4096;

function write(sheet: Sheet, piece: string): void {
  if (sheet.pieces.push(piece) < MANY) return;
  sheet.joined.push(sheet.pieces.join(''));
  sheet.pieces.length = 0;
}

function print(value: Json, order: KeyOrder, newline: string, sheet: Sheet): void {
  if (typeof value !== 'object' || value === null) return write(sheet, printScalar(value));
  const inner = `${newline}  `;
  if (isArray(value)) {
    if (value.length === 0) return write(sheet, '[]');
    const below = order.child('0', value);
    for (let i = 0; i < value.length; i++) {
      write(sheet, i === 0 ? '[' : ',');
      write(sheet, inner);
      print(value[i] ?? null, below, inner, sheet);
    }
    write(sheet, newline);
    return write(sheet, ']');
  }
  const keys = order.keys(value);
  if (keys.length === 0) return write(sheet, '{}');
  if (order.isOneLine?.(value)) return write(sheet, printOneLine(value, keys));
  let separator = '{';
  for (const key of keys) {
    write(sheet, separator);
    write(sheet, inner);
    write(sheet, keyText(key));
    print(value[key] ?? null, order.child(key, value), inner, sheet);
    separator = ',';
  }
  write(sheet, newline);
  return write(sheet, '}');
}

/** Most keys are the same few. */
const keyTexts = new Map<string, string>();

/** With the colon after it. */
function keyText(key: string): string {
  const found = keyTexts.get(key);
  if (found !== undefined) return found;
  const text = `${JSON.stringify(key)}: `;
  if (keyTexts.size < MOST_SHAPES) keyTexts.set(key, text);
  return text;
}

function printOneLine(value: JsonObject, keys: readonly string[]): string {
  return `{ ${keys.map((key) => `${JSON.stringify(key)}: ${canonicalText(value[key] ?? null)}`).join(', ')} }`;
}

function printScalar(value: Exclude<Json, JsonObject | readonly Json[]>): string {
  return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}

/** A text as it is, and anything else on one line: how a member of a list is named, whatever it is. */
export function memberText(value: Json): string {
  return typeof value === 'string' ? value : canonicalText(value);
}

/** One line that is equal for two values exactly when they hold the same data: to compare and to break ties. */
export function canonicalText(value: Json): string {
  if (typeof value !== 'object' || value === null) return printScalar(value);
  if (isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  const members = Object.keys(value)
    .sort(compareText)
    .map((key) => `${JSON.stringify(key)}:${canonicalText(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}
