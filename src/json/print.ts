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

/** Keys by code unit, at every depth. */
export const byCodeUnit: KeyOrder = {
  keys: (object) => Object.keys(object).sort(compareText),
  child: () => byCodeUnit,
};

/** The same order of keys, every object over several lines. */
export function onManyLines(order: KeyOrder): KeyOrder {
  return { keys: (object) => order.keys(object), child: (key, parent) => onManyLines(order.child(key, parent)) };
}

/**
 * JSON text with two spaces of indentation and no final newline. For a given order of keys its bytes are those of
 * json-stable-stringify with `{ space: 2, collapseEmpty: true }`; unlike it, this also prints exact big integers.
 */
export function printJson(value: Json, order: KeyOrder = byCodeUnit): string {
  return print(value, order, '\n');
}

function print(value: Json, order: KeyOrder, newline: string): string {
  if (typeof value !== 'object' || value === null) return printScalar(value);
  const inner = `${newline}  `;
  if (isArray(value)) {
    if (value.length === 0) return '[]';
    const below = order.child('0', value);
    let text = '[';
    for (let i = 0; i < value.length; i++) {
      text += `${i === 0 ? '' : ','}${inner}${print(value[i] ?? null, below, inner)}`;
    }
    return `${text}${newline}]`;
  }
  const keys = order.keys(value);
  if (keys.length === 0) return '{}';
  if (order.isOneLine?.(value)) return printOneLine(value, keys);
  let text = '{';
  let separator = inner;
  for (const key of keys) {
    text += `${separator}${JSON.stringify(key)}: ${print(value[key] ?? null, order.child(key, value), inner)}`;
    separator = `,${inner}`;
  }
  return `${text}${newline}}`;
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
