/** Where in a realm does a pattern of `rules/imports.json` fit? Finds values; changes nothing. */

import { isArray, isObject, property } from '../json/object.ts';
import type { Json, Path } from '../model.ts';
import { keyFits } from './pattern.ts';

export interface Match {
  readonly path: Path;
  readonly value: Json;
}

/**
 * All values below `value` whose path fits the pattern; `*` is any one key or element, and a group's subgroups like the group
 * itself. The empty pattern is the value itself.
 */
export function findMatches(value: Json, pattern: string): readonly Match[] {
  return matchesIn(value)(pattern);
}

export type FindMatches = (pattern: string) => readonly Match[];

/** `findMatches` for many patterns in one value: what they have in common is walked once. */
export function matchesIn(value: Json): FindMatches {
  const known = new Map<string, readonly Match[]>([['', [{ path: [], value }]]]);
  const find = (pattern: string): readonly Match[] => {
    const found = known.get(pattern);
    if (found !== undefined) return found;
    const slash = pattern.lastIndexOf('/');
    const above = find(pattern.slice(0, Math.max(slash, 0)));
    const matches = above.flatMap((match) => below(match, pattern.slice(slash + 1)));
    known.set(pattern, matches);
    return matches;
  };
  return find;
}

function below({ path, value }: Match, segment: string): readonly Match[] {
  if (isArray(value)) {
    return segment === '*'
      ? value.flatMap((element, index) => withSubGroups({ path: [...path, index], value: element }))
      : [];
  }
  if (!isObject(value)) return [];
  const keys = segment.includes('*')
    ? Object.keys(value).filter((key) => keyFits(segment, key))
    : Object.hasOwn(value, segment)
      ? [segment]
      : [];
  return keys.map((key) => ({ path: [...path, key], value: value[key] ?? null }));
}

function withSubGroups(match: Match): readonly Match[] {
  const subGroups = property(match.value, 'subGroups');
  if (!isArray(subGroups)) return [match];
  return [match, ...below({ path: [...match.path, 'subGroups'], value: subGroups }, '*')];
}
