/** Puts entities and sets into one order: entities by identity, executions by priority, other sets by value. Lists stay. */

import { orderByPriority } from '../baseline/executions.ts';
import { compareText } from '../json/compare.ts';
import { fieldValue } from '../json/field.ts';
import { mapArray, mapObject } from '../json/map.ts';
import { isArray, isObject, textProperty } from '../json/object.ts';
import { canonicalText } from '../json/print.ts';
import type { Json, JsonObject, Place, Section, Step } from '../model.ts';
import { withoutMarks } from './mark-namesakes.ts';

export const orderLists: Step = {
  name: 'order-lists',
  why: "most of Keycloak's lists are sets in database order; two servers with one realm do not share it",
  run: (realm, { tables }) => {
    const compareTies = realm.isNormalForm ? keepOrder : compareContents;
    return { realm: { ...realm, data: orderObject(realm.data, tables.root, compareTies) } };
  },
};

/** Which of two entities of one identity stands first? */
type CompareTies = (a: Json, b: Json) => number;

/** A normal form has its order already, from when everything was written that it leaves out. */
const keepOrder: CompareTies = () => 0;

function order(value: Json, place: Place, ties: CompareTies): Json {
  if (isObject(value)) return orderObject(value, place, ties);
  if (!isArray(value)) return value;
  const below = place.child('0', value);
  if (!below.reaches('section') && !below.reaches('sets') && place.sets === undefined && below.section === undefined)
    return value;
  const elements = mapArray(value, (element) => order(element, below, ties));
  if (below.section !== undefined) return shared(value, orderEntities(elements, below.section, ties));
  return place.sets !== undefined ? shared(value, orderSet(elements)) : elements;
}

/** What stays the same is the same: nobody has to look at it again. */
function shared(before: readonly Json[], after: readonly Json[]): readonly Json[] {
  return after.length === before.length && after.every((element, index) => element === before[index]) ? before : after;
}

function orderObject(object: JsonObject, place: Place, ties: CompareTies): JsonObject {
  if (!place.reaches('section') && !place.reaches('sets')) return object;
  const here = place.within(object);
  return mapObject(object, (value, key) =>
    typeof value === 'object' && value !== null ? order(value, here.child(key, object), ties) : value,
  );
}

function orderEntities(entities: readonly Json[], section: Section, ties: CompareTies): readonly Json[] {
  if (section.order === 'list') return entities;
  if (section.order === 'priority') return orderByPriority(entities);
  return sortBy(entities, (entity) => identityKey(entity, section), ties);
}

function orderSet(elements: readonly Json[]): readonly Json[] {
  // Equal texts are the same wherever they stand.
  if (areTexts(elements)) return [...elements].sort(compareText);
  return sortBy(elements, (element) => [typeof element === 'string' ? element : ''], compareContents);
}

function areTexts(elements: readonly Json[]): elements is readonly string[] {
  return elements.every((element) => typeof element === 'string');
}

type SortKey = readonly (string | number)[];

function identityKey(entity: Json, section: Section): SortKey {
  const identity = section.identity.map((key) => textProperty(entity, key) ?? '');
  return identity[0] === '' ? ['', numberOf(entity, section), ...identity] : identity;
}

/** Steps of a workflow have no name and stand by `config.priority`: 10 after 9. */
function numberOf(entity: Json, { number }: Section): number {
  const value = number === undefined || !isObject(entity) ? undefined : fieldValue(entity, number);
  const [first = value] = isArray(value) ? value : [];
  return Number.parseInt(String(first), 10) || 0;
}

function sortBy(values: readonly Json[], keyOf: (value: Json) => SortKey, ties: CompareTies): readonly Json[] {
  const keyed = values.map((value) => ({ value, key: keyOf(value) }));
  keyed.sort((a, b) => compareKeys(a.key, b.key) || ties(a.value, b.value));
  return keyed.map(({ value }) => value);
}

/** By the whole text, so that duplicates too have one order; to which of several entities of one name it refers comes last. */
function compareContents(a: Json, b: Json): number {
  const [left, right] = [canonicalText(a), canonicalText(b)];
  return compareText(withoutMarks(left), withoutMarks(right)) || compareText(left, right);
}

function compareKeys(a: SortKey, b: SortKey): number {
  for (let i = 0; i < a.length; i++) {
    const [left, right] = [a[i] ?? '', b[i] ?? ''];
    const difference =
      typeof left === 'number' && typeof right === 'number' ? left - right : compareText(String(left), String(right));
    if (difference !== 0) return difference;
  }
  return 0;
}
