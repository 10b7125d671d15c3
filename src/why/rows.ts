/** Which rows of the tables speak of a place, and in which word? */

import { isObject } from '../json/object.ts';
import { valueAt } from '../json/path.ts';
import { placesOn } from '../json/places-on.ts';
import type { ImpliedRows, JsonObject, Path, Place, Section, SectionMarks, Tables } from '../model.ts';
import { impliedIn } from '../tables/implied.ts';
import { parsePattern, pathFits } from '../tables/pattern.ts';

/** A row's file, its name, the column that speaks of the place, and why the row is there. */
export interface RowHit {
  readonly file: 'sections.json' | 'references.json' | 'implied.json';
  readonly row: string;
  readonly column: string;
  readonly why: string;
}

export type Column = keyof SectionMarks;

/** The first column that speaks of the place, or of one above it: the row, and by which pattern. */
export function rowFor(data: JsonObject, path: Path, columns: readonly Column[], root: Place): RowHit | undefined {
  const places = placesOn(data, path, root);
  for (const column of columns) {
    const marking = places.map((place) => place[column]).find((found) => found !== undefined);
    if (marking === undefined) continue;
    const { row, pattern } = marking;
    return { file: 'sections.json', row: row.name, column: `${column} ${pattern}`, why: row.why };
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

/** The reference row that speaks of the place itself. */
export function referenceFor(data: JsonObject, path: Path, root: Place): RowHit | undefined {
  const row = placesOn(data, path, root).at(-1)?.reference;
  return row === undefined ? undefined : { file: 'references.json', row: row.name, column: row.form, why: row.why };
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
