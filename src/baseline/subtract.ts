/** What does a value say beyond its baseline? The smallest patch from which merge.ts makes the value again. */

import { compareText } from '../json/compare.ts';
import { equal } from '../json/equal.ts';
import { fieldValue, withoutField } from '../json/field.ts';
import { only } from '../json/map.ts';
import {
  emptyObject,
  isArray,
  isObject,
  type MutableJsonObject,
  property,
  scalarText,
  textProperty,
} from '../json/object.ts';
import type { Json, JsonObject, Place, Section } from '../model.ts';
import { type FillIn, isEmbedded } from './merge.ts';
import { ABSENT, areEntities, identityText, partnersIn } from './pair-entities.ts';

/** What the absence of something means in the value. */
export interface Knowledge {
  /** True when an entity that is not listed is not there; false where a file states only some things. */
  readonly isWhole: boolean;
  /** True for what `unknownInPartial` speaks of. */
  readonly isPartial: boolean;
  /** False for what a person wrote. */
  readonly isExport?: boolean;
}

interface Subtracting extends Knowledge {
  readonly fillIn: FillIn;
  /** True where absent and empty are told apart, too: in recordings. */
  readonly isExact: boolean;
  /** False where the baseline is what a server fills in: no value means just that. */
  readonly writesNull: boolean;
  /** Inside a text, where an empty object says something else than none: a validator without settings. */
  readonly isText?: boolean;
  /** Entities to be named even when they say nothing beyond the baseline. */
  readonly mustName: (section: Section, entity: JsonObject) => boolean;
}

export interface SubtractOptions extends Knowledge {
  readonly place: Place;
  readonly fillIn: FillIn;
  readonly isExact?: boolean;
  readonly mustName?: Subtracting['mustName'];
}

/** The patch that makes `value` of `base`; an empty object when they are equal. Both are canonical: sorted, without ids. */
export function subtract(value: JsonObject, base: JsonObject, options: SubtractOptions): JsonObject {
  const { place, mustName = () => false, isExact = false, ...rest } = options;
  return subtractObject(value, base, { place, context: { ...rest, mustName, isExact, writesNull: rest.isWhole } });
}

interface Here {
  readonly place: Place;
  readonly context: Subtracting;
}

/** JSON inside a text is whole, whatever is around it: an importer takes the text as it is and fills nothing in. */
const below = ({ place, context }: Here, key: string, parent: Json): Here => ({
  place: place.child(key, parent),
  context: key === '$json' ? { ...context, isWhole: true, writesNull: true, isText: true } : context,
});

function subtractObject(value: JsonObject, base: JsonObject, here: Here): MutableJsonObject {
  const result = emptyObject();
  const absentMeans = here.context.isExact ? undefined : here.place.section?.absentMeans;
  for (const key in value) {
    const child = value[key] ?? null;
    const known = property(base, key) ?? absentMeans?.[key];
    if (typeof child !== 'object') {
      // Most values are these, and need to know nothing of where they stand.
      if (child !== known) result[key] = child;
      continue;
    }
    const said = subtractChild(child, known, below(here, key, value));
    if (said !== undefined) result[key] = said;
  }
  const always = here.context.isExact ? [] : (here.place.section?.always ?? []);
  for (const key in base) {
    if (value[key] !== undefined || always.includes(key)) continue;
    const known = base[key] ?? null;
    if (equal(known, absentMeans?.[key]) || !isAbsenceTold(known, below(here, key, base))) continue;
    result[key] = null;
  }
  const { section } = here.place;
  if (section === undefined) return result;
  const said = withoutKnownTwins(withoutTwinNulls(result, value, section), { value, base }, section);
  return withWrittenAnyway(said, { value, base }, section);
}

/** A setting that the value states as a field is not taken away where the base states it as an attribute. */
function withoutTwinNulls(patch: MutableJsonObject, value: JsonObject, section: Section): MutableJsonObject {
  for (const [field, twin] of section.twins) {
    const [map = '', key = ''] = field.split('/');
    const said = patch[map];
    if (!isObject(said) || said[key] !== null || fieldValue(value, twin) === undefined) continue;
    const rest = withoutField(said, key);
    if (Object.keys(rest).length === 0) delete patch[map];
    else patch[map] = rest;
  }
  return patch;
}

/** An attribute whose field the value does not state says nothing where the base's field says the same. */
function withoutKnownTwins(
  patch: MutableJsonObject,
  { value, base }: { readonly value: JsonObject; readonly base: JsonObject },
  section: Section,
): MutableJsonObject {
  let result: JsonObject = patch;
  for (const [field, twin] of section.twins) {
    const said = fieldValue(patch, field);
    if (said === undefined || fieldValue(value, twin) !== undefined) continue;
    const known = fieldValue(base, twin);
    if (scalarText(known) === undefined || scalarText(known) !== scalarText(said)) continue;
    const [map = ''] = field.split('/');
    result = withoutField(withoutField(result, field), twin);
    if (equal(property(result, map), {})) result = withoutField(result, map);
  }
  return result === patch ? patch : Object.assign(emptyObject(), result);
}

/** A property that the base has and the value lacks: said, unless nothing is known of it or there was nothing in it. */
function isAbsenceTold(known: Json, { place, context }: Here): boolean {
  if (!context.isWhole || (context.isPartial && place.unknownInPartial !== undefined)) return false;
  if ((isEmpty(known) || known === SECRET_TEXT) && !context.isExact && context.isText !== true) return false;
  return context.writesNull || (isArray(known) && place.child('0', known).section !== undefined);
}

/** How a baseline says that a server of old versions gives its own clients secrets: it never says which. */
export const SECRET_TEXT = '$secret';

