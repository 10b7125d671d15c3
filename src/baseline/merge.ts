/** What do a baseline and a patch over it make together? The inverse of subtract.ts. Never looks at what a key means. */

import { emptyObject, isArray, isObject, type MutableJsonObject, property } from '../json/object.ts';
import type { Json, JsonObject, Path, PathKey, Place, Section } from '../model.ts';
import { ABSENT, areEntities, partnersIn } from './pair-entities.ts';

/** What a server fills in for an entity that no baseline has. */
export type FillIn = (section: Section, entity: JsonObject) => JsonObject;

/** Told for every entity that its list has at another place than the patch has: where it stands there, and where in the result. */
export type Moved = (from: Path, to: Path) => void;

interface Merging {
  readonly fillIn: FillIn;
  readonly moved: Moved;
}

/** The last step to what is being merged, in the patch and in the result, and the steps before it: few ask for whole paths. */
interface Way {
  readonly above: Way | undefined;
  readonly from: PathKey;
  readonly to: PathKey;
}

const step = (above: Way | undefined, key: PathKey): Way => ({ above, from: key, to: key });

function pathOf(way: Way, side: 'from' | 'to'): Path {
  const path: PathKey[] = [];
  for (let each: Way | undefined = way; each !== undefined; each = each.above) path.push(each[side]);
  return path.reverse();
}

/**
 * The patch laid over the base: `null` takes a property away, entities are paired by identity, `"$absent": true` takes an
 * entity away, everything else replaces what was there. Neither argument is changed.
 */
export function merge(
  base: JsonObject,
  patch: JsonObject,
  { place, fillIn, moved = () => {} }: { readonly place: Place; readonly fillIn: FillIn; readonly moved?: Moved },
): JsonObject {
  return mergeObject({ base, patch, place }, undefined, { fillIn, moved });
}

interface Pair<B extends Json | undefined, P extends Json> {
  readonly base: B;
  readonly patch: P;
  readonly place: Place;
}

function mergeObject(
  { base, patch, place }: Pair<JsonObject | undefined, JsonObject>,
  way: Way | undefined,
  merging: Merging,
): JsonObject {
  const result: MutableJsonObject = emptyObject(Object.keys(patch).length);
  // Left out, not deleted afterwards: V8 turns an object that loses a property into a slow hash table.
  for (const key in base) if (property(patch, key) !== null) result[key] = base[key] ?? null;
  for (const key in patch) {
    const value = patch[key] ?? null;
    if (value === null) continue;
    if (typeof value !== 'object') {
      // Most values are these, and need to know nothing of where they stand.
      result[key] = value;
      continue;
    }
    const pair = { base: property(base, key), patch: value, place: place.child(key, patch) };
    result[key] = mergeValue(pair, step(way, key), merging);
  }
  return result;
}

function mergeValue({ base, patch, place }: Pair<Json | undefined, Json>, way: Way, merging: Merging): Json {
  if (isArray(patch)) return mergeArray({ base, patch, place }, way, merging);
  if (!isObject(patch)) return patch;
  if (isEmbedded(patch) && !isEmbedded(base)) return patch;
  return mergeObject({ base: isObject(base) ? base : undefined, patch, place }, way, merging);
}

/** JSON that stands for a text of the realm: where no baseline has one, it is a value like any other. */
export function isEmbedded(value: Json | undefined): boolean {
  return property(value, '$json') !== undefined;
}

function mergeArray(
  { base, patch, place }: Pair<Json | undefined, readonly Json[]>,
  way: Way | undefined,
  merging: Merging,
): readonly Json[] {
  const below = place.child('0', patch);
  if (below.section !== undefined && areEntities(patch)) {
    const known = isArray(base) && areEntities(base) ? base : [];
    return mergeEntities({ base: known, patch, place: below }, below.section, { way, merging });
  }
  // A list that holds something else than entities is written whole.
  const isPaired = isArray(base) && base.length === patch.length && below.section === undefined;
  if (!isPaired || !below.reaches('section')) return patch;
  return patch.map((element, index) =>
    mergeValue({ base: base[index], patch: element, place: below }, step(way, index), merging),
  );
}

/**
 * A patch that names every entity of the base is in the order that is meant; another leaves the base's order as it is and
 * puts what is new at the end.
 */
function mergeEntities(
  { base, patch, place }: Pair<readonly JsonObject[], readonly JsonObject[]>,
  section: Section,
  { way, merging }: { readonly way: Way | undefined; readonly merging: Merging },
): readonly JsonObject[] {
  const partners = partnersIn(patch, base, section);
  const places = resultPlaces(base, patch, partners);
  const result: JsonObject[] = [];
  base.forEach((entity, index) => {
    const at = places.ofBase[index];
    if (at !== undefined) result[at] = entity;
  });
  patch.forEach((entity, index) => {
    const at = places.ofPatch[index];
    if (at === undefined) return;
    const partner = partners[index];
    const under = partner === undefined ? merging.fillIn(section, entity) : base[partner];
    const here = { above: way, from: index, to: at };
    // What is inside an entity that moved moved with it.
    if (index !== at) merging.moved(pathOf(here, 'from'), pathOf(here, 'to'));
    result[at] = mergeObject({ base: under, patch: entity, place }, here, merging);
  });
  return result;
}

interface ResultPlaces {
  readonly ofBase: readonly (number | undefined)[];
  readonly ofPatch: readonly (number | undefined)[];
}

function resultPlaces(
  base: readonly JsonObject[],
  patch: readonly JsonObject[],
  partners: readonly (number | undefined)[],
): ResultPlaces {
  const isAbsent = patch.map((entity) => entity[ABSENT] === true);
  const patchOf = new Map(partners.flatMap((partner, index) => (partner === undefined ? [] : [[partner, index]])));
  let next = 0;
  if (patchOf.size === base.length) {
    return { ofBase: [], ofPatch: patch.map((_, index) => (isAbsent[index] ? undefined : next++)) };
  }
  const ofBase = base.map((_, index) => {
    const by = patchOf.get(index);
    return by !== undefined && isAbsent[by] ? undefined : next++;
  });
  const ofPatch = patch.map((_, index) => {
    if (isAbsent[index]) return undefined;
    const partner = partners[index];
    return partner === undefined ? next++ : ofBase[partner];
  });
  return { ofBase, ofPatch };
}
