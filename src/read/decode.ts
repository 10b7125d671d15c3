/** Which text do these bytes hold? UTF-8 or UTF-16, with or without a byte order mark; anything else is refused, never guessed. */

import { positionAt } from '../json/positions.ts';
import type { Failure, Position, Source } from '../model.ts';
import { positionInWhole } from './inside.ts';

export type Decoded = { readonly text: string } | { readonly failure: Failure };

/** The text of a source without its byte order mark, or why it is none. */
export function decodeSource(source: Source): Decoded {
  const decoded = typeof source.content === 'string' ? withoutMark(source.content) : decodeBytes(source.content);
  if (typeof decoded !== 'string') return { failure: failureIn(source, decoded) };
  const binary = decoded.indexOf('\0');
  if (binary < 0) return { text: decoded };
  const message = 'expected text, found binary data (a NUL character): pass the realm as JSON or YAML';
  return { failure: failureIn(source, { position: positionAt(decoded, binary), message }) };
}

function failureIn({ name, anchors = [] }: Source, { position, message }: Refusal): Failure {
  return { file: name, position: positionInWhole(anchors, position), message };
}

interface Refusal {
  readonly position: Position;
  readonly message: string;
}

function decodeBytes(bytes: Uint8Array): string | Refusal {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-32') return refuse('expected UTF-8 text, found UTF-32: save the file as UTF-8');
  if (encoding === 'gzip') return refuse('expected text, found a gzip archive: unpack it first');
  if (encoding === 'zip') return refuse('expected text, found a zip archive: unpack it first');
  if (bytes.length > MAX_LENGTH * (encoding === 'utf-8' ? 1 : 2)) return refuse(TOO_LONG);
  try {
    return withoutMark(new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return explainBadBytes(bytes, encoding);
  }
}

/** What one text of JavaScript can hold (`buffer.constants.MAX_STRING_LENGTH` of 64-bit Node). */
export const MAX_LENGTH = 0x1fffffe8;

const TOO_LONG =
  'expected at most 512 MiB in one piece, found more: export users into files of their own (kc.sh export --users different_files) and give the folder';

function refuse(message: string): Refusal {
  return { position: { line: 1, column: 1 }, message };
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32' | 'gzip' | 'zip';

/** The first four bytes, `00` for NUL, `xx` for another one: JSON and YAML begin with an ASCII character. */
const BEGINNINGS: readonly (readonly [RegExp, Encoding])[] = [
  [/^(fffe0000|0000feff|000000(?!00)|(?!00)..000000)/, 'utf-32'],
  [/^fffe/, 'utf-16le'],
  [/^feff/, 'utf-16be'],
  [/^00(?!00)../, 'utf-16be'],
  [/^(?!00)..00/, 'utf-16le'],
  [/^1f8b/, 'gzip'],
  [/^504b0304/, 'zip'],
];

function encodingOf(bytes: Uint8Array): Encoding {
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return BEGINNINGS.find(([pattern]) => pattern.test(start))?.[1] ?? 'utf-8';
}

/** Finds the longest beginning that is text; costs nothing unless the bytes are bad. */
function explainBadBytes(bytes: Uint8Array, encoding: string): Refusal {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodeBeginning(bytes.subarray(0, middle), encoding) === undefined) bad = middle;
    else good = middle;
  }
  const before = decodeBeginning(bytes.subarray(0, good), encoding) ?? '';
  const name = encoding.toUpperCase().replace('LE', '').replace('BE', '');
  const found = good === bytes.length ? 'a file that ends inside a character' : 'a byte that is none';
  const offset = encoding === 'utf-8' ? new TextEncoder().encode(before).length : before.length * 2;
  const message = `expected ${name} text, found ${found}, at byte offset ${offset}: save the file as UTF-8`;
  return { position: positionAt(withoutMark(before), before.length), message };
}

/** The text of a beginning, which may end inside a character; undefined where it is no text. */
function decodeBeginning(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}
