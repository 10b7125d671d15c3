/** In which order are the keys of an object written? Identity first, the others by code unit, the file's head on top. */

import { ABSENT } from '../baseline/pair-entities.ts';
import { compareText } from '../json/compare.ts';
import type { KeyOrder } from '../json/print.ts';
import { byCodeUnit, sortOnce } from '../json/print.ts';
import type { Json, JsonObject, Place, Section, Tables } from '../model.ts';

/** The key of the header, which says what the file is. */
export const HEADER = '$realmdiff';

/** The first keys of a realm; `realm` is its identity, and `keycloakVersion` decides how the rest is read. */
const HEAD = [HEADER, 'realm', 'keycloakVersion'];

/** The order for a whole realm. */
export function normalFormKeyOrder(tables: Tables): KeyOrder {
  const root = orderAt(tables.root);
  return {
    keys: (realm) => identityFirst(Object.keys(realm), HEAD),
    child: (key, parent) => (key === HEADER ? onOneLine : root.child(key, parent)),
  };
}

/** The header is about the file, and a line of it is enough. */
const onOneLine: KeyOrder = { ...byCodeUnit, isOneLine: () => true };

/** A place has one order, whichever realm is written. */
const orders = new WeakMap<Place, KeyOrder>();

function orderAt(place: Place): KeyOrder {
  const found = orders.get(place) ?? newOrder(place);
  orders.set(place, found);
  return found;
}

function newOrder(place: Place): KeyOrder {
  if (!place.reaches('section')) return byCodeUnit;
  const { section } = place;
  const sorted = sortOnce((keys) => identityFirst(keys, section?.identity ?? []));
  return {
    keys: (object) => sorted(Object.keys(object)),
    child: (key, parent) => orderAt(place.child(key, parent)),
    ...(section !== undefined && { isOneLine: (object: JsonObject) => saysOnlyItsName(object, section) }),
  };
}

/** An entity that is only named, because it is absent or in another place of its list, takes one line. */
function saysOnlyItsName(entity: JsonObject, section: Section): boolean {
  for (const key in entity) {
    if ((key !== ABSENT && !section.identity.includes(key)) || !isScalar(entity[key])) return false;
  }
  return true;
}

function isScalar(value: Json | undefined): boolean {
  return typeof value !== 'object' || value === null;
}

/** An entity's first line names it, so that git's hunk headers can. */
function identityFirst(keys: string[], identity: readonly string[]): readonly string[] {
  const rank = (key: string): number => {
    const index = identity.indexOf(key);
    return index < 0 ? identity.length : index;
  };
  return keys.sort((a, b) => rank(a) - rank(b) || compareText(a, b));
}
