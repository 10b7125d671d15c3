/** What is a column of a table in `rules/`? How it is read, what an editor is told, and whether it speaks of places. */

import { isObject } from '../json/object.ts';
import type { FieldPair, Json, JsonObject } from '../model.ts';
import type { Fields as Conditions } from '../rule-rows.ts';
import { parseFields as parseConditions } from './parse-tests.ts';
import { oneOf, type Parse, RowError, rowsOf, text, texts, truth } from './row-values.ts';

/** What a row without the column has: it is no row (`refused`), it lacks the property (`omitted`), or this. */
type Absence<T> = 'refused' | 'omitted' | { readonly means: T };

export interface Column<T, A extends Absence<T> = Absence<T>> {
  readonly about: string;
  readonly parse: Parse<T>;
  /** Of JSON Schema, without its description. */
  readonly schema: JsonObject;
  readonly absence: A;
}

/** A column that speaks of places: its patterns, and what it says of each. */
export interface MarkingColumn<T, Says> extends Column<T, { readonly means: T }> {
  readonly marks: (value: T) => readonly (readonly [pattern: string, says: Says])[];
}

export type Columns = { readonly [name: string]: Column<unknown> };

type ValueOf<C> = C extends { readonly parse: Parse<infer T> } ? T : never;
type OmittedOf<C> = { [K in keyof C]: C[K] extends { readonly absence: 'omitted' } ? K : never }[keyof C];

/** A row of the table that has these columns. */
export type RowOf<C> = { readonly [K in Exclude<keyof C, OmittedOf<C>>]: ValueOf<C[K]> } & {
  readonly [K in OmittedOf<C>]?: ValueOf<C[K]>;
};

/** By column that speaks of places: what it says of one. */
export type MarksOf<C> = {
  readonly [K in keyof C as C[K] extends { readonly marks: unknown } ? K : never]: C[K] extends {
    readonly marks: (value: never) => readonly (readonly [string, infer Says])[];
  }
    ? Says
    : never;
};

const REFUSED = 'refused';
const OMITTED = 'omitted';
const TEXT: JsonObject = { type: 'string' };
const TEXTS: JsonObject = { type: 'array', items: TEXT, uniqueItems: true };
const TEST_SCHEMA: JsonObject = { $ref: 'realmdiff:schema/rule.schema.json#/$defs/fields' };

export function textColumn(about: string): Column<string, 'refused'> {
  return { about, parse: text, schema: TEXT, absence: REFUSED };
}

export function optionalText(about: string): Column<string, 'omitted'> {
  return { about, parse: text, schema: TEXT, absence: OMITTED };
}

export function flagColumn(about: string): Column<boolean, 'refused'> {
  return { about, parse: truth, schema: { type: 'boolean' }, absence: REFUSED };
}

export function textsColumn(about: string): Column<readonly string[], { readonly means: readonly string[] }> {
  return { about, parse: texts, schema: TEXTS, absence: { means: [] } };
}

export function choiceColumn<T extends string>(allowed: readonly T[], about: string): Column<T, 'refused'> {
  return { about, parse: oneOf(allowed), schema: { enum: allowed }, absence: REFUSED };
}

export function optionalChoice<T extends string>(allowed: readonly T[], about: string): Column<T, 'omitted'> {
  return { about, parse: oneOf(allowed), schema: { enum: allowed }, absence: OMITTED };
}

/** The conditions of rules on fields; nothing is asked where there are none. */
export function conditionsColumn(about: string): Column<Conditions, { readonly means: Conditions }> {
  return { about, parse: conditions, schema: TEST_SCHEMA, absence: { means: [] } };
}

export function optionalConditions(about: string): Column<Conditions, 'omitted'> {
  return { about, parse: conditions, schema: TEST_SCHEMA, absence: OMITTED };
}

const conditions: Parse<Conditions> = (value, where) => parseConditions(value, where, new Map());

/** A value of a realm, or null where nothing is said. */
export function valueColumn(about: string): Column<Json, { readonly means: Json }> {
  return { about, parse: (value) => value ?? null, schema: {}, absence: { means: null } };
}

