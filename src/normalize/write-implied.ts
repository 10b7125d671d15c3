/** What must be written for another version? A value that says nothing to one server, and something to the other. */

import { editBeside } from '../baseline/beside.ts';
import { fieldValue } from '../json/field.ts';
import { emptyObject, isObject } from '../json/object.ts';
import { withValue } from '../json/path.ts';
import type { Implied, ImpliedGroup, JsonObject, Realm, Tables } from '../model.ts';
import { passesFields } from '../tables/condition.ts';

/** The realm with each value that its own version takes for absence and `version` does not, where nothing stands. */
export function writeImplied(realm: Realm, version: string, tables: Pick<Tables, 'root' | 'impliedIn'>): Realm {
  const there = tables.impliedIn(version);
  const lost = new Map(
    [...tables.impliedIn(realm.keycloakVersion)].flatMap(([section, groups]) => {
      const kept = new Set((there.get(section) ?? []).flatMap(({ rows }) => rows));
      const found = groups.map((group) => ({ ...group, rows: group.rows.filter((row) => !kept.has(row)) }));
      return found.every(({ rows }) => rows.length === 0) ? [] : [[section, found] as const];
    }),
  );
  if (lost.size === 0) return realm;
  const data = editBeside(realm.data, emptyObject(), {
    place: tables.root,
    fillIn: () => emptyObject(),
    edit: (entity, _, { name }) => written(entity, lost.get(name) ?? [], realm.data),
  });
  return { ...realm, data };
}

function written(entity: JsonObject, groups: readonly ImpliedGroup[], realm: JsonObject): JsonObject {
  return groups.reduce((result, group) => {
    if (!passesFields(result, group.when) || !passesFields(realm, group.realm)) return result;
    return group.rows.reduce(withRow, result);
  }, entity);
}

/** A value that follows another field is that field's. */
function withRow(entity: JsonObject, { at, value, as }: Implied): JsonObject {
  if (fieldValue(entity, at) !== undefined) return entity;
  const implied = (as === undefined ? undefined : fieldValue(entity, as)) ?? value;
  const result = implied === null ? entity : withValue(entity, at.split('/'), implied);
  return isObject(result) ? result : entity;
}
