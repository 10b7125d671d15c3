/** What does a text hold that `JSON.parse` would refuse, or read with a loss? Tells what is wrong, which keys stand twice, and rounds no number. */

import type { Json } from '../model.ts';
import { findDuplicateKeys } from './duplicate-keys.ts';
import { exactNumber } from './exact-number.ts';
import { explainMistake, explainOpenText } from './explain.ts';
import { emptyObject } from './object.ts';
import type { ParsedJson } from './parse.ts';

/** Keycloak's own reader (Jackson's StreamReadConstraints) stops here, too. */
export const MAX_DEPTH = 1000;
export const TOO_DEEP = `nested deeper than ${MAX_DEPTH} levels: Keycloak does not read that, flatten it`;
const MORE_TEXT =
  'expected the end of the file, found more text after the value: remove it, or make several values an array';
export const TOO_EXACT = 'found a number that would be rounded: put it in quotes, or write fewer digits';

/** Strict RFC 8259, character by character. Never throws. */
export function parseExactly(text: string): ParsedJson {
  const scan: Scan = { text, at: 0, depth: 0, hasDuplicates: false, line: -1, escape: -1, isOdd: ODD.test(text) };
  try {
    const value = parseValue(scan, 'a value');
    skipSpace(scan);
    if (scan.at < text.length) throw new Mistake(scan.at, MORE_TEXT);
    return { value, duplicates: scan.hasDuplicates ? findDuplicateKeys(text) : [] };
  } catch (error) {
    if (error instanceof Mistake) return { failure: { offset: error.offset, message: error.message } };
    throw error;
  }
}

interface Scan {
  readonly text: string;
  at: number;
  depth: number;
  hasDuplicates: boolean;
  /** Where the next line feed stands, and the next backslash, as seen from the last text. */
  line: number;
  escape: number;
  /** True where a control character other than a line feed is anywhere: each text is looked at for itself then. */
  readonly isOdd: boolean;
}

/** Leaves the scanner at the first mistake; never leaves this file. */
class Mistake extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

