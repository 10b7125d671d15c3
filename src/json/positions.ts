/** On which line and column does a place in a text stand? Works on the text alone, and only when somebody asks. */

import type { Path, PathKey, Position } from '../model.ts';
import { endOfValue, endsIn, skipSpace } from './scan.ts';

/** Line and column of an offset. LF, CRLF and a lone CR end a line. */
export function positionAt(text: string, offset: number): Position {
  return positionsOf(text)(offset);
}

/** The same for many offsets of one text: its lines are counted once. */
export function positionsOf(text: string): (offset: number) => Position {
  const starts = startsOfLines(text);
  return (offset) => {
    const line = lastAtMost(starts, Math.min(Math.max(offset, 0), text.length));
    return { line: line + 1, column: Math.min(Math.max(offset, 0), text.length) - (starts[line] ?? 0) + 1 };
  };
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  if (text.includes('\r')) {
    for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
    return starts;
  }
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
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
  const { offset, depth } = nearestPlace(text, rootOf(text), path);
  return depth === path.length ? positionAt(text, offset) : undefined;
}

/** The same, but a path that leads deeper than the text (into JSON inside a string) ends at the last place that is there. */
export function locateNearestInJson(text: string, path: Path): Position {
  return locatorInJson(text)(path);
}

/** The same for many paths of one text: what one of them led through is known to the next. */
export function locatorInJson(text: string): (path: Path) => Position {
  const root = rootOf(text);
  let positionOf: ReturnType<typeof positionsOf> | undefined;
  return (path) => {
    positionOf ??= positionsOf(text);
    return positionOf(nearestPlace(text, root, path).offset);
  };
}

/** A value of the text: where it (or its property's name) begins, and where the value itself does. */
interface Place {
  readonly offset: number;
  readonly start: number;
  /** What is inside, once somebody asked. */
  children?: ReadonlyMap<PathKey, Place>;
}

/** From so many levels on it is cheaper to know where everything ends than to skip what is inside at each of them. */
const DEEP = 40;

/** Only what the path leads through is looked into: the rest is skipped, however much it is. */
function nearestPlace(text: string, root: Root, path: Path): { readonly offset: number; readonly depth: number } {
  if (path.length > DEEP) root.ends ??= endsIn(text);
  let place: Place = root;
  for (const [depth, key] of path.entries()) {
    place.children ??= childrenOf(text, place.start, root.ends);
    const child = place.children.get(key);
    if (child === undefined) return { offset: place.offset, depth };
    place = child;
  }
  return { offset: place.offset, depth: path.length };
}

interface Root extends Place {
  /** By where an object or an array begins: behind it. */
  ends?: ReadonlyMap<number, number>;
}

function rootOf(text: string): Root {
  const start = skipSpace(text, 0);
  return { offset: start, start };
}

/** The values directly inside the one that begins at `start`. */
function childrenOf(text: string, start: number, ends?: Root['ends']): ReadonlyMap<PathKey, Place> {
  const children = new Map<PathKey, Place>();
  const first = text.charAt(start);
  if (first !== '{' && first !== '[') return children;
  let at = skipSpace(text, start + 1);
  while (at < text.length && !'}]'.includes(text.charAt(at))) {
    if (text.charAt(at) === ',') {
      at = skipSpace(text, at + 1);
      continue;
    }
    const offset = at;
    let key: PathKey = children.size;
    if (first === '{') {
      const end = endOfValue(text, at);
      key = textOf(text.slice(at, end));
      const colon = skipSpace(text, end);
      at = text.charAt(colon) === ':' ? skipSpace(text, colon + 1) : colon;
    }
    children.set(key, { offset, start: at });
    at = skipSpace(text, ends?.get(at) ?? endOfValue(text, at));
  }
  return children;
}

function textOf(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  const value: unknown = JSON.parse(quoted);
  return typeof value === 'string' ? value : '';
}
