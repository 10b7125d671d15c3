/** What would a realm be under another name? Its name is a parameter of what Keycloak makes by itself, and no change. */

import { standardDefaultRole } from '../baseline/placeholders.ts';
import { mapArray } from '../json/map.ts';
import { emptyObject, isArray, isObject } from '../json/object.ts';
import type { ComparedRealm, Json, JsonObject } from '../model.ts';

/** The realm with its name replaced in built-in URLs, its default role and the clients that stand for it in master. */
export function renameRealm(compared: ComparedRealm, name: string): ComparedRealm {
  const { realm, data } = compared;
  if (realm.name === name) return compared;
  const rename = renaming(realm.name, name);
  const renamed = renameIn(data, rename);
  return { ...compared, data: isObject(renamed) ? renamed : data };
}

type Rename = (text: string) => string;

/** `/realms/acme/account/`, `/admin/acme/console/*`, `default-roles-acme`, `$default-roles-acme`, `acme-realm`. */
function renaming(from: string, to: string): Rename {
  const names = new Map(
    ['', '$'].flatMap((sign) => [
      [`${sign}${standardDefaultRole(from)}`, `${sign}${standardDefaultRole(to)}`],
      [`${sign}${from}-realm`, `${sign}${to}-realm`],
    ]),
  );
  const inUrl = new RegExp(`(/(?:realms|admin)/)${escapeRegExp(from)}(?=/|$)`, 'g');
  return (text) =>
    names.get(text) ?? (text.includes(from) ? text.replace(inUrl, (_, start: string) => start + to) : text);
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function renameIn(value: Json, rename: Rename): Json {
  if (typeof value === 'string') return rename(value);
  if (isArray(value)) return mapArray(value, (element) => renameIn(element, rename));
  return isObject(value) ? renameObject(value, rename) : value;
}

function renameObject(object: JsonObject, rename: Rename): JsonObject {
  const result = emptyObject();
  let isSame = true;
  for (const key of Object.keys(object)) {
    const next = renameIn(object[key] ?? null, rename);
    const renamedKey = rename(key);
    if (next !== object[key] || renamedKey !== key) isSame = false;
    result[renamedKey] = next;
  }
  return isSame ? object : result;
}
