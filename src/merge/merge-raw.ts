/** What do three raw exports make together? Ids and what a server keeps for itself stay ours; only what was changed is another value. */

import { areEntities, identityText } from '../baseline/pair-entities.ts';
import type { Renames } from '../diff/renames.ts';
import { equal } from '../json/equal.ts';
import { mapArray } from '../json/map.ts';
import { emptyObject, isArray, isObject, textProperty } from '../json/object.ts';
import { canonicalText } from '../json/print.ts';
import type { Json, JsonObject, Place, Realm, Section, Tables } from '../model.ts';
import { decodeJsonTexts } from '../normalize/decode-json-texts.ts';
import { newContext } from '../normalize/normalize-realm.ts';
import { orderLists } from '../normalize/order-lists.ts';
import { orderTexts } from '../normalize/order-texts.ts';
import { encodeJsonTexts } from '../restore/encode-json-texts.ts';
import { type MergeContext, mergeRealmData } from './merge-values.ts';
import { renameEntities } from './rename-entities.ts';

export interface RawRealms {
  readonly base: Realm | undefined;
  readonly left: Realm;
  readonly right: Realm;
  /** Names that a side gave to what the others still call otherwise. */
  readonly renames: { readonly left: Renames; readonly right: Renames };
}

/** Our data with what changed; parts that stay as they are, are the very values that were read. */
export function mergeRaw({ base, left, right, renames }: RawRealms, tables: Tables, context: MergeContext): JsonObject {
  const [ours, theirs] = [ordered(left, tables), ordered(right, tables)];
  const was = base === undefined ? emptyObject() : ordered(base, tables);
  const named = (data: JsonObject, of: Renames) => renameEntities(data, of, tables);
  const merged = mergeRealmData(
    {
      base: named(named(was, renames.left), renames.right),
      left: named(ours, renames.right),
      right: named(theirs, renames.left),
    },
    tables.root,
    { ...context, isOurs: (place) => place.volatile !== undefined || place.generated !== undefined },
  );
  const encoded = withGroupPaths(encodeJsonTexts({ ...left, data: merged }, tables).data);
  const result = keep(left.data, encoded, tables.root);
  return isObject(result) ? result : encoded;
}

/** A group below one that has another name now has another path (KeycloakModelUtils.buildGroupPath). */
function withGroupPaths(data: JsonObject): JsonObject {
  const repath = (groups: Json | undefined, above: string): Json | undefined =>
    !isArray(groups) ? groups : mapArray(groups, (group) => (isObject(group) ? pathed(group, above) : group));
  const pathed = (group: JsonObject, above: string): JsonObject => {
    const path = `${above}/${(textProperty(group, 'name') ?? '').replaceAll('/', '~/')}`;
    const subGroups = repath(group.subGroups, path);
    if ((group.path === undefined || group.path === path) && subGroups === group.subGroups) return group;
    return Object.assign(
      emptyObject(),
      group,
      group.path !== undefined && { path },
      subGroups !== undefined && { subGroups },
    );
  };
  const groups = repath(data.groups, '');
  return groups === data.groups || groups === undefined ? data : Object.assign(emptyObject(), data, { groups });
}

/** What is a set has one order, and JSON inside of text is written out: so that equal things are equal. */
function ordered(realm: Realm, tables: Tables): JsonObject {
  const context = newContext(tables, { defaults: 'keep', secrets: 'keep', users: 'keep' });
  return [decodeJsonTexts, orderTexts, orderLists].reduce((current, step) => step.run(current, context).realm, realm)
    .data;
}

/** The new value, with all of ours in it that says the same, in our order. */
function keep(ours: Json | undefined, merged: Json, place: Place): Json {
  if (ours === undefined || means(ours, merged, place)) return ours ?? merged;
  if (isObject(ours) && isObject(merged)) {
    const result = emptyObject();
    for (const key of [...Object.keys(ours), ...Object.keys(merged)]) {
      const value = merged[key];
      if (value !== undefined) result[key] = keep(ours[key], value, place.child(key, ours));
    }
    return result;
  }
  if (isArray(ours) && isArray(merged)) return keepList(ours, merged, place);
  return merged;
}

function keepList(ours: readonly Json[], merged: readonly Json[], place: Place): Json {
  const below = place.child('0', ours.length > 0 ? ours : merged);
  const { section } = below;
  const keyOf = (element: Json): string =>
    section !== undefined && isObject(element) ? identityText(element, section) : canonicalText(element);
  if (section !== undefined && !(areEntities(ours) && areEntities(merged))) return merged;
  if (section === undefined && place.sets === undefined) return merged;
  const mine = new Map(ours.map((element) => [keyOf(element), element]));
  const theirs = new Map(merged.map((element) => [keyOf(element), element]));
  if (mine.size < ours.length || theirs.size < merged.length) return merged;
  // What has another name now is found by its id.
  const byId = new Map(ours.map((element) => [idOf(element, section), element]));
  const pairs = merged.map((element) => {
    const old =
      mine.get(keyOf(element)) ?? (idOf(element, section) === undefined ? undefined : byId.get(idOf(element, section)));
    return { old, kept: keep(old, element, below) };
  });
  if (section !== undefined && section.order !== 'set') return pairs.map(({ kept }) => kept);
  const keptOf = new Map(pairs.map(({ old, kept }) => [old, kept]));
  return [
    ...ours.flatMap((old) => keptOf.get(old) ?? []),
    ...pairs.flatMap(({ old, kept }) => (old === undefined ? [kept] : [])),
  ];
}

function idOf(element: Json, section: Section | undefined): string | undefined {
  return section?.id === undefined ? undefined : textProperty(element, section.id);
}

/** Sets in another order, and JSON text in another spelling, say the same. */
function means(ours: Json, merged: Json, place: Place): boolean {
  if (equal(ours, merged)) return true;
  if (place.json !== undefined && typeof ours === 'string' && typeof merged === 'string') return sameJson(ours, merged);
  return false;
}

function sameJson(a: string, b: string): boolean {
  try {
    return equal(JSON.parse(a), JSON.parse(b));
  } catch {
    return false;
  }
}
