/** Where does a realm name what was renamed? Lets the old side speak of it by its new name, and finds who still uses the old one. */

import { mapArray, mapObject } from '../json/map.ts';
import { emptyObject, isArray, isObject } from '../json/object.ts';
import type { Json, JsonObject, Mention, Path, PathKey, Reference, Tables } from '../model.ts';
import { type RenamedText, type Renames, renamedText } from './renames.ts';

/** Told of every text that names something renamed; gives what is to stand there. */
type Replace = (place: NamingPlace) => string;

interface NamingPlace {
  readonly path: Path;
  readonly text: string;
  readonly renamed: RenamedText;
  readonly target: readonly string[];
}

/** The data with every mention of a renamed entity under its new name: a server does the same by itself. */
export function followRenames(data: JsonObject, renames: Renames, tables: Tables): JsonObject {
  return rewriteMentions(data, renames, tables, ({ renamed }) => renamed.text);
}

/** The places that name something by its old name. */
export function findOldNames(data: JsonObject, renames: Renames, tables: Tables): readonly NamingPlace[] {
  const found: NamingPlace[] = [];
  rewriteMentions(data, renames, tables, (place) => {
    found.push(place);
    return place.text;
  });
  return found;
}

function rewriteMentions(data: JsonObject, renames: Renames, tables: Tables, replace: Replace): JsonObject {
  const isConcerned = ({ target }: Mention | Reference) => target.some((section) => renames.has(section));
  // Keys last: until then a client's roles stand below the key that its old name is.
  const rows = [...tables.references, ...tables.mentions].filter(isConcerned);
  const ordered = [...rows.filter(({ form }) => form !== 'key'), ...rows.filter(({ form }) => form === 'key')];
  let result: Json = data;
  for (const row of ordered) {
    for (const at of row.at) {
      result = rewriteAt(result, at.split('/'), { row, renames, replace, path: [] });
    }
  }
  return isObject(result) ? result : data;
}

interface Rewriting {
  readonly row: Mention | Reference;
  readonly renames: Renames;
  readonly replace: Replace;
  readonly path: readonly PathKey[];
}

/** Follows one pattern. */
function rewriteAt(value: Json, [segment, ...rest]: readonly string[], rewriting: Rewriting): Json {
  if (segment === undefined) return rewriteText(value, rewriting);
  if (isArray(value)) {
    if (segment !== '*') return value;
    return mapArray(value, (element, index) => rewriteNested(element, rest, below(rewriting, index)));
  }
  if (!isObject(value)) return value;
  if (rest.length === 0 && rewriting.row.form === 'key') return rewriteKeys(value, rewriting);
  if (segment !== '*' && !Object.hasOwn(value, segment)) return value;
  return mapObject(value, (child, key) =>
    segment === '*' || segment === key ? rewriteAt(child, rest, below(rewriting, key)) : child,
  );
}

/** An element, and the groups inside it, for which the same pattern holds. */
function rewriteNested(element: Json, rest: readonly string[], rewriting: Rewriting): Json {
  const result = rewriteAt(element, rest, rewriting);
  if (!isObject(result) || !isArray(result.subGroups)) return result;
  const subGroups = rewriteAt(result.subGroups, ['*', ...rest], below(rewriting, 'subGroups'));
  if (subGroups === result.subGroups) return result;
  return Object.assign(emptyObject(), result, { subGroups });
}

function below(rewriting: Rewriting, key: PathKey): Rewriting {
  return { ...rewriting, path: [...rewriting.path, key] };
}

function rewriteText(value: Json, { row, renames, replace, path }: Rewriting): Json {
  if (typeof value !== 'string') return value;
  const around = { target: row.target, owner: String(path.at(-2) ?? '') };
  const renamed = renamedText(value, row.form, around, renames);
  return renamed === undefined ? value : replace({ path, text: value, renamed, target: row.target });
}

function rewriteKeys(map: JsonObject, { row, renames, replace, path }: Rewriting): JsonObject {
  const result = emptyObject();
  for (const key of Object.keys(map)) {
    const renamed = renamedText(key, row.form, { target: row.target, owner: '' }, renames);
    const next =
      renamed === undefined ? key : replace({ path: [...path, key], text: key, renamed, target: row.target });
    result[next] = map[key] ?? null;
  }
  return result;
}
