/** What do three versions of a realm make together? A walk beside the places: entities by identity, maps by key, sets by member. */

import { areEntities, identityText } from '../baseline/pair-entities.ts';
import { equal } from '../json/equal.ts';
import { without } from '../json/map.ts';
import { emptyObject, isArray, isObject } from '../json/object.ts';
import { memberText } from '../json/print.ts';
import type { Json, JsonObject, Path, PathKey, Place, Section } from '../model.ts';
import { haveSameMembers, mergeDelimited } from './merge-delimited.ts';
import { mergeOrder } from './merge-order.ts';

/** One of the two that changed the base. */
export type Side = 'left' | 'right';

/** Whose value stands where both sides conflict: so the texts between git's markers are made. */
export type Preferred = Side | 'base';

/** `value`: both set it, to different values. `deleted`: one took it away, and the other changed it. `order`: both decided on a place. */
export type ConflictKind = 'value' | 'deleted' | 'order';

export interface Conflict {
  readonly kind: ConflictKind;
  /** In the words of the realm: entities by name. */
  readonly path: Path;
}

/** A value in the three versions; undefined where it is not there. */
export interface Three {
  readonly base: Json | undefined;
  readonly left: Json | undefined;
  readonly right: Json | undefined;
}

export interface MergeContext {
  readonly prefer: Preferred;
  readonly onConflict: (conflict: Conflict) => void;
  /** What a server keeps for itself is ours, whatever the others say. */
  readonly isOurs?: (place: Place) => boolean;
  /** An entity that is the preferred side's as it is: because together with the other's it breaks something. */
  readonly isWhole?: (section: Section, path: Path) => boolean;
}

interface Here {
  readonly place: Place;
  readonly path: Path;
  readonly context: MergeContext;
  /** The entity around is new on both sides: nothing tells what either meant by what it left out. */
  readonly isNew: boolean;
}

/** The realm that both changes make of the base. */
export function mergeRealmData(
  three: { readonly base: JsonObject; readonly left: JsonObject; readonly right: JsonObject },
  root: Place,
  context: MergeContext,
): JsonObject {
  const merged = mergeValue(three, { place: root, path: [], context, isNew: false });
  return isObject(merged) ? merged : three[context.prefer];
}

function mergeValue(three: Three, here: Here): Json | undefined {
  const { base, left, right } = three;
  if (same(left, right)) return left;
  if (left !== undefined && here.context.isOurs?.(here.place) === true) return left;
  const { section } = here.place;
  if (section !== undefined && here.context.isWhole?.(section, here.path) === true) return three[here.context.prefer];
  // Where an entity is to be whole, it may be inside of what only one side changed.
  const isLookedInto = here.context.isWhole !== undefined && isContainer(left) && isContainer(right);
  if (!isLookedInto && same(base, left)) return right;
  if (!isLookedInto && same(base, right)) return left;
  if (left === undefined || right === undefined) return conflict('deleted', three, here);
  const isNew = here.isNew || (base === undefined && section !== undefined && !OF_OTHERS.has(section.name));
  if (isObject(left) && isObject(right)) {
    return mergeObjects(isObject(base) ? base : undefined, left, right, { ...here, isNew });
  }
  if (isArray(left) && isArray(right)) return mergeLists(isArray(base) ? base : [], left, right, here, three);
  const delimiter = here.place.delimited?.says;
  if (delimiter !== undefined && typeof left === 'string' && typeof right === 'string') {
    if (here.isNew) return haveSameMembers(left, right, delimiter) ? left : conflict('value', three, here);
    return mergeDelimited(base, left, right, delimiter) ?? conflict('value', three, here);
  }
  return conflict('value', three, here);
}

/** Scope mappings belong to a client or a scope that was there before: they come to be with the first role. */
const OF_OTHERS: ReadonlySet<string> = new Set(['scopeMappings', 'clientScopeMappings']);

function isContainer(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null;
}

/** Absence is a value: two sides that both took something away agree. */
function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === undefined || b === undefined ? a === b : equal(a, b);
}

function conflict(kind: ConflictKind, three: Three, { path, context }: Here): Json | undefined {
  context.onConflict({ kind, path });
  return three[context.prefer];
}

