/** Which entities get an id, and which one? Only those that somebody asks for; remembers them until they are written. */

import { deterministicId } from '../json/deterministic-id.ts';
import { emptyObject, isObject } from '../json/object.ts';
import type { Entity, Path, Realm, Tables } from '../model.ts';
import { nearestFirst, numberedKey } from '../normalize/namesakes.ts';
import type { ReferenceIndex } from '../normalize/reference-index.ts';
import { rewrite } from '../normalize/rewrite.ts';

export interface GivenIds {
  /** The id of the entity; from now on the entity carries it. */
  readonly idOf: (entity: Entity) => string;
  /**
   * Makes sure that the text `$name` is read as it stands: a file in which nothing has an id is taken for one that a
   * person wrote, whose `$name` is a reference.
   */
  readonly tellApart: (name: string, sections: readonly string[]) => void;
  /** The realm with the ids in their places. */
  readonly write: (realm: Realm, tables: Tables) => Realm;
}

export function giveIds(realmName: string, entities: readonly Entity[], index: ReferenceIndex): GivenIds {
  const given = new Map<string, { readonly key: string; readonly id: string }>();
  const known = new Map<Entity, string>();
  const newIdOf = (entity: Entity): string => {
    const id = entity.id ?? deterministicId([realmName, entity.section.name, onlyNameOf(entity, index)]);
    if (entity.section.id !== undefined) given.set(placeKey(entity.path), { key: entity.section.id, id });
    known.set(entity, id);
    return id;
  };
  const idOf = (entity: Entity): string => known.get(entity) ?? newIdOf(entity);
  return {
    idOf,
    tellApart: (name, sections) => {
      const [named] = index.byName(name, sections);
      const first = named ?? entities.find(({ section }) => sections.includes(section.name));
      if (first !== undefined) idOf(first);
    },
    write: (realm, tables) => {
      if (given.size === 0) return realm;
      const data = rewrite(realm.data, tables.root, 'section', (value, { path }) => {
        const found = isObject(value) ? given.get(placeKey(path())) : undefined;
        return found === undefined ? value : Object.assign(emptyObject(), value, { [found.key]: found.id });
      });
      return { ...realm, data };
    },
  };
}

/** Of several entities of one name, each has its number. */
function onlyNameOf(entity: Entity, index: ReferenceIndex): string {
  const namesakes = index.byName(entity.naturalKey, [entity.section.name]).filter(({ list }) => list === entity.list);
  return numberedKey(entity, nearestFirst(namesakes, []));
}

function placeKey(path: Path): string {
  return JSON.stringify(path);
}