export function optionalValue(about: string): Column<Json, 'omitted'> {
  return { about, parse: (value) => value ?? null, schema: {}, absence: OMITTED };
}

/** Read by a function of its own. */
export function optionalColumn<T>(parse: Parse<T>, schema: JsonObject, about: string): Column<T, 'omitted'> {
  return { about, parse, schema, absence: OMITTED };
}

/** Patterns below the entity: one thing holds at each. */
export function placesColumn(about: string): MarkingColumn<readonly string[], true> {
  return { ...textsColumn(about), marks: (patterns) => patterns.map((pattern) => [pattern, true] as const) };
}

/** Patterns below the entity, and what holds at each. */
export function placeMap<T>(
  parse: Parse<T>,
  schema: JsonObject,
  about: string,
): MarkingColumn<{ readonly [pattern: string]: T }, T> {
  return {
    about,
    parse: (value, where) => mapOf(value, where, parse),
    schema: { type: 'object', additionalProperties: schema },
    absence: { means: Object.freeze(emptyMap()) },
    marks: Object.entries,
  };
}

/** Fields of the entity, and another field or a name for each: in the order of the file. */
export function placePairs(about: string): MarkingColumn<readonly FieldPair[], string> {
  return {
    about,
    parse: (value, where) => Object.entries(mapOf(value, where, text)),
    schema: { type: 'object', additionalProperties: TEXT },
    absence: { means: [] },
    marks: (pairs) => pairs,
  };
}

/** Names, and the fields of each: they belong together. */
export function placeGroups(about: string): MarkingColumn<readonly (readonly string[])[], true> {
  return {
    about,
    parse: (value, where) => Object.values(mapOf(value, where, texts)),
    schema: { type: 'object', additionalProperties: TEXTS },
    absence: { means: [] },
    marks: (groups) => groups.flat().map((pattern) => [pattern, true] as const),
  };
}

function mapOf<T>(value: Json | undefined, where: string, parse: Parse<T>): { readonly [key: string]: T } {
  if (!isObject(value)) throw new RowError(`${where}: expected an object`);
  const map: { [key: string]: T } = emptyMap();
  for (const key of Object.keys(value)) map[key] = parse(value[key], `${where}: ${key}`);
  return map;
}

/** Without a prototype: a field called `constructor` is in no table. */
function emptyMap(): { [key: string]: never } {
  return Object.create(null);
}

/** The rows of a table. Throws a RowError that names the row and the key. Every start reads the tables: only what a row says is looked at. */
export function parseTable<C extends Columns>(table: unknown, file: string, columns: C): readonly RowOf<C>[] {
  const all = Object.entries(columns);
  const names = all.map(([name]) => name);
  const refused = all.flatMap(([name, { absence }]) => (absence === REFUSED ? [name] : []));
  const otherwise = Object.fromEntries(
    all.flatMap(([name, { absence }]) => (typeof absence === 'object' ? [[name, absence.means] as const] : [])),
  );
  return rowsOf(table, file, names).map(({ row, where }) => {
    const parsed: { [name: string]: unknown } = { ...otherwise };
    for (const name of Object.keys(row)) parsed[name] = columns[name]?.parse(row[name], `${where}: ${name}`);
    for (const name of refused) if (!Object.hasOwn(row, name)) columns[name]?.parse(undefined, `${where}: ${name}`);
    return parsed as RowOf<C>; // each property has been parsed by the column of its name
  });
}

/** The JSON Schema of a table, for editors. */
export function schemaOfTable(columns: Columns, name: string, title: string): JsonObject {
  const all = Object.entries(columns);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `realmdiff:schema/${name}.schema.json`,
    title,
    type: 'array',
    items: {
      type: 'object',
      additionalProperties: false,
      required: all.filter(([, { absence }]) => absence === REFUSED).map(([column]) => column),
      properties: Object.fromEntries(
        all.map(([column, { about, schema }]) => [column, { description: about, ...schema }]),
      ),
    },
  };
}
