/** What do three raw exports make together? Ids and what a server keeps for itself stay ours; only what was changed is another value. */

import { areEntities, identityText } from '../baseline/pair-entities.ts';
import type { Renames } from '../diff/renames.ts';
import { equal } from '../json/equal.ts';
import { mapArray } from '../json/map.ts';
import { emptyObject, isArray, isObject, property, textProperty } from '../json/object.ts';
import { canonicalText } from '../json/print.ts';
import type { Json, JsonObject, Place, Realm, Section, Tables } from '../model.ts';
import { decodeJsonTexts } from '../normalize/decode-json-texts.ts';
import { newContext } from '../normalize/normalize-realm.ts';
import { orderLists } from '../normalize/order-lists.ts';
import { encodeJsonTexts } from '../restore/encode-json-texts.ts';
import { type MergeContext, mergeRealmData } from './merge-values.ts';
import { underOneName } from './rename-entities.ts';

export interface RawRealms {
  readonly base: Realm | undefined;
  readonly left: Realm;
  readonly right: Realm;
  /** Names that a side gave to what the others still call otherwise. */
  readonly renames: { readonly left: Renames; readonly right: Renames };
}

/** Merges as often as it is asked; what all merges begin with is made once. */
export type MergeRaw = (choice: Pick<MergeContext, 'prefer' | 'isWhole'>) => JsonObject;

/** Our data with what changed; parts that stay as they are, are the very values that were read. */
export function rawMerge({ base, left, right, renames }: RawRealms, tables: Tables): MergeRaw {
  const ours = ordered(left, tables);
  const was = base === undefined ? emptyObject() : ordered(base, tables);
  const versions = underOneName({ base: was, left: ours, right: ordered(right, tables) }, renames, tables);
  return (choice) => {
    const merged = mergeRealmData(versions, tables.root, {
      ...choice,
      onConflict: () => {},
      isOurs: (place) => place.volatile !== undefined || place.generated !== undefined,
    });
    const result = keep({ read: left.data, ours: withGroupPaths(ours) }, withGroupPaths(merged), tables.root);
    return encodeJsonTexts({ ...left, data: isObject(result) ? result : merged }, tables).data;
  };
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

/** What is a set has one order, and JSON inside of text is written out: so that equal things are equal. Other texts stay as they were read. */
function ordered(realm: Realm, tables: Tables): JsonObject {
  const context = newContext(tables, { defaults: 'keep', secrets: 'keep', users: 'keep' });
  return [decodeJsonTexts, orderLists].reduce((current, step) => step.run(current, context).realm, realm).data;
}

/** One value of ours: as it was read, and in the order in which it was merged. */
interface Ours {
  readonly read: Json | undefined;
  readonly ours: Json | undefined;
}

/** The new value, with all of ours in it that says the same: as it was read. */
function keep({ read, ours }: Ours, merged: Json, place: Place): Json {
  if (read === undefined || ours === undefined) return merged;
  if (equal(ours, merged)) return read;
  if (isObject(read) && isObject(ours) && isObject(merged)) {
    const result = emptyObject();
    for (const key of new Set([...Object.keys(read), ...Object.keys(merged)])) {
      const value = merged[key];
      if (value !== undefined) result[key] = keep({ read: read[key], ours: ours[key] }, value, place.child(key, ours));
    }
    return result;
  }
  if (isArray(read) && isArray(ours) && isArray(merged)) return keepList(read, ours, merged, place);
  return merged;
}

/** Elements that were there stand where they stood, new ones at the end; in the merged order where it means something. */
function keepList(read: readonly Json[], ours: readonly Json[], merged: readonly Json[], place: Place): Json {
  const below = place.child('0', ours.length > 0 ? ours : merged);
  const { section } = below;
  if (section === undefined ? place.sets === undefined : !(areEntities(read) && areEntities(merged))) return merged;
  const named = (list: readonly Json[]) => new Map(list.map((element) => [nameOf(element, section), element]));
  const [asRead, asOurs, all] = [named(read), named(ours), named(merged)];
  if (asRead.size < read.length || asOurs.size < ours.length || all.size < merged.length) return merged;
  // What has another name now is found by its id.
  const byId = new Map(read.map((element) => [idOf(element, section), element]));
  const pairs = merged.map((element) => {
    const id = idOf(element, section);
    const old = asRead.get(nameOf(element, section)) ?? (id === undefined ? undefined : byId.get(id));
    const same = old === undefined ? undefined : asOurs.get(nameOf(old, section));
    const isNumbered = section?.order === 'priority';
    const [was, is] = isNumbered ? [withPriority(same, old), withPriority(element, old)] : [same, element];
    return { old, kept: keep({ read: old, ours: was }, is ?? element, below) };
  });
  if (section?.order === 'priority') return prioritized(pairs.map(({ kept }) => kept));
  if (section?.order === 'list') return pairs.map(({ kept }) => kept);
  const keptOf = new Map(pairs.map(({ old, kept }) => [old, kept]));
  const added = pairs.flatMap(({ old, kept }) => (old === undefined ? [kept] : []));
  return [...read.flatMap((old) => keptOf.get(old) ?? []), ...added];
}

/** Ordering took the priority away: it is no change. */
function withPriority(execution: Json | undefined, old: Json | undefined): Json | undefined {
  const priority = property(old, 'priority');
  return priority === undefined || !isObject(execution)
    ? execution
    : Object.assign(emptyObject(), execution, { priority });
}

/** Executions with the priorities they had, where these say the same as their order; else numbered anew, as a server does. */
function prioritized(executions: readonly Json[]): Json {
  const priorities = executions.map((each) => property(each, 'priority'));
  if (priorities.every((priority) => priority === undefined)) return executions;
  const isRising = priorities.every((priority, index) => {
    const before = index === 0 ? Number.NEGATIVE_INFINITY : priorities[index - 1];
    return typeof priority === 'number' && typeof before === 'number' && before < priority;
  });
  return executions.map((kept, index) => {
    const priority = (isRising ? priorities[index] : index * STEP) ?? index * STEP;
    return !isObject(kept) || kept.priority === priority ? kept : Object.assign(emptyObject(), kept, { priority });
  });
}

/** AuthenticationManagementResource.getNextPriority leaves no room; Keycloak's own flows do. */
const STEP = 10;

function nameOf(element: Json, section: Section | undefined): string {
  return section !== undefined && isObject(element) ? identityText(element, section) : canonicalText(element);
}

function idOf(element: Json, section: Section | undefined): string | undefined {
  return section?.id === undefined ? undefined : textProperty(element, section.id);
}
