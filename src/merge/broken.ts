/** What do two changes break only together? What an import would stumble over, and names that name nothing any more. */

import { naturalPath } from '../json/natural-path.ts';
import { isObject } from '../json/object.ts';
import { printPointer, valueAt } from '../json/path.ts';
import { placesOn } from '../json/places-on.ts';
import type { Defect, JsonObject, Mention, NameForm, Path, Place, Realm, Reference, Tables } from '../model.ts';
import { searchDefects } from '../restore/find-defects.ts';
import { noteImportEffects } from '../restore/import-effects.ts';
import { matchesIn } from '../tables/find-places.ts';

export interface Broken {
  readonly path: Path;
  /** The innermost entity around it. */
  readonly entity: Path;
  readonly why: string;
}

/** What is wrong in the merged realm and in neither side: a role deleted here and granted there. One sentence a place. */
export function brokenBy(merged: Realm, sides: readonly Realm[], tables: Tables): readonly Broken[] {
  const known = new Set(sides.flatMap((side) => wrongIn(side, tables).map(({ key }) => key)));
  const found = new Map<string, Broken>();
  for (const { key, path, why } of wrongIn(merged, tables)) {
    const at = naturalPath(merged.data, path, tables.root);
    const pointer = printPointer(at);
    if (known.has(key) || found.has(pointer)) continue;
    found.set(pointer, { path: at, entity: at.slice(0, entityLength(merged.data, path, tables.root)), why });
  }
  return [...found.values()];
}

interface Wrong {
  /** Equal for the same thing at the same place, in whichever realm. */
  readonly key: string;
  readonly path: Path;
  readonly why: string;
}

function wrongIn(realm: Realm, tables: Tables): readonly Wrong[] {
  const { data } = realm;
  const wrong = (name: string, path: Path, why: string): Wrong => {
    const at = naturalPath(data, path, tables.root);
    const text = valueAt(data, path);
    return { key: `${name} ${printPointer(typeof text === 'string' ? [...at.slice(0, -1), text] : at)}`, path, why };
  };
  const defects = noteImportEffects(realm, tables, realm.keycloakVersion)
    .filter(({ effect }) => effect.defect !== undefined)
    .flatMap(({ effect, paths }) => paths.map((path) => wrong(effect.name, path, effect.why)));
  return [...defects, ...danglingIn(data, tables).map(({ name, path }) => wrong(name, path, NAMES_NOTHING))];
}

const NAMES_NOTHING = 'It names something that is not there any more.';

/** Places whose name names nothing. Where a part of a realm is not in the file at all, nothing is known of it. */
function danglingIn(data: JsonObject, tables: Tables): readonly { readonly name: string; readonly path: Path }[] {
  const search = searchDefects({ data, find: matchesIn(data) }, tables);
  return [...tables.mentions, ...tables.references].flatMap((row) => {
    const form = nameForm(row);
    if (form === undefined) return [];
    const missing: Defect = { missing: { form, target: row.target, but: [] } };
    return row.at.flatMap((at) => search.find(missing, at).map(({ path }) => ({ name: row.name, path })));
  });
}

/** How a missing name stands there; undefined where it is part of a longer text. */
function nameForm({ form }: Mention | Reference): NameForm | undefined {
  switch (form) {
    case 'service-account':
    case 'fgap-resource':
    case 'fgap-permission':
    case 'federated-user':
      return undefined;
    case 'id':
    case 'alias':
    case 'own':
      return 'reference';
    case 'name-or-id':
    case 'name-only':
      return 'name';
    default:
      return form;
  }
}

/** How many keys lead to the innermost entity on the way to a place. */
function entityLength(data: JsonObject, path: Path, root: Place): number {
  const isEntity = ({ section }: Place, index: number): boolean =>
    section !== undefined && isObject(valueAt(data, path.slice(0, index + 1)));
  return placesOn(data, path, root).findLastIndex(isEntity) + 1;
}
