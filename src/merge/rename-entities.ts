/** How does a realm look in which entities have the names that somebody else gave them? Entities and everything that names them. */

import { followRenames } from '../diff/follow-renames.ts';
import type { Renames } from '../diff/renames.ts';
import { unescapeName } from '../entities/names.ts';
import { emptyObject, isArray, isObject } from '../json/object.ts';
import type { Entity, Json, JsonObject, PathKey, Tables } from '../model.ts';
import { findEntities } from '../normalize/entities.ts';

/** The data under the new names. What has the new name already stays. */
export function renameEntities(data: JsonObject, renames: Renames, tables: Tables): JsonObject {
  if (renames.size === 0) return data;
  const renamed = findEntities(data, tables.root).reduce<Json>((current, entity) => {
    const name = renames.get(entity.section.name)?.get(reportName(entity));
    const [key] = entity.section.identity;
    if (name === undefined || key === undefined) return current;
    return withValueAt(current, [...entity.path, key], lastNameOf(name, entity));
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

function withValueAt(value: Json, [key, ...rest]: readonly PathKey[], leaf: Json): Json {
  if (key === undefined) return leaf;
  if (isArray(value)) return value.map((each, index) => (index === key ? withValueAt(each, rest, leaf) : each));
  if (!isObject(value)) return value;
  return Object.assign(emptyObject(), value, { [key]: withValueAt(value[String(key)] ?? null, rest, leaf) });
}
