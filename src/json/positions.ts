/** On which line and column does a place in a text stand? Works on the text alone, and only when somebody asks. */

import type { Path, PathKey, Position } from '../model.ts';
import { type Token, tokensOf } from './scan.ts';

/** Line and column of an offset. LF, CRLF and a lone CR end a line. */
export function positionAt(text: string, offset: number): Position {
  return positionsOf(text)(offset);
}

/** The same for many offsets of one text: its lines are counted once. */
export function positionsOf(text: string): (offset: number) => Position {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return (offset) => {
    const line = lastAtMost(starts, Math.min(Math.max(offset, 0), text.length));
    return { line: line + 1, column: Math.min(Math.max(offset, 0), text.length) - (starts[line] ?? 0) + 1 };
  };
}

/** The index of the last of the ascending numbers that is not above the limit. */
function lastAtMost(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Where the place of a path stands in a JSON text: a property at its name, an element at its value. Undefined when the
 * path leads nowhere in this text. Of a key that stands twice, the last one counts.
 */
export function locateInJson(text: string, path: Path): Position | undefined {
  const { offset, depth } = nearestPlace(placesOf(text), path);
  return depth === path.length ? positionAt(text, offset) : undefined;
}

/** The same, but a path that leads deeper than the text (into JSON inside a string) ends at the last place that is there. */
export function locateNearestInJson(text: string, path: Path): Position {
  return locatorInJson(text)(path);
}

/** The same for many paths of one text, which is walked once. */
export function locatorInJson(text: string): (path: Path) => Position {
  const root = placesOf(text);
  const positionOf = positionsOf(text);
  return (path) => positionOf(nearestPlace(root, path).offset);
}

/** A value of the text: where it (or its property's name) begins, and what is inside. */
interface Place {
  readonly offset: number;
  readonly children: Map<PathKey, Place>;
}

const NO_CHILDREN: Map<PathKey, Place> = new Map();

function nearestPlace(root: Place, path: Path): { readonly offset: number; readonly depth: number } {
  let place = root;
  for (const [depth, key] of path.entries()) {
    const child = place.children.get(key);
    if (child === undefined) return { offset: place.offset, depth };
    place = child;
  }
  return { offset: place.offset, depth: path.length };
}

interface Level {
  readonly place: Place;
  readonly isArray: boolean;
  /** The property that is being read, and where its name stands. */
  key: string;
  keyAt: number;
}

/** One walk over all tokens with a stack of the open brackets: no recursion, whatever the depth. */
function placesOf(text: string): Place {
  const levels: Level[] = [];
  let root: Place = { offset: 0, children: NO_CHILDREN };
  let before: Token | undefined;
  for (const token of tokensOf(text)) {
    const level = levels.at(-1);
    const isBracket = token.first === '{' || token.first === '[';
    if (level?.isArray === false && token.first === '"' && (before?.first === '{' || before?.first === ',')) {
      level.key = textOf(text.slice(token.start, token.end));
      level.keyAt = token.start;
    } else if (!',:]}'.includes(token.first)) {
      const offset = level?.isArray === false ? level.keyAt : token.start;
      const place: Place = { offset, children: isBracket ? new Map() : NO_CHILDREN };
      if (level === undefined) root = place;
      else level.place.children.set(level.isArray ? level.place.children.size : level.key, place);
      if (isBracket) levels.push({ place, isArray: token.first === '[', key: '', keyAt: 0 });
    }
    if (token.first === '}' || token.first === ']') levels.pop();
    before = token;
  }
  return root;
}

function textOf(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  const value: unknown = JSON.parse(quoted);
  return typeof value === 'string' ? value : '';
}
