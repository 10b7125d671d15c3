/** Which rows of the tables speak of a place, and in which word? Reads patterns one by one: only `why` asks. */

import { isObject } from '../json/object.ts';
import { valueAt } from '../json/path.ts';
import type { ImpliedRows, Json, JsonObject, Path, Section, Tables } from '../model.ts';
import { passesFields } from '../tables/condition.ts';
import { impliedIn } from '../tables/implied.ts';
import { parsePattern, pathFits } from '../tables/pattern.ts';

/** A row's file, its name, the column that speaks of the place, and why the row is there. */
export interface RowHit {
  readonly file: 'sections.json' | 'references.json' | 'implied.json';
  readonly row: string;
  readonly column: string;
  readonly why: string;
}

/** The columns of a section that hold patterns, and how to read them. */
const COLUMNS = {
  volatile: ({ volatile }) => volatile,
  generated: ({ generated }) => generated,
  secret: ({ secret, secretBeside }) => [...secret, ...Object.keys(secretBeside)],
  emptyIsAbsent: ({ emptyIsAbsent }) => emptyIsAbsent,
  dropWhen: ({ dropWhen }) => Object.keys(dropWhen),
  twins: ({ twins }) => twins.map(([field]) => field),
  sets: ({ sets }) => sets,
  delimited: ({ delimited }) => Object.keys(delimited),
  json: ({ json }) => json,
  always: ({ always }) => always,
  together: ({ together }) => together.flat(),
  absentMeans: ({ absentMeans }) => Object.keys(absentMeans),
} as const satisfies { readonly [column: string]: (section: Section) => readonly string[] };

export type Column = keyof typeof COLUMNS;

/** The first row that names the place, or one above it, in one of the columns. */
export function rowFor(data: JsonObject, path: Path, columns: readonly Column[], tables: Tables): RowHit | undefined {
  for (const column of columns) {
    for (const section of tables.sections) {
      const pattern = patternAt(data, path, section, COLUMNS[column](section));
      if (pattern === undefined) continue;
      return { file: 'sections.json', row: section.name, column: `${column} ${pattern}`, why: section.why };
    }
  }
  return undefined;
}

/** The row that takes the value at the place for absence, in the entity around it. */
export function impliedFor(data: JsonObject, path: Path, rows: ImpliedRows, tables: Tables): RowHit | undefined {
  for (const section of tables.sections) {
    for (const entityPath of entityPaths(path, section)) {
      const entity = valueAt(data, entityPath);
      if (!isObject(entity)) continue;
      const field = path.slice(entityPath.length).join('/');
      const row = impliedIn(entity, rows.get(section.name) ?? [], data).find(({ at }) => at === field);
      if (row === undefined) continue;
      return { file: 'implied.json', row: section.name, column: row.at, why: `as absence; ${row.source}` };
    }
  }
  return undefined;
}

/** The reference row whose pattern is the place itself. */
export function referenceFor(path: Path, tables: Tables): RowHit | undefined {
  const row = tables.references.find(({ at }) => at.some((pattern) => pathFits(parsePattern(pattern), path)));
  return row === undefined ? undefined : { file: 'references.json', row: row.name, column: row.form, why: row.why };
}

function patternAt(data: JsonObject, path: Path, section: Section, patterns: readonly string[]): string | undefined {
  for (const entityPath of entityPaths(path, section)) {
    const rest = path.slice(entityPath.length);
    if (rest.length === 0 || !holds(section, valueAt(data, entityPath))) continue;
    for (const pattern of patterns) {
      const keys = parsePattern(pattern);
      if (keys.length <= rest.length && pathFits(keys, rest.slice(0, keys.length))) return pattern;
    }
  }
  return undefined;
}

/** The beginnings of the path that are entities of the section, the innermost first. */
function entityPaths(path: Path, { at, recursive }: Section): readonly Path[] {
  const loop = parsePattern(recursive ?? '');
  const found: Path[] = [];
  for (const pattern of at) {
    const keys = parsePattern(pattern);
    if (keys.length > path.length || !pathFits(keys, path.slice(0, keys.length))) continue;
    let length = keys.length;
    found.unshift(path.slice(0, length));
    while (
      loop.length > 0 &&
      path.length >= length + loop.length &&
      pathFits(loop, path.slice(length, length + loop.length))
    ) {
      length += loop.length;
      found.unshift(path.slice(0, length));
    }
  }
  return found;
}

function holds({ when }: Section, entity: Json | undefined): boolean {
  return passesFields(entity, when);
}
