/** How do two values of one place differ? Walks both side by side, and hands lists of entities and texts to those who know them. */

import { areEntities } from '../baseline/pair-entities.ts';
import { equal } from '../json/equal.ts';
import { elementsOf, isArray, isObject, property } from '../json/object.ts';
import { canonicalText } from '../json/print.ts';
import type { Json } from '../model.ts';
import { areIncomparable, isSealed, standsForSecret } from '../normalize/seal.ts';
import { isKeyed } from '../normalize/secret-keys.ts';
import { compareCredentials, isCredentials } from './compare-credentials.ts';
import { compareDelimited } from './compare-delimited.ts';
import { compareEntities } from './compare-entities.ts';
import { type At, type Context, childOf, isUnresolvedName, type Pair, secretChange, valueChange } from './comparing.ts';
import { isOnePiece } from './where.ts';

/** Tells every difference between the two values of a pair. */
export function compareValues(pair: Pair, context: Context): void {
  const { before, after, place } = pair;
  if (equal(before.value, after.value)) return;
  if (context.isHidden(pair)) return context.skip(pair.where, 'unknown');
  if (before.value === undefined && context.isUnknown(pair, 'before')) return context.skip(pair.where, 'unknown');
  if (after.value === undefined && context.isUnknown(pair, 'after')) return context.skip(pair.where, 'unknown');
  if (isSealed(before.value) || isSealed(after.value)) return compareSecrets(pair, context);
  if (isEither(pair, isArray)) return compareArrays(pair, context);
  if (isEither(pair, isObject)) return compareObjects(pair, context);
  if (place.delimited !== undefined && isEither(pair, isText))
    return compareDelimited(pair, place.delimited.says, context);
  context.emit(valueChange(pair));
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string';
}

/** Both sides are of the kind, or one is and the other has nothing. */
function isEither({ before, after }: Pair, isOf: (value: Json | undefined) => boolean): boolean {
  const values = [before.value, after.value].filter((value) => value !== undefined);
  return values.every(isOf);
}

/** Nobody can compare with a mask; that there is a secret where there was none shows all the same. */
function compareSecrets(pair: Pair, context: Context): void {
  const [old, now] = [pair.before.value, pair.after.value];
  if (old !== undefined && now !== undefined && (standsForSecret(old) || standsForSecret(now))) {
    return context.skip(pair.where, 'masked');
  }
  if (isSealed(old) && isSealed(now)) {
    if (areIncomparable(old, now)) return context.skip(pair.where, 'masked');
    if (isKeyed(old) && context.isRenamed(pair)) return context.skip(pair.where, 'renamed');
  }
  context.emit(secretChange(pair));
}

/** Every property of either side. Reports name what is inside, unless one side is JSON inside a text and the other is not. */
export function compareObjects(pair: Pair, context: Context): void {
  const [old, now] = [property(pair.before.value, '$json'), property(pair.after.value, '$json')];
  if (old !== undefined || now !== undefined) return compareEmbedded(pair, context);
  compareProperties(context.withoutImplied(pair), context);
}

function compareProperties(pair: Pair, context: Context): void {
  const { before, after, where, isExact = false } = pair;
  if ((isExact || isOnePiece(where)) && (before.value === undefined || after.value === undefined))
    return context.emit(valueChange(pair));
  for (const key of keysOf(before.value, after.value)) compareChild(pair, key, context);
}

/** A property of both; an absent one is what its absence means, where a table says so. */
export function compareChild(pair: Pair, key: string, context: Context): void {
  const child = childOf(pair, key);
  const meaning = pair.place.section?.absentMeans[key];
  if (meaning === undefined) return compareValues(child, context);
  const { before, after } = child;
  if (equal(before.value ?? meaning, after.value ?? meaning)) return;
  if (typeof meaning === 'object') return compareValues(child, context);
  context.emit(
    valueChange({
      ...child,
      before: { ...before, value: before.value ?? meaning },
      after: { ...after, value: after.value ?? meaning },
    }),
  );
}

/** All keys of both objects, in code unit order. */
export function keysOf(before: Json | undefined, after: Json | undefined): readonly string[] {
  const keys = [before, after].flatMap((value) => (isObject(value) ? Object.keys(value) : []));
  return [...new Set(keys)].sort();
}

