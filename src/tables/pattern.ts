/** Does a path fit a pattern, and what does the pattern's last `*` stand for? The one place that knows what a pattern means. */

import { fits } from '../json/fits.ts';
import type { Path } from '../model.ts';
import type { PathPattern } from '../rule-rows.ts';

/** `attributes/x` as keys; a slash inside a key is `%2F`; the empty text is the thing itself. */
export function parsePattern(text: string): PathPattern {
  if (text === '') return [];
  const keys = text.split('/');
  return text.includes('%2F') ? keys.map((key) => key.replaceAll('%2F', '/')) : keys;
}

/** `*` is any key, `abc*` any that begins so; every other key is itself. */
export function keyFits(wanted: string, key: string): boolean {
  return wanted === key || wanted === '*' || (wanted.includes('*') && fits(wanted, key));
}

/** True where every key fits, one by one; numbers are keys like any other. */
export function pathFits(pattern: PathPattern, path: Path): boolean {
  return pattern.length === path.length && pattern.every((wanted, index) => keyFits(wanted, String(path[index])));
}

/** The name that fits, or undefined where the path does not fit. Without a `*` the name is the last key; `**` is any number of keys. */
export function matchPath(path: readonly string[], pattern: PathPattern): string | undefined {
  const names = namesOfStars(path, pattern);
  if (names === undefined) return undefined;
  return names.at(-1) ?? path.at(-1) ?? '';
}

/** Of several patterns the first that fits counts; no pattern fits everything. */
export function matchAny(path: readonly string[], patterns: readonly PathPattern[] | undefined): string | undefined {
  if (patterns === undefined) return path.at(-1) ?? '';
  for (const pattern of patterns) {
    const name = matchPath(path, pattern);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** What each `*` stands for, from left to right. */
function namesOfStars(path: readonly string[], [wanted, ...rest]: PathPattern): readonly string[] | undefined {
  if (wanted === undefined) return path.length === 0 ? [] : undefined;
  if (wanted === '**') {
    for (let taken = 0; taken <= path.length; taken++) {
      const below = namesOfStars(path.slice(taken), rest);
      if (below !== undefined) return below;
    }
    return undefined;
  }
  const [key, ...others] = path;
  if (key === undefined || !keyFits(wanted, key)) return undefined;
  const below = namesOfStars(others, rest);
  return below === undefined || !wanted.includes('*') ? below : [key, ...below];
}
