/** Which values of an entity does a field pattern mean? Names them as the report's paths do. Judges nothing. */

import { isArray, isObject, property, textProperty } from '../json/object.ts';
import type { Json } from '../model.ts';
import type { PathPattern } from '../rule-rows.ts';
import { keyFits } from './pattern.ts';

/** A value, and its place below the entity. */
export interface Found {
  readonly path: readonly string[];
  /** Undefined where there is nothing. */
  readonly value: Json | undefined;
  /** An element of a list of plain values: the path is the list's. */
  readonly isMember: boolean;
}

/** A pattern without `*` always finds one value, which may be undefined. */
export function findFields(value: Json | undefined, pattern: PathPattern): readonly Found[] {
  return walk({ path: [], value: inside(value), isMember: false }, pattern);
}

/** The first value, or undefined. */
export function fieldOf(value: Json | undefined, pattern: PathPattern): Json | undefined {
  return isPlain(pattern) ? plainField(value, pattern) : findFields(value, pattern)[0]?.value;
}

/** True where some value of the field is as wanted. Most patterns name one field, and are asked for in every entity. */
export function someField(
  value: Json | undefined,
  pattern: PathPattern,
  isWanted: (found: Json | undefined) => boolean,
): boolean {
  if (isPlain(pattern)) return isWanted(plainField(value, pattern));
  return findFields(value, pattern).some((found) => isWanted(found.value));
}

function plainField(value: Json | undefined, pattern: PathPattern): Json | undefined {
  let found = inside(value);
  for (const key of pattern) found = childValue(found, key);
  return found;
}

const plain = new WeakMap<PathPattern, boolean>();

function isPlain(pattern: PathPattern): boolean {
  const known = plain.get(pattern);
  if (known !== undefined) return known;
  const isKnown = !pattern.some((key) => key.includes('*'));
  plain.set(pattern, isKnown);
  return isKnown;
}

function walk(at: Found, [key, ...rest]: PathPattern): readonly Found[] {
  if (key === undefined) return [at];
  if (key === '**') return [...walk(at, rest), ...childrenOf(at).flatMap((child) => walk(child, [key, ...rest]))];
  if (key === '*') return childrenOf(at).flatMap((child) => walk(child, rest));
  if (key.includes('*')) {
    return childrenOf(at)
      .filter(({ path }) => keyFits(key, path.at(-1) ?? ''))
      .flatMap((child) => walk(child, rest));
  }
  return walk(childOf(at, key), rest);
}

/** What Keycloak keeps as JSON inside a text stands under `$json`, which no path of a report mentions. */
function inside(value: Json | undefined): Json | undefined {
  return isObject(value) ? (property(value, '$json') ?? value) : value;
}

function childOf({ path, value }: Found, key: string): Found {
  return { path: [...path, key], value: childValue(value, key), isMember: false };
}

function childValue(value: Json | undefined, key: string): Json | undefined {
  const child = isArray(value) ? value.find((each) => elementName(each) === key) : property(value, key);
  return inside(child ?? undefined);
}

function childrenOf({ path, value }: Found): readonly Found[] {
  if (isArray(value)) {
    return value.map((element) => {
      const name = elementName(element);
      return {
        path: name === undefined ? path : [...path, name],
        value: inside(element),
        isMember: !isObject(element),
      };
    });
  }
  if (!isObject(value)) return [];
  return Object.entries(value).map(([key, child]) => ({ path: [...path, key], value: inside(child), isMember: false }));
}

/** What a report calls an element of a list. */
export function elementName(element: Json): string | undefined {
  if (!isObject(element)) return undefined;
  return NAMES.map((key) => textProperty(element, key)).find((name) => name !== undefined) ?? '';
}

const NAMES = ['name', 'alias', 'username', 'executor', 'condition', 'id', 'flowAlias', 'authenticator', 'type'];