function mergeObjects(base: JsonObject | undefined, left: JsonObject, right: JsonObject, here: Here): JsonObject {
  const merged = emptyObject();
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const three = { base: base?.[key], left: left[key], right: right[key] };
    const value = mergeValue(three, below(here, key, here.place.child(key, left)));
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

function below(here: Here, key: PathKey, place: Place): Here {
  return { ...here, place, path: [...here.path, key] };
}

function mergeLists(
  base: readonly Json[],
  left: readonly Json[],
  right: readonly Json[],
  here: Here,
  three: Three,
): Json | undefined {
  const place = here.place.child('0', left.length > 0 ? left : right);
  const { section } = place;
  if (section !== undefined && areEntities(base) && areEntities(left) && areEntities(right)) {
    return mergeEntities({ base, left, right }, section, { ...here, place });
  }
  if (here.place.sets !== undefined && !here.isNew) return mergeSets(base, left, right);
  return conflict('value', three, here);
}

/** What either side added is there, and what either took away is not. */
function mergeSets(base: readonly Json[], left: readonly Json[], right: readonly Json[]): readonly Json[] {
  const [before, ours, theirs] = [base, left, right].map((list) => new Set(list.map(memberText)));
  const kept = left.filter((member) => theirs?.has(memberText(member)) || !before?.has(memberText(member)));
  const added = right.filter((member) => !before?.has(memberText(member)) && !ours?.has(memberText(member)));
  return [...kept, ...added];
}

type Lists = { readonly [side in 'base' | Side]: readonly JsonObject[] };

function mergeEntities({ base, left, right }: Lists, section: Section, here: Here): readonly Json[] {
  const [was, ours, theirs] = [base, left, right].map((list) => byIdentity(list, section)) as [Named, Named, Named];
  const merged = new Map<string, Json>();
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const three = { base: was.get(key), left: ours.get(key), right: theirs.get(key) };
    const value = mergeValue(three, { ...here, path: [...here.path, key.replaceAll('\u0000', ' ').trim()] });
    if (value !== undefined) merged.set(key, value);
  }
  for (const guess of guessedTwice({ was, ours, theirs }, section)) {
    here.context.onConflict({ kind: 'value', path: [...here.path, guess.base] });
    const kept = guess[here.context.prefer];
    for (const name of [guess.left, guess.right]) if (name !== kept) merged.delete(name);
    const old = here.context.prefer === 'base' ? was.get(kept) : undefined;
    if (old !== undefined) merged.set(kept, old);
  }
  const keys = { base: [...was.keys()], left: [...ours.keys()], right: [...theirs.keys()] };
  const order = section.order === 'set' ? [...merged.keys()] : ordered(keys, new Set(merged.keys()), here);
  return order.flatMap((key) => merged.get(key) ?? []);
}

function ordered(keys: { readonly [side in 'base' | Side]: readonly string[] }, kept: ReadonlySet<string>, here: Here) {
  const order = mergeOrder(keys, kept);
  if (order !== undefined) return order;
  here.context.onConflict({ kind: 'order', path: here.path });
  const first = keys[here.context.prefer].filter((key) => kept.has(key));
  return [...new Set([...first, ...kept])];
}

type Named = ReadonlyMap<string, JsonObject>;

/** What one thing may be called in each version. */
type Guess = { readonly [version in Preferred]: string };

/** Both took one entity away, and each has a new one that says the same: two names for one thing, or two new things. Nobody can tell. */
function guessedTwice(
  { was, ours, theirs }: { readonly was: Named; readonly ours: Named; readonly theirs: Named },
  section: Section,
): readonly Guess[] {
  const isNew = (key: string, other: Named) => !was.has(key) && !other.has(key);
  return [...was].flatMap(([key, entity]) => {
    if (ours.has(key) || theirs.has(key)) return [];
    const alike = (named: Named, other: Named) =>
      [...named].find(([name, each]) => isNew(name, other) && isSameButForName(each, entity, section))?.[0];
    const [mine, yours] = [alike(ours, theirs), alike(theirs, ours)];
    if (mine === undefined || yours === undefined) return [];
    return [{ base: key, left: mine, right: yours }];
  });
}

function isSameButForName(a: JsonObject, b: JsonObject, { identity }: Section): boolean {
  return equal(without(a, identity), without(b, identity));
}

/** The second of one identity is another one. */
function byIdentity(list: readonly JsonObject[], section: Section): Named {
  const named = new Map<string, JsonObject>();
  for (const entity of list) {
    const text = identityText(entity, section);
    let key = text;
    for (let number = 2; named.has(key); number++) key = `${text}\u0000#${number}`;
    named.set(key, entity);
  }
  return named;
}