function mistake(scan: Scan, expected: string): Mistake {
  return new Mistake(scan.at, explainMistake(scan.text, scan.at, expected));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those of which a JSON string may hold none
const ODD = /[\u0000-\u0009\u000b-\u001f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are forbidden inside a JSON string
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const ESCAPE = /\\(?:(["\\/bfnrt])|u([0-9a-fA-F]{4}))/y;
const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function skipSpace(scan: Scan): void {
  const { text } = scan;
  let { at } = scan;
  for (;;) {
    const code = text.charCodeAt(at);
    // The end of the text is not a number, and so is no space.
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
    at++;
  }
  scan.at = at;
}

function parseValue(scan: Scan, expected: string): Json {
  skipSpace(scan);
  switch (scan.text.charCodeAt(scan.at)) {
    case 0x22: // "
      return parseText(scan);
    case 0x7b: // {
      return parseObject(scan);
    case 0x5b: // [
      return parseArray(scan);
    case 0x74: // t
      return parseWord(scan, 'true', true);
    case 0x66: // f
      return parseWord(scan, 'false', false);
    case 0x6e: // n
      return parseWord(scan, 'null', null);
    default:
      return parseNumber(scan, expected);
  }
}

function parseWord<T>(scan: Scan, word: string, value: T): T {
  const end = scan.at + word.length;
  if (!scan.text.startsWith(word, scan.at)) {
    if (word.startsWith(scan.text.slice(scan.at))) scan.at = scan.text.length;
    throw mistake(scan, 'a value');
  }
  scan.at = end;
  return value;
}

function parseNumber(scan: Scan, expected: string): number | bigint {
  NUMBER.lastIndex = scan.at;
  if (!NUMBER.test(scan.text)) {
    if (/^-?[\d.]*(?:[eE][+-]?)?$/.test(scan.text.slice(scan.at, scan.at + 400))) scan.at = scan.text.length;
    throw mistake(scan, expected);
  }
  const value = exactNumber(scan.text.slice(scan.at, NUMBER.lastIndex));
  if (value === undefined) throw new Mistake(scan.at, TOO_EXACT);
  scan.at = NUMBER.lastIndex;
  return value;
}

function parseText(scan: Scan): string {
  const { text } = scan;
  const start = scan.at + 1;
  if (!scan.isOdd) {
    const quote = text.indexOf('"', start);
    if (scan.line < start) scan.line = nextOf('\n', text, start);
    if (scan.escape < start) scan.escape = nextOf('\\', text, start);
    if (quote >= 0 && quote < scan.line && quote < scan.escape) {
      scan.at = quote + 1;
      return text.slice(start, quote);
    }
  }
  PLAIN.lastIndex = start;
  PLAIN.test(text);
  const end = PLAIN.lastIndex;
  if (text.charCodeAt(end) !== 0x22) return parseEscapedText(scan, start, end);
  scan.at = end + 1;
  return text.slice(start, end);
}

/** Where a character stands next; behind the text where it does not. */
function nextOf(character: string, text: string, from: number): number {
  const found = text.indexOf(character, from);
  return found < 0 ? text.length : found;
}

function parseEscapedText(scan: Scan, start: number, plainEnd: number): string {
  const { text } = scan;
  const close = endOfText(text, plainEnd);
  if (close >= 0) {
    try {
      const value: unknown = JSON.parse(text.slice(start - 1, close + 1));
      scan.at = close + 1;
      if (typeof value === 'string') return value;
    } catch {
      // What is wrong with it, and where, is found below.
    }
  }
  let result = text.slice(start, plainEnd);
  let end = plainEnd;
  while (text.charCodeAt(end) !== 0x22) {
    if (end >= text.length) throw new Mistake(text.length, explainOpenText(text, start - 1));
    ESCAPE.lastIndex = end;
    const [sequence = '', letter = '', hex = ''] = ESCAPE.exec(text) ?? [];
    if (sequence === '') throw badEscape(text, start - 1, end);
    result += ESCAPED.get(letter) ?? String.fromCharCode(Number.parseInt(hex, 16));
    PLAIN.lastIndex = end + sequence.length;
    PLAIN.test(text);
    result += text.slice(end + sequence.length, PLAIN.lastIndex);
    end = PLAIN.lastIndex;
  }
  scan.at = end + 1;
  return result;
}

/** Where the next quote stands that has no backslash before it, or an even number of them; -1 where none does. */
function endOfText(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return at;
  }
  return -1;
}

function badEscape(text: string, start: number, at: number): Mistake {
  if (text.charCodeAt(at) !== 0x5c) {
    const found =
      text.charAt(at) === '\t' ? 'a tab' : '\r\n'.includes(text.charAt(at)) ? 'a line end' : 'a control character';
    return new Mistake(
      at,
      `expected a text without control characters, found ${found} in it: write \\t, \\n or \\u0000, or is a quote missing?`,
    );
  }
  if (/^\\(?:u[0-9a-fA-F]{0,3})?$/.test(text.slice(at, at + 6)))
    return new Mistake(text.length, explainOpenText(text, start));
  return new Mistake(
    at,
    'expected an escape such as \\n, \\" or \\u00e9, found another character after the backslash: write \\\\ for a backslash',
  );
}

function parseArray(scan: Scan): Json[] {
  const array: Json[] = [];
  enter(scan);
  if (leaves(scan, 0x5d)) return array;
  array.push(parseValue(scan, 'a value or ]'));
  while (!leaves(scan, 0x5d)) {
    if (scan.text.charCodeAt(scan.at) !== 0x2c) throw mistake(scan, ', or ] after an element');
    scan.at++;
    array.push(parseValue(scan, 'a value'));
  }
  return array;
}

function parseObject(scan: Scan): Json {
  const object = emptyObject();
  enter(scan);
  if (leaves(scan, 0x7d)) return object;
  for (;;) {
    if (scan.text.charCodeAt(scan.at) !== 0x22) throw mistake(scan, 'a property name in double quotes');
    const key = parseText(scan);
    skipSpace(scan);
    if (scan.text.charCodeAt(scan.at) !== 0x3a) throw mistake(scan, ': after a property name');
    scan.at++;
    if (key in object) scan.hasDuplicates = true;
    object[key] = parseValue(scan, 'a value');
    if (leaves(scan, 0x7d)) return object;
    if (scan.text.charCodeAt(scan.at) !== 0x2c) throw mistake(scan, ', or } after a property');
    scan.at++;
    skipSpace(scan);
  }
}

function enter(scan: Scan): void {
  if (scan.depth >= MAX_DEPTH) throw new Mistake(scan.at, TOO_DEEP);
  scan.depth++;
  scan.at++;
}

/** Steps over the closing bracket, if that comes next. */
function leaves(scan: Scan, bracket: number): boolean {
  skipSpace(scan);
  if (scan.text.charCodeAt(scan.at) !== bracket) return false;
  scan.at++;
  scan.depth--;
  return true;
}
