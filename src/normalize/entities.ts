/** Which entities does a realm hold, where, and under which natural key and id? Changes nothing. */

import { clientRoleName, escapeName, groupName, uncountedName, unescapeName } from '../entities/names.ts';
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
      if (!below.reaches('section')) return;
      for (let index = 0; index < value.length; index++) {
        stack.push(index);
        visit(value[index] ?? null, below, owner, number);
        stack.pop();
      }
      return;
    }
    if (!isObject(value)) return;
    const entity =
      place.section === undefined ? undefined : newEntity(place.section, value, { path: [...stack], list, owner });
    if (entity !== undefined && stack.length > 0) found.push(entity);
    const here = place.within(value);
    for (const key in value) {
      const child = value[key];
      if (typeof child !== 'object' || child === null) continue;
      stack.push(key);
      visit(child, here.child(key, value), entity ?? owner, 0);
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
    owner,
  };
}

function naturalKey(section: Section, value: JsonObject, path: Path, owner: Entity | undefined): string {
  const name = nameOf(section, value);
  if (section.spelling === 'client-role') return clientRoleName(String(path.at(-2)), name);
  if (section.spelling === 'path') return groupName(owner?.section === section ? owner.naturalKey : '', name);
  return escapeName(name);
}

/** A group of a server's answer may hold its path alone; a server escapes slashes inside names there (`~/`, since 25). */
function nameOf(section: Section, value: JsonObject): string {
  const name = section.identity.map((key) => textProperty(value, key)).find((text) => text !== undefined);
  if (name !== undefined || section.spelling !== 'path') return name ?? '';
  return (
    textProperty(value, 'path')
      ?.replace(/^.*(?<!~)\//s, '')
      .replaceAll('~/', '/') ?? ''
  );
}

/** How a server and people name the entity where nothing is escaped: `web-shop/viewer`, `/staff/ops`. */
export function plainNamesOf(entity: Entity): readonly string[] {
  const { section, value, path } = entity;
  const name = nameOf(section, value);
  if (section.spelling === 'client-role') return [`${String(path.at(-2))}/${name}`];
  if (section.spelling === 'path')
    return [...new Set([plainPathOf(entity), textProperty(value, 'path') ?? plainPathOf(entity)])];
  return [name];
}

function plainPathOf({ section, value, owner }: Entity): string {
  return `${owner?.section === section ? plainPathOf(owner) : ''}/${nameOf(section, value)}`;
}

/** The plain name that a reference of the normal form, `$name` or `$name#2`, spells. */
export function nameBehind(reference: string): string {
  return unescapeName(uncountedName(reference.slice(1)));
}
