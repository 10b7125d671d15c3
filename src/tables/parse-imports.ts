/** What does `rules/imports.json` say? Turns unknown into effects of an import, or says which row is wrong and how. */

import { isObject } from '../json/object.ts';
import type { Defect, ImportEffect, ImportEffectKind, Json, NameForm } from '../model.ts';
import { MENTION_FORMS, whenAt } from './parse-rows.ts';
import { oneOf, RowError, rowsOf, textAt, texts, textsAt, truth } from './row-values.ts';

const IMPORT_KEYS = [
  'name',
  'at',
  'when',
  'defect',
  'effect',
  'field',
  'value',
  'since',
  'until',
  'observable',
  'why',
] as const satisfies readonly (keyof ImportEffect)[];
const EFFECTS = [
  'adds',
  'sets',
  'includes',
  'generates',
  'adds-service-account',
  'creates',
  'ignores',
  'keeps',
  'refuses',
] as const satisfies readonly ImportEffectKind[];
/** Parses `rules/imports.json`. Throws a RowError that names the row and the key. */
export function parseImports(table: unknown): readonly ImportEffect[] {
  return rowsOf(table, 'imports.json', IMPORT_KEYS).map(({ row, where }) => ({
    name: textAt(row, 'name', where),
    at: textsAt(row, 'at', where),
    when: whenAt(row, 'when', where),
    ...(row.defect !== undefined && { defect: parseDefect(row.defect, `${where}: defect`) }),
    effect: oneOf(EFFECTS)(row.effect, `${where}: effect`),
    ...(row.field !== undefined && { field: textAt(row, 'field', where) }),
    ...(row.value !== undefined && { value: row.value }),
    ...(row.since !== undefined && { since: textAt(row, 'since', where) }),
    ...(row.until !== undefined && { until: textAt(row, 'until', where) }),
    observable: truth(row.observable, `${where}: observable`),
    why: textAt(row, 'why', where),
  }));
}

const NAME_FORMS = [...MENTION_FORMS, 'reference', 'own', 'profile-group'] as const satisfies readonly NameForm[];

function parseDefect(value: Json, where: string): Defect {
  if (!isObject(value) || Object.keys(value).length !== 1) throw new RowError(`${where}: expected one kind of defect`);
  const [kind = ''] = Object.keys(value);
  const inside = value[kind] ?? null;
  const here = `${where}: ${kind}`;
  switch (kind) {
    case 'missing':
      if (!isObject(inside)) throw new RowError(`${here}: expected an object`);
      return {
        missing: {
          form: oneOf(NAME_FORMS)(inside.form, `${here}: form`),
          target: textsAt(inside, 'target', here),
          but: textsAt(inside, 'but', here),
        },
      };
    case 'twice':
      return { twice: texts(inside, here) };
    case 'inBoth':
      return { inBoth: pair(inside, here) };
    case 'outside':
      return { outside: pair(inside, here) };
    case 'unnamedBy':
      if (!isObject(inside)) throw new RowError(`${here}: expected an object`);
      return { unnamedBy: { pattern: textAt(inside, 'pattern', here), key: textAt(inside, 'key', here) } };
    case 'circle':
      return { circle: true };
    default:
      throw new RowError(`${where}: unknown kind "${kind}"`);
  }
}

function pair(value: Json, where: string): readonly [string, string] {
  const [one, other, ...more] = texts(value, where);
  if (one === undefined || other === undefined || more.length > 0) throw new RowError(`${where}: expected two texts`);
  return [one, other];
}
