/** What will Keycloak make of a restored realm that is not in its file? Applies and tells the rows of `rules/imports.json`. */

import { fieldValue } from '../json/field.ts';
import { elementsOf, isObject } from '../json/object.ts';
import { withValue } from '../json/path.ts';
import type { ImportEffect, Json, JsonObject, Path, Realm, Tables } from '../model.ts';
import { SECRET } from '../normalize/secret-keys.ts';
import { passesFields } from '../tables/condition.ts';
import { type Match, matchesIn } from '../tables/find-places.ts';
import { type DefectSearch, type Searched, searchDefects } from './find-defects.ts';
import { addServiceAccount, lacksServiceAccount } from './service-account.ts';
import { withoutPaths } from './without-paths.ts';

/** A row, and the entities of a realm that it speaks of. */
export interface ImportNote {
  readonly effect: ImportEffect;
  readonly paths: readonly Path[];
}

/** The rows that concern this realm when that version imports it. Without a version: those of the newest. */
export function noteImportEffects(realm: Realm, tables: Tables, version: string | undefined): readonly ImportNote[] {
  const around = aroundOf(realm.data, tables);
  return tables.imports
    .filter((effect) => isOf(effect, version))
    .map((effect) => ({ effect, paths: concernedBy(effect, around).map(({ path }) => path) }))
    .filter(({ paths }) => paths.length > 0);
}

/**
 * The normal form that the realm has after that version imported it. Lists are as they come: normalize the result. A realm
 * that the version refuses has none: ask `withoutRefused` first.
 */
export function applyImportEffects(realm: Realm, tables: Tables, version: string | undefined): Realm {
  const original = aroundOf(realm.data, tables);
  const data = tables.imports
    .filter((effect) => isOf(effect, version) && effect.observable && effect.effect !== 'refuses')
    .reduce<JsonObject>((current, effect) => applyOne(effect, current, original), realm.data);
  return { ...realm, data };
}

/** The realm without what that version refuses to import. */
export function withoutRefused(realm: Realm, tables: Tables, version: string | undefined): Realm {
  const refusing = tables.imports.filter((effect) => effect.effect === 'refuses' && isOf(effect, version));
  const data = refusing.reduce<JsonObject>((current, effect) => {
    const paths = concernedBy(effect, aroundOf(current, tables)).map(({ path }) => [...path, ...fieldKeys(effect)]);
    return withoutPaths(
      current,
      paths.filter((path) => path.length > 0),
    );
  }, realm.data);
  return { ...realm, data };
}

function isOf({ since, until }: ImportEffect, version: string | undefined): boolean {
  if (version === undefined) return until === undefined;
  return (
    (since === undefined || compareVersions(since, version) <= 0) &&
    (until === undefined || compareVersions(version, until) < 0)
  );
}

/** Numbers between dots; what is no number counts as 0. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0));
  for (let i = 0; i < 3; i++) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

interface Around extends Searched {
  readonly defects: DefectSearch;
}

function aroundOf(data: JsonObject, tables: Tables): Around {
  const find = matchesIn(data);
  return { data, find, defects: searchDefects({ data, find }, tables) };
}

/** The entities in which the row changes something, or the places that are defective. */
function concernedBy(effect: ImportEffect, { data, find, defects }: Around): readonly Match[] {
  const { defect } = effect;
  if (defect !== undefined) {
    return effect.at.flatMap((at) => defects.find(defect, at)).filter(({ value }) => passesFields(value, effect.when));
  }
  const matches = effect.at.flatMap(find).filter(({ value }) => passesFields(value, effect.when));
  return matches.filter(({ value }) => isObject(value) && changes(effect, value, data));
}

function changes({ effect, field, value }: ImportEffect, entity: JsonObject, data: JsonObject): boolean {
  const now = field === undefined ? undefined : fieldValue(entity, field);
  switch (effect) {
    case 'adds':
    case 'generates':
      return now === undefined;
    case 'sets':
      return JSON.stringify(now) !== JSON.stringify(value);
    case 'includes':
      return !elementsOf(now).some((element) => element === value);
    case 'adds-service-account':
      return lacksServiceAccount(entity, data);
    default:
      return true;
  }
}

/** `original`: conditions ask for the realm as it was, whatever earlier rows have changed. */
function applyOne(effect: ImportEffect, data: JsonObject, original: Around): JsonObject {
  return concernedBy(effect, original).reduce<JsonObject>((current, { path, value }) => {
    if (effect.effect === 'adds-service-account') return isObject(value) ? addServiceAccount(current, value) : current;
    const changed = withValue(current, [...path, ...fieldKeys(effect)], resultOf(effect, value));
    return isObject(changed) ? changed : current;
  }, data);
}

/** What stands in the field afterwards. */
function resultOf({ effect, field, value = null }: ImportEffect, entity: Json): Json {
  if (effect === 'generates') return SECRET;
  if (effect !== 'includes' || field === undefined || !isObject(entity)) return value;
  return [...elementsOf(fieldValue(entity, field)), value];
}

function fieldKeys({ field }: ImportEffect): readonly string[] {
  return field === undefined ? [] : field.split('/');
}
