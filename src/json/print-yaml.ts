/** How JSON becomes YAML: block style, no folding, nothing that any YAML 1.1 or 1.2 reader takes for another value. No anchors, no tags. */

import type { Json, JsonObject } from '../model.ts';
import { isArray, isObject } from './object.ts';
import { byCodeUnit, type KeyOrder } from './print.ts';

/** YAML text of one document with a final newline. The keys stand in the given order, as in `printJson`. */
export function printYaml(value: Json, order: KeyOrder = byCodeUnit): string {
  return `${isCollection(value) ? printCollection(value, order, '') : printScalar(value, '')}\n`;
}

function isCollection(value: Json): value is JsonObject | readonly Json[] {
  return typeof value === 'object' && value !== null;
}

function printCollection(value: JsonObject | readonly Json[], order: KeyOrder, indent: string): string {
  if (!isArray(value)) return printObject(value, order, indent);
  if (value.length === 0) return '[]';
  const below = order.child('0', value);
  return value.map((element) => `- ${printElement(element, below, `${indent}  `)}`).join(`\n${indent}`);
}

/** What follows a dash: a collection begins on the dash's own line. */
function printElement(value: Json, order: KeyOrder, indent: string): string {
  return isCollection(value) ? printCollection(value, order, indent) : printScalar(value, indent);
}

function printObject(object: JsonObject, order: KeyOrder, indent: string): string {
  const keys = order.keys(object);
  if (keys.length === 0) return '{}';
  return keys
    .map((key) => printKey(key, indent) + printMember(object[key] ?? null, order.child(key, object), `${indent}  `))
    .join(`\n${indent}`);
}

// Readers give up looking for the colon after 1,024 characters; a longer key needs the question mark.
const LONGEST_KEY = 1000;

function printKey(key: string, indent: string): string {
  const text = isPlain(key) ? key : quote(key);
  return text.length > LONGEST_KEY ? `? ${text}\n${indent}:` : `${text}:`;
}

/** What follows a key's colon: a collection that holds something begins on a new line. */
function printMember(value: Json, order: KeyOrder, indent: string): string {
  if (!isCollection(value)) return ` ${printScalar(value, indent)}`;
  const isEmpty = isObject(value) ? Object.keys(value).length === 0 : isArray(value) && value.length === 0;
  return isEmpty ? ` ${printCollection(value, order, indent)}` : `\n${indent}${printCollection(value, order, indent)}`;
}

function printScalar(value: null | boolean | number | bigint | string, indent: string): string {
  if (typeof value === 'number') return printNumber(value);
  if (typeof value !== 'string') return String(value);
  if (isPlain(value)) return value;
  return isBlock(value) ? printBlock(value, indent) : quote(value);
}

/** `1e+21` is a text for YAML 1.1, which wants a point in a float. */
function printNumber(value: number): string {
  return JSON.stringify(value).replace(/^(-?\d+)(?=e)/, '$1.0');
}

/** A line of text for people: it starts with a letter, `/`, `_` or `$`, so it is no number, no date and no indicator. */
const PLAIN = /^[A-Za-z/_$](?:[\p{L}\p{N}_./$@+*=&%(),;!?'-]|:(?=[^\s:])| (?=[^\s#]))*$/u;

/** Words that some reader takes for a boolean, a null or a float. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

function isPlain(text: string): boolean {
  return PLAIN.test(text) && !RESERVED.test(text);
}

// Controls, formats, lone surrogates, private use, unassigned, line and paragraph separators; a space is fine.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replace(UNSAFE, escaped)}"`;
}

/** One escape for one code point: readers do not join two halves of a pair. */
function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  const hexadecimal = code > 0xffff ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`;
  return ESCAPES.get(character) ?? hexadecimal;
}

/** Several lines that need no escape and keep their ends: at most one newline last, no line that a reader could trim. */
function isBlock(text: string): boolean {
  const lines = text.replace(/\n$/, '').split('\n');
  const isFirstTelling = lines[0] !== '' && !/^\s/.test(lines[0] ?? '');
  const needsNoEscape = text.replaceAll('\n', '').search(UNSAFE) < 0;
  return text.includes('\n') && isFirstTelling && needsNoEscape && lines.at(-1) !== '' && lines.every(isUntrimmed);
}

function isUntrimmed(line: string): boolean {
  return line === '' || line.trim() !== '';
}

/** A literal block: `|` keeps one final newline, `|-` has none. */
function printBlock(text: string, indent: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  const space = indent === '' ? '  ' : indent;
  return `|${text.endsWith('\n') ? '' : '-'}\n${lines.map((line) => (line === '' ? '' : space + line)).join('\n')}`;
}