function isEmpty(value: Json): boolean {
  return isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

/**
 * Fields that are written although they equal the default: alone, or because another of their group is written. Where the
 * value states only some of a group, the others are what they are in the base.
 */
function withWrittenAnyway(
  patch: MutableJsonObject,
  { value, base }: { readonly value: JsonObject; readonly base: JsonObject },
  section: Section,
): MutableJsonObject {
  const write = (key: string, stated: Json | undefined): void => {
    if (stated !== undefined && !Object.hasOwn(patch, key)) patch[key] = stated;
  };
  const groups = section.together.filter((group) => group.some((key) => Object.hasOwn(patch, key)));
  for (const key of section.always) write(key, property(value, key));
  for (const key of groups.flat()) write(key, property(value, key) ?? property(base, key));
  return patch;
}

function subtractChild(value: Json, base: Json | undefined, here: Here): Json | undefined {
  if (value === null) return base === undefined || !here.context.writesNull ? undefined : null;
  if (isArray(value)) return subtractArray(value, base, here);
  if (!isObject(value)) return equal(value, base) ? undefined : value;
  if (isEmbedded(value) && !isEmbedded(base)) return value;
  const patch = subtractObject(value, isObject(base) ? base : emptyObject(), here);
  const isNew = !isObject(base) && Object.keys(value).length === 0;
  return Object.keys(patch).length > 0 || isNew ? patch : undefined;
}

function subtractArray(value: readonly Json[], base: Json | undefined, here: Here): readonly Json[] | undefined {
  const inside = below(here, '0', value);
  const { section } = inside.place;
  if (section !== undefined && areEntities(value)) {
    if (base !== undefined && !(isArray(base) && areEntities(base))) return value;
    if (base === undefined && value.length === 0 && here.context.isExact) return value;
    return subtractEntities(value, base ?? [], { section, here: inside });
  }
  if (equal(value, base)) return undefined;
  const isPaired = isArray(base) && base.length === value.length && section === undefined;
  if (!isPaired || !inside.place.reaches('section')) return value;
  return value.map(
    (element, index) => subtractChild(element, base[index], inside) ?? (isObject(element) ? emptyObject() : element),
  );
}

interface EntityList {
  readonly section: Section;
  readonly here: Here;
}

/** One entity of the patch, and whether it says more than its name. */
interface Said {
  readonly patch: JsonObject;
  readonly isNeeded: boolean;
}

function subtractEntities(
  value: readonly JsonObject[],
  base: readonly JsonObject[],
  list: EntityList,
): readonly Json[] | undefined {
  const { section, here } = list;
  const partners = partnersIn(value, base, section);
  const said = value.map((entity, index) => {
    const partner = partners[index];
    return partner === undefined ? newEntity(entity, list) : changedEntity(entity, base[partner] ?? entity, list);
  });
  const met = new Set(partners);
  const isListed = section.order !== 'set';
  const isComplete = here.context.isWhole || isListed || (here.context.isExport === true && namesMostOf(base, met));
  const lost = base.filter((_, index) => isComplete && !met.has(index)).map((entity) => lostEntity(entity, section));
  const all = [...said, ...lost];
  const patches =
    isListed && hasOtherOrder(partners, base.length) ? all.map(({ patch }) => patch) : needed(all, section);
  if (patches.length === 0) return undefined;
  return section.order === 'set' ? patches.sort(byIdentity(section)) : patches;
}

/** Of an export that somebody cut down, a list that names most of a server's own entities was left as it was. */
function namesMostOf(base: readonly JsonObject[], met: ReadonlySet<number | undefined>): boolean {
  return base.length > 1 && base.filter((_, index) => met.has(index)).length * 2 > base.length;
}

/** True when the list is not just the base's entities, all of them, in the base's order. */
function hasOtherOrder(partners: readonly (number | undefined)[], length: number): boolean {
  return partners.length !== length || partners.some((partner, index) => partner !== index);
}

/** Of entities that share an identity either all are named or none: they are told apart by counting. */
function needed(all: readonly Said[], section: Section): JsonObject[] {
  if (all.every(({ isNeeded }) => isNeeded)) return all.map(({ patch }) => patch);
  const names = new Set(all.flatMap(({ patch, isNeeded }) => (isNeeded ? [identityText(patch, section)] : [])));
  return all.map(({ patch }) => patch).filter((patch) => names.has(identityText(patch, section)));
}

function changedEntity(entity: JsonObject, base: JsonObject, { section, here }: EntityList): Said {
  const body = subtractObject(entity, base, here);
  const hasBody = Object.keys(body).some((key) => !section.always.includes(key));
  const isNeeded = hasBody || here.context.mustName(section, entity);
  return { patch: named(entity, section, body), isNeeded };
}

/** What is said of the entity, below its name. */
function named(entity: JsonObject, section: Section, body: JsonObject): JsonObject {
  const patch = only(entity, section.identity);
  for (const key in body) patch[key] = body[key] ?? null;
  return patch;
}

function newEntity(entity: JsonObject, { section, here }: EntityList): Said {
  const context = { ...here.context, writesNull: false };
  const body = subtractObject(entity, here.context.fillIn(section, entity), { ...here, context });
  return { patch: named(entity, section, body), isNeeded: true };
}

function lostEntity(entity: JsonObject, section: Section): Said {
  const patch = only(entity, section.identity);
  patch[ABSENT] = true;
  return { patch, isNeeded: true };
}

/** Equal identities stay as they were: the order counts them, and what is absent comes last. So do entities without a name. */
function byIdentity(section: Section): (a: JsonObject, b: JsonObject) => number {
  const [name = ''] = section.identity;
  const keyOf = (entity: JsonObject): string =>
    textProperty(entity, name) === undefined ? '' : identityText(entity, section);
  return (a, b) => compareText(keyOf(a), keyOf(b));
}
