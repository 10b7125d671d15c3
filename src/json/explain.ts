/** What is wrong at this place of a JSON text, in words? Never shows what stands inside quotes, nor a word that may have lost its own. */

import { positionAt } from './positions.ts';
import { tokensOf } from './scan.ts';
import { printable } from './show.ts';

/** `expected ..., found ...`, or that the text ends too early and what is still open there. */
export function explainMistake(text: string, at: number, expected: string): string {
  return at < text.length ? `expected ${expected}, found ${describe(text, at)}` : explainEnd(text, expected);
}

/** Words of other languages that people write into JSON: the only ones that are shown. */
const KNOWN_WORDS = ['True', 'False', 'None', 'undefined', 'NaN', 'Infinity', 'nil', 'yes', 'no', 'on', 'off'];

function describe(text: string, at: number): string {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (text.startsWith('${', at) || text.startsWith('$(', at))
    return `the placeholder ${text.slice(at, at + 2)}... without quotes: quote it, or substitute it before`;
  if (text.startsWith('//', at) || text.startsWith('/*', at) || character === '#')
    return 'a comment: JSON has none, remove it';
  if (character === "'") return 'a single quote: use double quotes';
  if (character === '"') return 'a text in quotes: is a comma missing before it?';
  if (']}'.includes(character) && isAfterComma(text, at)) return `${character} after a comma: remove that comma`;
  if (',:[]{}'.includes(character)) return character;
  const [word = ''] = /^[\p{L}\p{N}_.+-]+/u.exec(text.slice(at, at + 40)) ?? [];
  if (KNOWN_WORDS.includes(word)) return `${word}: JSON knows only true, false and null`;
  if (['true', 'false', 'null'].includes(word)) return word;
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word)) return 'a number';
  if (/^[-+.]?\d/.test(word)) return 'a number that JSON does not allow: write it as 0.5, -1 or 1e3';
  if (word !== '') return 'a word without quotes: put it in double quotes';
  return `the character "${printable(character)}": remove it, or put the text in double quotes`;
}

function isAfterComma(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && ' \t\r\n'.includes(text.charAt(before))) before--;
  return text.charAt(before) === ',';
}

function explainEnd(text: string, expected: string): string {
  const open: { readonly name: string; readonly start: number }[] = [];
  for (const { first, start } of tokensOf(text)) {
    if (first === '{' || first === '[') open.push({ name: first === '{' ? 'an object' : 'an array', start });
    else if (first === '}' || first === ']') open.pop();
  }
  const last = open.at(-1);
  if (last === undefined) return `expected ${expected}, found the end of the file: is it truncated?`;
  return `the file ends inside ${last.name} that began at ${showPosition(text, last.start)}: is it truncated?`;
}

/** The text ends before the closing quote of a string. */
export function explainOpenText(text: string, start: number): string {
  return `the file ends inside a text in quotes that began at ${showPosition(text, start)}: is it truncated, or is a quote missing?`;
}

function showPosition(text: string, offset: number): string {
  const { line, column } = positionAt(text, offset);
  return `${line}:${column}`;
}