/** JSON inside a text: both sides as JSON, or one side as it is where the other has nothing. */
function compareEmbedded(pair: Pair, context: Context): void {
  const { before, after, where } = pair;
  const inside = childOf(pair, '$json');
  const isPlainText = [before, after].some(
    ({ value }) => value !== undefined && property(value, '$json') === undefined,
  );
  if (isPlainText) context.emit(valueChange(pair));
  else compareValues({ ...inside, where, isExact: true }, context);
}

function compareArrays(pair: Pair, context: Context): void {
  const { before, after, place } = pair;
  const [old, now] = [elementsOf(before.value), elementsOf(after.value)];
  const below = place.child('0', now.length > 0 ? now : old);
  if (below.section !== undefined && areEntities(old) && areEntities(now)) {
    return compareEntities({ ...pair, place: below, old, now, section: below.section }, context);
  }
  if (place.sets !== undefined) return compareSets(pair, context);
  if (old.length === 0 && now.length === 0) return;
  if (isCredentials(pair.where)) return compareCredentials(pair, context);
  if (old.length !== now.length || !below.reaches('section')) {
    if (isSingleton(old) && isSingleton(now)) return compareSingletons(pair, context);
    return compareLists(pair, context);
  }
  for (const index of old.keys()) compareValues(elementAt(pair, index), context);
}

/** Keycloak keeps the settings of components as lists of one text. */
function isSingleton(list: readonly Json[]): boolean {
  return list.length === 1;
}

function compareSingletons(pair: Pair, context: Context): void {
  const element = elementAt(pair, 0);
  const [old, now] = [element.before.value, element.after.value];
  if (isSealed(old) || isSealed(now)) return compareSecrets({ ...element, where: pair.where }, context);
  if (element.place.delimited !== undefined && isText(old) && isText(now)) {
    return compareDelimited({ ...element, where: pair.where }, element.place.delimited.says, context);
  }
  if (isObject(old) && isObject(now)) return compareValues({ ...element, where: pair.where }, context);
  context.emit(valueChange(pair));
}

function elementAt(pair: Pair, index: number): Pair {
  const { before, after, place, where } = pair;
  return {
    ...pair,
    before: { value: elementsOf(before.value)[index], path: [...before.path, index] },
    after: { value: elementsOf(after.value)[index], path: [...after.path, index] },
    place: place.child(String(index), after.value ?? before.value ?? null),
    where: { ...where, path: [...where.path, String(index)] },
  };
}

/** The order counts, and nothing tells which element is which: the list is one value. */
function compareLists(pair: Pair, context: Context): void {
  const sealed = [...elementsOf(pair.before.value), ...elementsOf(pair.after.value)].some(isSealed);
  if (sealed) return compareSecrets(pair, context);
  context.emit(valueChange(pair));
}

/** One change for each member that came or went. */
function compareSets(pair: Pair, context: Context): void {
  const { before, after } = pair;
  const [old, now] = [membersOf(before.value), membersOf(after.value)];
  const gone = [...old].filter(([text]) => !now.has(text));
  const come = [...now].filter(([text]) => !old.has(text));
  const unresolved = pairUnresolved(gone, come, context);
  if (unresolved.size > 0) context.skip(pair.where, 'unknown');
  const member = (at: At, index: number): At => ({
    value: elementsOf(at.value)[index],
    path: [...at.path, index],
  });
  for (const [text, index] of gone) {
    if (unresolved.has(text)) continue;
    const nowhere = { value: undefined, path: after.path };
    context.emit(valueChange({ where: pair.where, before: member(before, index), after: nowhere }));
  }
  for (const [text, index] of come) {
    if (unresolved.has(text)) continue;
    const nowhere = { value: undefined, path: before.path };
    context.emit(valueChange({ where: pair.where, before: nowhere, after: member(after, index) }));
  }
}

type Members = readonly (readonly [text: string, index: number])[];

/** Ids that one side cannot name, each with a name that is left over on the other. */
function pairUnresolved(gone: Members, come: Members, context: Context): ReadonlySet<string> {
  const found = new Set<string>();
  if (!context.cannotResolve.before && !context.cannotResolve.after) return found;
  for (const [was] of gone) {
    const partner = come.find(([is]) => !found.has(is) && isUnresolvedName(bare(was), bare(is), context));
    if (partner !== undefined) found.add(was).add(partner[0]);
  }
  return found;
}

/** A text without the quotes of JSON. */
function bare(text: string): string {
  return text.replace(/^"|"$/g, '');
}

function membersOf(value: Json | undefined): ReadonlyMap<string, number> {
  return new Map(elementsOf(value).map((member, index) => [canonicalText(member), index]));
}
