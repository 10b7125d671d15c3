/** Which section, entity and path does the report give a place of a realm's data? For places that nobody came to by comparing. */

import { groupName } from '../entities/names.ts';
import { isArray, isObject, property, textProperty } from '../json/object.ts';
import type { Json, JsonObject, Path, Place } from '../model.ts';
import { receiverOf } from './compare-scope-mappings.ts';
import { enter, realmWhere, step, type Where } from './where.ts';

/** The place in the words of the report; a member of a list of texts stands for its list. */
export function whereIs(data: JsonObject, path: Path, root: Place): Where {
  let value: Json = data;
  let place = root;
  let where = realmWhere(textProperty(data, 'realm') ?? '');
  for (const [depth, key] of path.entries()) {
    const parent: Json = value;
    value = (isArray(parent) ? parent[Number(key)] : property(parent, String(key))) ?? null;
    place = place.child(String(key), parent);
    if (!isArray(parent)) where = step(where, String(key));
    else if (isObject(value)) where = below(where, value, place, path.slice(0, depth));
  }
  return where;
}

function below(where: Where, entity: JsonObject, { section }: Place, list: Path): Where {
  if (section === undefined) return where;
  if (section.name === 'groups') {
    const above = where.section === 'groups' ? where.entity : '';
    return { section: 'groups', entity: groupName(above, textProperty(entity, 'name') ?? ''), path: [] };
  }
  if (section.name === 'scopeMappings' || section.name === 'clientScopeMappings') return receiverOf(entity);
  const isTopLevel = section.name === 'authenticationFlows' || section.name === 'authenticatorConfig';
  if (isTopLevel) return { section: section.name, entity: textProperty(entity, 'alias') ?? '', path: [] };
  return enter({ section, entity, list, occurrence: 0, needsMore: false }, where);
}

/** Section, entity and path in one list. */
export function nameParts({ section, entity, path }: Where): readonly string[] {
  return [section, entity, ...path];
}
