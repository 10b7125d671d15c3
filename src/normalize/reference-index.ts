/** Which entity does an id or a name mean? Looks ids up and never judges them by their look. */

import type { Entity } from '../model.ts';
import { plainNamesOf } from './entities.ts';

export interface ReferenceIndex {
  /** The entities of these sections that have the id, in the sections' order. */
  byId(id: string, sections: readonly string[]): readonly Entity[];
  /** By the natural key, as the normal form spells it. */
  byName(name: string, sections: readonly string[]): readonly Entity[];
  /** By a name as servers and people write it: nothing in it is escaped. */
  byPlainName(name: string, sections: readonly string[]): readonly Entity[];
  /** True when the file gives ids to entities of one of the sections, as every server export does. */
  hasIds(sections: readonly string[]): boolean;
  hasEntities(sections: readonly string[]): boolean;
}

/** By section, by text. */
type Index = Map<string, Map<string, Entity[]>>;

export function indexReferences(entities: readonly Entity[]): ReferenceIndex {
  const ids: Index = new Map();
  const names: Index = new Map();
  for (const entity of entities) {
    if (entity.id !== undefined) add(ids, entity.id, entity);
    add(names, entity.naturalKey, entity);
  }
  let plain: Index | undefined;
  const plainNames = (): Index => {
    plain ??= indexPlainNames(entities);
    return plain;
  };
  const find = (map: Index, key: string, sections: readonly string[]) =>
    sections.flatMap((section) => map.get(section)?.get(key) ?? []);
  return {
    byId: (id, sections) => find(ids, id, sections),
    byName: (name, sections) => find(names, name, sections),
    byPlainName: (name, sections) => find(plainNames(), name, sections),
    hasIds: (sections) => sections.some((section) => ids.has(section)),
    hasEntities: (sections) => sections.some((section) => names.has(section)),
  };
}

function indexPlainNames(entities: readonly Entity[]): Index {
  const names: Index = new Map();
  for (const entity of entities) for (const name of plainNamesOf(entity)) add(names, name, entity);
  return names;
}

function add(map: Index, key: string, entity: Entity): void {
  const section = entity.section.name;
  const bySection = map.get(section) ?? new Map<string, Entity[]>();
  map.set(section, bySection);
  const found = bySection.get(key);
  if (found === undefined) bySection.set(key, [entity]);
  else found.push(entity);
}
