/** Which realm do the files of a split folder hold? Refuses what splitting cannot have written: a file by another name, a second list. */

import { groupBy } from '../json/group-by.ts';
import { emptyObject, isObject, property, textProperty, textsIn } from '../json/object.ts';
import { valueAt, withValue } from '../json/path.ts';
import { shorten } from '../json/show.ts';
import type { Json, JsonObject, Path } from '../model.ts';
import { MARK, REALM_FILE } from '../read/split-mark.ts';
import { LAYOUT, nameIn, nameOfStem, type Row, stemsOf } from './layout.ts';
import { type Element, sortByName } from './sort-by-name.ts';

/** A parsed file: `name` is below the folder, with `/`. */
export interface ParsedFile {
  readonly name: string;
  readonly value: Json;
}

export interface JoinedFiles {
  readonly realm: JsonObject;
  /** Where in the realm each file's value stands. */
  readonly places: ReadonlyMap<string, Path>;
  readonly refusals: readonly Refusal[];
}

/** A file that cannot be joined, and why. */
export interface Refusal {
  readonly name: string;
  readonly message: string;
}

/** The folder without its files of entities is still a realm. */
export function joinFiles(files: readonly ParsedFile[]): JoinedFiles {
  const root = files.find(({ name }) => name === REALM_FILE)?.value;
  const mark = property(root, MARK);
  const places = new Map<string, Path>([[REALM_FILE, []]]);
  const refusals: Refusal[] = [];
  let realm = withoutMark(isObject(root) ? root : {});
  const inFolders = files.filter(({ name }) => name !== REALM_FILE);
  for (const [folder, inFolder] of groupBy(inFolders, ({ name }) =>
    name.slice(0, Math.max(0, name.lastIndexOf('/'))),
  )) {
    const list = listOf(folder, mark);
    const refused = list === undefined ? inFolder.map(noPlace) : refuseFiles(inFolder, list.row, list.path, realm);
    refusals.push(...refused);
    if (list === undefined || refused.length > 0) continue;
    const elements = inFolder.map(({ name, value }) => ({ element: value, stem: stemIn(name) }));
    const sorted = inOrder(sortByName(elements, list.row), textsIn(property(property(mark, 'order'), folder)));
    const joined = withValue(
      realm,
      list.path,
      sorted.map(({ element }) => element),
    );
    if (isObject(joined)) realm = joined;
    for (const [index, { stem }] of sorted.entries()) places.set(`${folder}/${stem}.json`, [...list.path, index]);
  }
  return { realm, places, refusals };
}

function withoutMark(root: JsonObject): JsonObject {
  const { [MARK]: _, ...rest } = root;
  return Object.assign(emptyObject(), rest);
}

interface ListPlace {
  readonly row: Row;
  readonly path: readonly string[];
}

function listOf(folder: string, mark: Json | undefined): ListPlace | undefined {
  for (const row of LAYOUT) {
    if (row.path.at(-1) !== '*') {
      if (folder === row.folder) return { row, path: row.path };
    } else if (folder.startsWith(`${row.folder}/`)) {
      const stem = folder.slice(row.folder.length + 1);
      const key = textProperty(property(mark, 'keys'), folder) ?? (stem.includes('/') ? undefined : nameOfStem(stem));
      return key === undefined ? undefined : { row, path: [...row.path.slice(0, -1), key] };
    }
  }
  return undefined;
}

function noPlace({ name }: ParsedFile): Refusal {
  return { name, message: `expected a file of the folders ${FOLDERS}; move it out` };
}

const FOLDERS = LAYOUT.map(({ folder, path }) => (path.at(-1) === '*' ? `${folder}/NAME` : folder)).join(', ');

function refuseFiles(
  files: readonly ParsedFile[],
  row: Row,
  path: readonly string[],
  realm: JsonObject,
): readonly Refusal[] {
  const nameless = files.filter(({ name, value }) => nameIn(row, value) === undefined || !/\.json$/.test(name));
  if (nameless.length > 0)
    return nameless.map(({ name }) => ({
      name,
      message: `expected one object with ${row.name.map((key) => `"${key}"`).join(' and ')}, in a file .json`,
    }));
  const [first] = files;
  if (first !== undefined && valueAt(realm, path) !== undefined)
    return [{ name: first.name, message: `${REALM_FILE} holds /${path.join('/')}, too; leave one of the two` }];
  const stems = stemsOf(files.map(({ value }) => nameIn(row, value) ?? ''));
  const misnamed = files.filter(({ name }, index) => composed(stemIn(name)) !== composed(stems[index] ?? ''));
  // Which of several of one name is the first, only their names tell.
  const free = new Set(stems.map(composed));
  for (const { name } of files) free.delete(composed(stemIn(name)));
  return free.size === 0
    ? []
    : misnamed.map(({ name, value }) => ({
        name,
        message: `holds "${shorten(nameIn(row, value) ?? '', 60)}", which has another file; rename it to ${shorten([...free][0] ?? '', 80)}.json`,
      }));
}

/** A disk may give a name back composed in another way. */
function composed(stem: string): string {
  return stem.normalize('NFC');
}

/** `web-shop` of `clients/web-shop.json`. */
function stemIn(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/\.json$/, '');
}

/** The order that was written down; what came later stands behind. */
function inOrder(sorted: readonly Element[], written: readonly string[]): readonly Element[] {
  if (written.length === 0) return sorted;
  const rank = new Map(written.map((stem, index) => [composed(stem), index]));
  const rankOf = ({ stem }: Element): number => rank.get(composed(stem)) ?? written.length;
  return [...sorted].sort((a, b) => rankOf(a) - rankOf(b));
}
