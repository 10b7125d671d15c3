/** Is this JSON a table of rows, and what stands in one? Values are checked, or the error says which row is wrong and how. */

import { isArray, isObject } from '../json/object.ts';
import type { Json, JsonObject } from '../model.ts';
import { nearest } from './nearest.ts';

/** Rows ship with the package, so a bad one is a bug of ours (or, later, of a user's own folder): it throws. */
export class RowError extends Error {}

export interface Row {
  readonly row: JsonObject;
  readonly where: string;
}

export function rowsOf(table: unknown, file: string, keys: readonly string[]): readonly Row[] {
  const json = table as Json; // what JSON.parse returns is JSON; every value below is checked
  if (!isArray(json)) throw new RowError(`${file}: expected a list of rows`);
  return json.map((row, index) => {
    if (!isObject(row)) throw new RowError(`${file}: row ${index + 1}: expected an object`);
    const where = `${file}: row ${index + 1} (${String(row.name)})`;
    for (const key of Object.keys(row)) {
      if (!keys.includes(key)) throw new RowError(`${where}: unknown key "${key}"${didYouMean(key, keys)}`);
    }
    return { row, where };
  });
}

function didYouMean(key: string, keys: readonly string[]): string {
  const near = nearest(key, keys);
  return near === undefined ? '' : `, did you mean "${near}"?`;
}

export type Parse<T> = (value: Json | undefined, where: string) => T;

export const text: Parse<string> = (value, where) => {
  if (typeof value !== 'string') throw new RowError(`${where}: expected a text`);
  return value;
};

export const texts: Parse<readonly string[]> = (value, where) => {
  if (!isArray(value)) throw new RowError(`${where}: expected a list of texts`);
  return value.map((element) => text(element, where));
};

export const truth: Parse<boolean> = (value, where) => {
  if (typeof value !== 'boolean') throw new RowError(`${where}: expected true or false`);
  return value;
};

export const anything: Parse<Json> = (value) => value ?? null;

export function oneOf<T extends string>(allowed: readonly T[]): Parse<T> {
  return (value, where) => {
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) throw new RowError(`${where}: expected one of ${allowed.join(', ')}`);
    return found;
  };
}

export function textAt(row: JsonObject, key: string, where: string): string {
  return text(row[key], `${where}: ${key}`);
}

/** A list that may be left out. */
export function textsAt(row: JsonObject, key: string, where: string): readonly string[] {
  return row[key] === undefined ? [] : texts(row[key], `${where}: ${key}`);
}

/** A map that may be left out. */
export function mapAt<T>(row: JsonObject, key: string, where: string, parse: Parse<T>): { readonly [key: string]: T } {
  const map = row[key];
  if (map === undefined) return {};
  if (!isObject(map)) throw new RowError(`${where}: ${key}: expected an object`);
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => [name, parse(value, `${where}: ${key}: ${name}`)]),
  );
}
