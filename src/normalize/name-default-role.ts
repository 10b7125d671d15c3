/** Gives the default role of an old database a stable name. Touches nothing where the role is named after the realm. */

import { emptyObject, isArray, isObject, property, textProperty } from '../json/object.ts';
import type { Json, JsonObject, Realm, Step } from '../model.ts';

/** Stands for `default-roles-<id of the realm>` wherever that name is used. */
export const DEFAULT_ROLE = '$defaultRole';

export const nameDefaultRole: Step = {
  name: 'name-default-role',
  why: 'databases from before 13 name this role after the id of the realm (JpaUpdate13), so the id is inside a name',
  run: (realm) => {
    const name = idBasedName(realm);
    if (name === undefined) return { realm };
    const renames = new Map([
      [name, DEFAULT_ROLE],
      [`\${role_${name}}`, `\${role_${DEFAULT_ROLE}}`],
    ]);
    return { realm: { ...realm, data: renameTexts(realm.data, renames) } };
  },
};

/** `default-roles-` and the realm's id in lower case, perhaps `-1`, `-2` ...; undefined when it is made from the name. */
function idBasedName(realm: Realm): string | undefined {
  const name = textProperty(property(realm.data, 'defaultRole'), 'name');
  const id = textProperty(realm.data, 'id')?.toLowerCase();
  if (name === undefined || id === undefined || id === realm.name.toLowerCase()) return undefined;
  const prefix = `default-roles-${id}`;
  return name === prefix || (name.startsWith(`${prefix}-`) && /^\d+$/.test(name.slice(prefix.length + 1)))
    ? name
    : undefined;
}

function renameIn(value: Json, renames: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return renames.get(value) ?? value;
  if (isArray(value)) return value.map((element) => renameIn(element, renames));
  return isObject(value) ? renameTexts(value, renames) : value;
}

/** The object with these texts replaced, wherever they stand as values. */
export function renameTexts(object: JsonObject, renames: ReadonlyMap<string, string>): JsonObject {
  const renamed = emptyObject();
  for (const [key, value] of Object.entries(object)) renamed[key] = renameIn(value, renames);
  return renamed;
}
