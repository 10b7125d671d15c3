/** Is a value in the configuration what is expected there? A ConfigError with the path says what was found, and what was perhaps meant. */

import { isMadeWith } from '../baseline/lineage.ts';
import { isArray, isObject } from '../json/object.ts';
import { shorten } from '../json/show.ts';
import type { Json, JsonObject, Path } from '../model.ts';
import { nearest } from '../tables/nearest.ts';

/** A mistake in the file, and the path to it. */
export class ConfigError extends Error {
  readonly path: Path;
  constructor(path: Path, message: string) {
    super(message);
    this.path = path;
  }
}

/** YAML reads 26.10 as a number: only a text is a version. */
export function versionAt(value: Json, path: Path): string {
  const text = typeof value === 'number' && Number.isInteger(value) ? String(value) : textAt(value, path);
  if (!isMadeWith(text))
    throw new ConfigError(path, `expected a Keycloak version such as 22.0.5, found ${quote(text)}`);
  return text;
}

export function objectAt(value: Json, path: Path, keys: readonly string[]): JsonObject {
  if (!isObject(value)) throw new ConfigError(path, `expected ${keys.join(', ')}; found ${kindOf(value)}`);
  for (const key of Object.keys(value)) {
    if (!keys.includes(key))
      throw new ConfigError(
        [...path, key],
        `unknown key ${quote(key)}${didYouMean(key, keys)}; known are ${keys.join(', ')}`,
      );
  }
  return value;
}

export function mapAt<T>(
  value: Json | undefined,
  path: Path,
  parse: (value: Json, path: Path) => T,
): { readonly [key: string]: T } {
  if (value === undefined) return {};
  if (!isObject(value)) throw new ConfigError(path, `expected names and what they mean, found ${kindOf(value)}`);
  return Object.fromEntries(Object.keys(value).map((key) => [key, parse(value[key] ?? null, [...path, key])]));
}

export function listAt<T>(value: Json | undefined, path: Path, parse: (value: Json, path: Path) => T): readonly T[] {
  if (value === undefined) return [];
  if (!isArray(value)) throw new ConfigError(path, `expected a list, found ${kindOf(value)}`);
  return value.map((element, index) => parse(element, [...path, index]));
}

export function textsAt(value: Json, path: Path): readonly string[] {
  return listAt(value, path, textAt);
}

export function textAt(value: Json, path: Path): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new ConfigError(path, `expected a text, found ${kindOf(value)}`);
}

export function oneOf<T extends string>(values: readonly T[], value: Json, path: Path): T {
  const found = values.find((each) => each === value);
  if (found !== undefined) return found;
  const guess = typeof value === 'string' ? didYouMean(value, values) : '';
  throw new ConfigError(
    path,
    `expected ${values.slice(0, -1).join(', ')} or ${values.at(-1)}, found ${typeof value === 'string' ? quote(value) : kindOf(value)}${guess}`,
  );
}

export function didYouMean(text: string, known: readonly string[]): string {
  const guess = nearest(text, known);
  return guess === undefined ? '' : `, did you mean ${guess}?`;
}

export function quote(text: string): string {
  return `"${shorten(text, 60)}"`;
}

/** What was found, never its value: somebody may have put a secret there. */
export function kindOf(value: Json): string {
  if (value === null) return 'nothing';
  if (isArray(value)) return 'a list';
  return isObject(value) ? 'a map' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}
