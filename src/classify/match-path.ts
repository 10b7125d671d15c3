/** Does a path fit a pattern, and what does the pattern's last `*` stand for? */

import type { PathPattern } from '../rule-rows.ts';

/** The name that fits, or undefined where the path does not fit. Without a `*` the name is the last key. */
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
  if (key === undefined || !isLike(key, wanted)) return undefined;
  const below = namesOfStars(others, rest);
  return below === undefined || !wanted.endsWith('*') ? below : [key, ...below];
}

function isLike(key: string, wanted: string): boolean {
  return wanted.endsWith('*') ? key.startsWith(wanted.slice(0, -1)) : key === wanted;
}
