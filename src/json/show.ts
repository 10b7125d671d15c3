/** How text from a realm is shown to people: on one line, without control characters, shortened. Never decides what is secret. */

import type { Path } from '../model.ts';

// C0 and C1 controls, line and paragraph separators, bidirectional overrides and isolates, zero-width marks, the byte order mark,
// and what Unicode says is no character, which neither XML nor HTML may hold.
const unprintable = () => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{NChar}]/gu;

/** Most texts are these; V8 puts together what Unicode says only for others. */
const PLAIN = /^[ -~]*$/;

/** `text` with every character that could steer a terminal written as `\u{...}`. */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(unprintable(), (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Printable and at most `limit` characters: a long text keeps its two ends and says how long it was. */
export function shorten(text: string, limit = 80): string {
  if (text.length <= limit) return printable(text);
  const half = Math.max(1, Math.floor((limit - 20) / 2));
  return `${printable(text.slice(0, half))}...(${text.length} characters)...${printable(text.slice(-half))}`;
}

/** A path as people write it: `clients/web-shop/redirectUris`. For messages only; code keeps the array. */
export function showPath(path: Path): string {
  return path.map((key) => shorten(String(key), 60)).join('/');
}
