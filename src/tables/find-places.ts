/** Where in a realm does a pattern of `rules/imports.json` fit? Finds values; changes nothing. */

import { isArray, isObject, property } from '../json/object.ts';
import type { Json, Path, PathKey } from '../model.ts';
import { keyFits } from './pattern.ts';

/** A value, and where it stands. Of tens of thousands that fit a pattern, few are told. */
export class Match {
  readonly value: Json;
  /** What it was taken from, shared by all that were; undefined for the realm itself. */
  readonly above: Match | undefined;
  readonly key: PathKey;

  constructor(value: Json, above?: Match, key: PathKey = '') {
    this.value = value;
    this.above = above;
    this.key = key;
  }

  /** Put together for who asks. */
  get path(): Path {
    const path: PathKey[] = [];
    for (let match: Match = this; match.above !== undefined; match = match.above) path.push(match.key);
    return path.reverse();
  }
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
  const known = new Map<string, readonly Match[]>([['', [new Match(value)]]]);
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

function below(above: Match, segment: string): readonly Match[] {
  const { value } = above;
  if (isArray(value)) {
    return segment === '*' ? value.flatMap((element, index) => withSubGroups(new Match(element, above, index))) : [];
  }
  if (!isObject(value)) return [];
  const matchOf = (key: string): Match => new Match(value[key] ?? null, above, key);
  if (!segment.includes('*')) return Object.hasOwn(value, segment) ? [matchOf(segment)] : [];
  return Object.keys(value)
    .filter((key) => keyFits(segment, key))
    .map(matchOf);
}

function withSubGroups(match: Match): readonly Match[] | Match {
  const subGroups = property(match.value, 'subGroups');
  return isArray(subGroups) ? [match, ...below(new Match(subGroups, match, 'subGroups'), '*')] : match;
}
