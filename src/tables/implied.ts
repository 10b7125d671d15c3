/** Which values say nothing, because Keycloak's code treats them exactly as absence? The rows of `rules/implied.json`, section by section. */

import { compareVersions, parseVersion } from '../baseline/choose.ts';
import { equal } from '../json/equal.ts';
import { fieldValue, withoutFields } from '../json/field.ts';
import { isObject, property } from '../json/object.ts';
import type { Implied, ImpliedGroup, ImpliedRows, Json, JsonObject } from '../model.ts';
import { passesFields } from './condition.ts';

/** The rows for a version; those for the newest where it is not known. Each version is put together once. */
export function impliedByVersion(rows: readonly Implied[]): (version: string | undefined) => ImpliedRows {
  const known = new Map<string, ImpliedRows>();
  return (version = '') => {
    const found = known.get(version) ?? grouped(rows.filter((row) => isOf(row, version)));
    known.set(version, found);
    return found;
  };
}

/** `from` is the first version that a row holds for, `until` the first that it holds for no more. */
export function isOf({ from, until }: Pick<Implied, 'from' | 'until'>, text: string): boolean {
  const version = parseVersion(text);
  if (version === undefined) return until === undefined;
  return (
    (from === undefined || compareVersions(version, parseVersion(from)) >= 0) &&
    (until === undefined || compareVersions(version, parseVersion(until)) < 0)
  );
}

function grouped(rows: readonly Implied[]): ImpliedRows {
  const sections = new Map<string, Map<string, ImpliedGroup & { readonly rows: Implied[] }>>();
  for (const row of rows) {
    const groups = sections.get(row.section) ?? new Map();
    sections.set(row.section, groups);
    const key = JSON.stringify([row.when, row.realm]);
    const group = groups.get(key) ?? { when: row.when, realm: row.realm, rows: [] };
    groups.set(key, group);
    group.rows.push(row);
  }
  return new Map([...sections].map(([section, groups]) => [section, [...groups.values()]]));
}

/**
 * The rows whose value stands in the entity: what it would say without them is the same. `seen` is the entity with all that is
 * known of it, which rows ask about; most entities have no row's value, and nobody asks.
 */
export function impliedIn(
  entity: JsonObject,
  groups: readonly ImpliedGroup[],
  realm: JsonObject,
  seen: () => JsonObject = () => entity,
): readonly Implied[] {
  let all: readonly Implied[] = NONE;
  for (const group of groups) {
    const found = rowsIn(entity, group, seen);
    if (found.length > 0 && passesFields(seen(), group.when) && passesFields(realm, group.realm))
      all = all.length === 0 ? found : [...all, ...found];
  }
  return all;
}

function rowsIn(entity: JsonObject, group: ImpliedGroup, seen: () => JsonObject): readonly Implied[] {
  let found: Implied[] | undefined;
  const look = (rows: readonly Implied[]): void => {
    for (const row of rows) {
      if (!isImplied(fieldValue(entity, row.at), row, seen)) continue;
      // Most entities have no row's value: no list is made for them.
      found ??= [];
      found.push(row);
    }
  };
  for (const { key, own, inside } of byFirstKey(group)) {
    const value = entity[key];
    if (value === undefined) continue;
    look(own);
    if (inside.size > 0 && isObject(value)) {
      for (const below in value) {
        const rows = inside.get(below);
        if (rows !== undefined) look(rows);
      }
    }
  }
  return found ?? NONE;
}

/** The rows that speak of one key of an entity: of its value, and of what is in it. */
interface RowsOfKey {
  readonly key: string;
  readonly own: Implied[];
  readonly inside: Map<string, Implied[]>;
}

/** A client has seventy rows, nearly all of them of its attributes: fewer of these are there than rows. */
const indexes = new WeakMap<ImpliedGroup, readonly RowsOfKey[]>();

function byFirstKey(group: ImpliedGroup): readonly RowsOfKey[] {
  const known = indexes.get(group);
  if (known !== undefined) return known;
  const keys = new Map<string, RowsOfKey>();
  for (const row of group.rows) {
    const [key = '', below] = row.at.split('/');
    const ofKey = keys.get(key) ?? { key, own: [], inside: new Map<string, Implied[]>() };
    keys.set(key, ofKey);
    if (below === undefined) ofKey.own.push(row);
    else ofKey.inside.set(below, [...(ofKey.inside.get(below) ?? []), row]);
  }
  const index = [...keys.values()];
  indexes.set(group, index);
  return index;
}

const NONE: readonly Implied[] = [];

/** True for the row's value, whether it is JSON inside a text or was written out; and for that of the field that stands in for it. */
function isImplied(value: Json | undefined, { value: implied, as }: Implied, seen: () => JsonObject): boolean {
  if (value === undefined) return false;
  const wanted = (as === undefined ? undefined : fieldValue(seen(), as)) ?? implied;
  return equal(value, wanted) || isSameJson(value, wanted);
}

function isSameJson(value: Json, wanted: Json): boolean {
  const inside = property(value, '$json');
  return (
    inside !== undefined && typeof wanted === 'string' && /^[[{]/.test(wanted) && equal(inside, JSON.parse(wanted))
  );
}

/** The entity without what its rows name. */
export function withoutRows(entity: JsonObject, rows: readonly Implied[]): JsonObject {
  return withoutFields(
    entity,
    rows.map(({ at }) => at),
  );
}
