/** Where does a realm hold something of another kind than an importer can read? A list that is none would be dropped in silence, or stop it. */

import { isArray, isObject, property } from '../json/object.ts';
import type { Json, JsonObject, Path, Tables } from '../model.ts';

/** A place, what was expected there and what was found. */
export interface Misshapen {
  readonly path: Path;
  readonly expected: 'a list' | 'an object';
  readonly found: string;
}

/** ScopeRepresentation can be read from a text, too. */
const TEXTS_TOO: ReadonlySet<string> = new Set(['clients/*/authorizationSettings/resources/*/scopes/*']);

/** The first misshapen place of each pattern of `rules/sections.json`. */
export function findMisshapen(data: JsonObject, { sections }: Tables): readonly Misshapen[] {
  const all = sections.flatMap(({ at, identity }) => (identity.length === 0 ? [] : at));
  const lists = new Set(all.filter((at) => !TEXTS_TOO.has(at)));
  const found = [...lists].flatMap((at) => firstAlong(data, at.split('/'), lists));
  const seen = new Set<string>();
  return found.filter(({ path }) => !seen.has(JSON.stringify(path)) && seen.add(JSON.stringify(path)));
}

function firstAlong(data: JsonObject, segments: readonly string[], lists: ReadonlySet<string>): readonly Misshapen[] {
  const visit = (value: Json, depth: number, path: Path): Misshapen | undefined => {
    const isEntity = depth > 0 && segments[depth - 1] === '*';
    if (depth === segments.length) return isObject(value) ? undefined : { path, ...misfit('an object', value) };
    const segment = segments[depth] ?? '';
    // JSON inside of texts is the provider's own business.
    if (segment === '' || segments.includes('$json')) return undefined;
    const isList = segment === '*' && lists.has(segments.slice(0, depth + 1).join('/'));
    if (isList) {
      if (!isArray(value)) return { path, ...misfit('a list', value) };
      return firstOf(value.map((element, index) => visit(element, depth + 1, [...path, index])));
    }
    if (!isObject(value)) return depth === 0 || !isEntity ? { path, ...misfit('an object', value) } : undefined;
    if (segment === '*')
      return firstOf(Object.keys(value).map((key) => visit(value[key] ?? null, depth + 1, [...path, key])));
    const child = property(value, segment);
    return child === undefined || child === null ? undefined : visit(child, depth + 1, [...path, segment]);
  };
  const first = visit(data, 0, []);
  return first === undefined ? [] : [first];
}

function firstOf(found: readonly (Misshapen | undefined)[]): Misshapen | undefined {
  return found.find((each) => each !== undefined);
}

function misfit(expected: Misshapen['expected'], value: Json): Pick<Misshapen, 'expected' | 'found'> {
  const kind = isArray(value)
    ? 'a list'
    : isObject(value)
      ? 'an object'
      : value === null
        ? 'null'
        : `a ${NAMES[typeof value]}`;
  return { expected, found: kind };
}

const NAMES: { readonly [type: string]: string } = {
  string: 'text',
  number: 'number',
  bigint: 'number',
  boolean: 'flag',
};
