/** Which entities does a realm hold, where, and under which natural key and id? Changes nothing. */

import { clientRoleName, escapeName } from '../entities/names.ts';
import { isArray, isObject, textProperty } from '../json/object.ts';
import type { Entity, Json, JsonObject, Path, PathKey, Place, Section } from '../model.ts';

/** All entities of a realm, in the order of the file; owners before what is nested in them. */
export function findEntities(data: JsonObject, root: Place): readonly Entity[] {
  const found: Entity[] = [];
  const stack: PathKey[] = [];
  let lists = 0;
  const visit = (value: Json, place: Place, owner: Entity | undefined, list: number): void => {
    if (!place.reaches('section') || typeof value !== 'object' || value === null) return;
    if (isArray(value)) {
      const below = place.child('0', value);
      const number = ++lists;
      value.forEach((element, index) => {
        stack.push(index);
        visit(element, below, owner, number);
        stack.pop();
      });
      return;
    }
    if (!isObject(value)) return;
    const entity =
      place.section === undefined ? undefined : newEntity(place.section, value, { path: [...stack], list, owner });
    if (entity !== undefined && stack.length > 0) found.push(entity);
    for (const key of Object.keys(value)) {
      const child = value[key];
      if (child === undefined) continue;
      stack.push(key);
      visit(child, place.child(key, value), entity ?? owner, 0);
      stack.pop();
    }
  };
  visit(data, root, undefined, 0);
  return found;
}

interface Around {
  readonly path: Path;
  readonly list: number;
  readonly owner: Entity | undefined;
}

function newEntity(section: Section, value: JsonObject, { path, list, owner }: Around): Entity {
  const identity = section.identity.map((key) => textProperty(value, key) ?? '');
  return {
    section,
    value,
    path,
    list,
    identity,
    id: section.id === undefined ? undefined : textProperty(value, section.id),
    naturalKey: naturalKey(section, value, path, owner),
  };
}

function naturalKey(section: Section, value: JsonObject, path: Path, owner: Entity | undefined): string {
  const name = section.identity.map((key) => textProperty(value, key)).find((text) => text !== undefined) ?? '';
  if (section.spelling === 'role') return escapeName(name);
  if (section.spelling === 'client-role') return clientRoleName(String(path.at(-2)), name);
  if (section.spelling === 'path') return groupPath(section, value, name, owner);
  return name;
}

/** The exported path where there is one: a server may escape slashes inside names (`~/`, since 25). */
function groupPath(section: Section, value: JsonObject, name: string, owner: Entity | undefined): string {
  const above = owner?.section === section ? owner.naturalKey : '';
  return textProperty(value, 'path') ?? `${above}/${name}`;
}
