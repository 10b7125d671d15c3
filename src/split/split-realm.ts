/** Which files does a realm become? One an entity, and one for the rest; nothing is normalized and nothing is lost. */

import { isArray, isObject } from '../json/object.ts';
import { valueAt } from '../json/path.ts';
import { type KeyOrder, printJson } from '../json/print.ts';
import type { Json, JsonObject, Tables } from '../model.ts';
import { normalFormKeyOrder } from '../normalize/key-order.ts';
import { MARK, REALM_FILE } from '../read/split-mark.ts';
import { LAYOUT, type Mark, nameIn, nameOfStem, type Row, stemsOf } from './layout.ts';
import { sortByName } from './sort-by-name.ts';

export interface SplitFile {
  /** Below the folder, with `/`: `clients/web-shop.json`. */
  readonly name: string;
  readonly text: string;
}

/** A list that becomes a folder. */
interface List {
  readonly row: Row;
  readonly folder: string;
  readonly path: readonly string[];
  readonly elements: readonly Json[];
  readonly stems: readonly string[];
}

/** The realm's own file comes last: a folder without it is no split realm yet. */
export function splitRealm(realm: JsonObject, tables: Tables): readonly SplitFile[] {
  const order = normalFormKeyOrder(tables);
  const lists = LAYOUT.flatMap((row) => listsOf(realm, row));
  const files = lists.flatMap(({ folder, path, elements, stems }) => {
    const inside = path.reduce((at, key) => at.child(key, null), order).child('0', elements);
    return elements.map((element, index) => ({
      name: `${folder}/${stems[index]}.json`,
      text: `${printJson(element, inside)}\n`,
    }));
  });
  const rest = { [MARK]: { ...markOf(lists) }, ...withoutLists(realm, lists, []) };
  return [...files, { name: REALM_FILE, text: `${printJson(rest, markFirst(order))}\n` }];
}

/** The lists that a row stands for. */
function listsOf(realm: JsonObject, row: Row): readonly List[] {
  const above = row.path.slice(0, -1);
  if (row.path.at(-1) !== '*') return listAt(realm, row, row.path, row.folder);
  const value = valueAt(realm, above);
  const keys = isObject(value) ? Object.keys(value) : [];
  const stems = stemsOf(keys);
  return keys.flatMap((key, index) => listAt(realm, row, [...above, key], `${row.folder}/${stems[index]}`));
}

/** None for a list with an element that has no name: it stays where it is. */
function listAt(realm: JsonObject, row: Row, path: readonly string[], folder: string): readonly List[] {
  const elements = valueAt(realm, path);
  if (!isArray(elements) || elements.length === 0) return [];
  const names = elements.flatMap((element) => nameIn(row, element) ?? []);
  return names.length < elements.length ? [] : [{ row, folder, path, elements, stems: stemsOf(names) }];
}

/** What joining could not know: another order than that of the names, and what a folder is called whose name is no spelling. */
function markOf(lists: readonly List[]): Mark {
  const orders = lists.filter(({ row, elements, stems }) => {
    const sorted = sortByName(
      elements.map((element, index) => ({ element, stem: stems[index] ?? '' })),
      row,
    );
    return sorted.some(({ element }, index) => element !== elements[index]);
  });
  const keys = lists.filter(({ row, folder, path }) => {
    return row.path.at(-1) === '*' && nameOfStem(folder.slice(row.folder.length + 1)) !== path.at(-1);
  });
  return {
    version: 1,
    ...(orders.length > 0 && { order: Object.fromEntries(orders.map(({ folder, stems }) => [folder, stems])) }),
    ...(keys.length > 0 && { keys: Object.fromEntries(keys.map(({ folder, path }) => [folder, path.at(-1) ?? ''])) }),
  };
}

/** What is left of the realm; an object that held nothing but such lists goes with them. */
function withoutLists(value: JsonObject, lists: readonly List[], path: readonly string[]): JsonObject {
  const result: { [key: string]: Json } = Object.create(null);
  for (const [key, child] of Object.entries(value)) {
    const at = [...path, key];
    const inside = lists.filter((list) => at.every((each, index) => list.path[index] === each));
    if (inside.some((list) => list.path.length === at.length)) continue;
    const rest = inside.length > 0 && isObject(child) ? withoutLists(child, lists, at) : child;
    if (inside.length === 0 || !isObject(rest) || Object.keys(rest).length > 0) result[key] = rest;
  }
  return result;
}

function markFirst(order: KeyOrder): KeyOrder {
  const inMark: KeyOrder = {
    keys: (object) => Object.keys(object),
    child: () => inMark,
    isOneLine: (object) => Object.keys(object).length === 1,
  };
  return {
    ...order,
    keys: (realm) => [MARK, ...order.keys(realm).filter((key) => key !== MARK)],
    child: (key, parent) => (key === MARK ? inMark : order.child(key, parent)),
  };
}
