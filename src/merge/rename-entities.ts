/** How does a realm look in which entities have the names that somebody else gave them? Entities and everything that names them. */

import { followRenames } from '../diff/follow-renames.ts';
import type { Renames } from '../diff/renames.ts';
import { unescapeName } from '../entities/names.ts';
import { isObject } from '../json/object.ts';
import { withValue } from '../json/path.ts';
import type { Entity, Json, JsonObject, Tables } from '../model.ts';
import { findEntities } from '../normalize/entities.ts';
import type { Preferred, Side } from './merge-values.ts';

/** Three versions in which everything has the name that a side gave it. */
export function underOneName(
  { base, left, right }: { readonly [version in Preferred]: JsonObject },
  renames: { readonly [side in Side]: Renames },
  tables: Tables,
): { readonly [version in Preferred]: JsonObject } {
  const named = (data: JsonObject, of: Renames) => renameEntities(data, of, tables);
  return {
    base: named(named(base, renames.left), renames.right),
    left: named(left, renames.right),
    right: named(right, renames.left),
  };
}

/** The data under the new names. What has the new name already stays. */
function renameEntities(data: JsonObject, renames: Renames, tables: Tables): JsonObject {
  if (renames.size === 0) return data;
  const renamed = findEntities(data, tables.root).reduce<Json>((current, entity) => {
    const name = renames.get(entity.section.name)?.get(reportName(entity));
    const [key] = entity.section.identity;
    if (name === undefined || key === undefined) return current;
    return withValue(current, [...entity.path, key], lastNameOf(name, entity));
  }, data);
  return followRenames(isObject(renamed) ? renamed : data, renames, tables);
}

/** As changes name entities: client roles and groups are spelled, others are plain. */
export function reportName({ section, naturalKey }: Entity): string {
  return section.spelling === 'client-role' || section.spelling === 'path' ? naturalKey : unescapeName(naturalKey);
}

function lastNameOf(name: string, { section }: Entity): string {
  if (section.spelling !== 'client-role' && section.spelling !== 'path') return name;
  return unescapeName(name.slice(name.lastIndexOf('/') + 1));
}
