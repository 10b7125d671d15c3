/** Which entity does an id or a name mean? Looks ids up and never judges them by their look. */

import type { Entity } from '../model.ts';

export interface ReferenceIndex {
  /** The entities of these sections that have the id, in the sections' order. */
  byId(id: string, sections: readonly string[]): readonly Entity[];
  byName(name: string, sections: readonly string[]): readonly Entity[];
  /** True when the file gives ids to entities of one of the sections, as every server export does. */
  hasIds(sections: readonly string[]): boolean;
  hasEntities(sections: readonly string[]): boolean;
}

export function indexReferences(entities: readonly Entity[]): ReferenceIndex {
  const ids = new Map<string, Map<string, Entity[]>>();
  const names = new Map<string, Map<string, Entity[]>>();
  for (const entity of entities) {
    if (entity.id !== undefined) add(ids, entity.section.name, entity.id, entity);
    add(names, entity.section.name, entity.naturalKey, entity);
  }
  const find = (map: typeof ids, key: string, sections: readonly string[]) =>
    sections.flatMap((section) => map.get(section)?.get(key) ?? []);
  return {
    byId: (id, sections) => find(ids, id, sections),
    byName: (name, sections) => find(names, name, sections),
    hasIds: (sections) => sections.some((section) => ids.has(section)),
    hasEntities: (sections) => sections.some((section) => names.has(section)),
  };
}

function add(map: Map<string, Map<string, Entity[]>>, section: string, key: string, entity: Entity): void {
  const bySection = map.get(section) ?? new Map<string, Entity[]>();
  map.set(section, bySection);
  const found = bySection.get(key);
  if (found === undefined) bySection.set(key, [entity]);
  else found.push(entity);
}
