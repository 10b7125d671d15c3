/** What does one row of `rules/upgrades/` make of a realm? One function a verb; what a verb does not touch is shared with the input. */

import { identityText } from '../baseline/pair-entities.ts';
import { compareText } from '../json/compare.ts';
import { equal } from '../json/equal.ts';
import { elementsOf, emptyObject, isArray, isObject, property } from '../json/object.ts';
import { valueAt } from '../json/path.ts';
import type { Baseline, Json, JsonObject, Path, Section, Tables } from '../model.ts';
import type { Fields } from '../rule-rows.ts';
import { passesFields } from '../tables/condition.ts';
import { findMatches } from '../tables/find-places.ts';
import { parsePattern } from '../tables/pattern.ts';
import type { Some, UpgradeRow, UpgradeStep } from '../tables/upgrade-rows.ts';
import { editAt, withField } from './edit-at.ts';
import { PROGRAMS } from './programs.ts';

/** What rows look at beside the realm itself. */
export interface Upgrading {
  readonly tables: Tables;
  /** A new realm of this name on the target version. */
  readonly fresh: JsonObject;
  /** What a server of the target version makes by itself. */
  readonly baseline: Baseline;
}

/** The realm after the row; the very same object where the row has nothing to do. */
export function applyRow(realm: JsonObject, row: UpgradeRow, upgrading: Upgrading): JsonObject {
  const isThere = (some: Some): boolean => hasSome(realm, some);
  if (!row.when.every(isThere) || row.unless.some(isThere)) return realm;
  const steps = row.steps.filter(({ unless }) => !unless.some(isThere));
  return steps.reduce((data, step) => applyStep(data, step, upgrading), realm);
}

/** True where the realm has one of them. */
export function hasSome(realm: JsonObject, { at, where }: Some): boolean {
  return findMatches(realm, at.map((key) => key.replaceAll('/', '%2F')).join('/')).some(({ value }) =>
    passesFields(value, where),
  );
}

function applyStep(realm: JsonObject, step: UpgradeStep, upgrading: Upgrading): JsonObject {
  const { tables, fresh, baseline } = upgrading;
  if (step.verb === 'call') return PROGRAMS[step.program]?.(realm, { fresh, baseline, with: step.with }) ?? realm;
  if (step.verb === 'adopt') return adopt(realm, step.on, upgrading);
  const edited = editAt(realm, step.on.at, (value) => {
    if (!isObject(value) || !passesFields(value, step.on.where)) return value;
    return step.verb === 'drop' ? undefined : applyVerb(value, step, tables);
  });
  return isObject(edited) ? edited : realm;
}

/** Entities are added to their list, in its order; a field is set where there is none. */
function adopt(realm: JsonObject, { at, where }: Some, { tables, fresh }: Upgrading): JsonObject {
  const matches = findMatches(fresh, at.join('/')).filter(({ value }) => passesFields(value, where));
  return matches.reduce((data, { path, value }) => {
    if (typeof path.at(-1) === 'string') return valueAt(data, path) === undefined ? withField(data, path, value) : data;
    const list = path.slice(0, -1);
    return isObject(value)
      ? withEntity(data, { field: list, entity: value, after: [], section: sectionAt(tables, list) })
      : data;
  }, realm);
}

/** The section of a list's elements. */
function sectionAt({ root }: Tables, list: Path): Section | undefined {
  return [...list, '0'].reduce((place, key) => place.child(String(key), emptyObject()), root).section;
}

type Changing = Exclude<UpgradeStep, { readonly verb: 'call' | 'drop' | 'adopt' }>;

function applyVerb(value: JsonObject, step: Changing, tables: Tables): JsonObject {
  switch (step.verb) {
    case 'set':
      return eachField(value, step.values, (_, wanted) => wanted);
    case 'fill':
      return eachField(value, step.values, (known, wanted) => known ?? wanted);
    case 'take':
      return step.fields.reduce((object, field) => withField(object, parsePattern(field), undefined), value);
    case 'rename':
      return Object.entries(step.fields).reduce((object, [from, to]) => moved(object, from, to, 'rename'), value);
    case 'copy':
      return Object.entries(step.fields).reduce((object, [from, to]) => moved(object, from, to, 'copy'), value);
    case 'replace': {
      const field = parsePattern(step.field);
      const known = valueAt(value, field);
      const key = typeof known === 'string' && Object.hasOwn(step.values, known) ? known : undefined;
      return key === undefined ? value : withField(value, field, step.values[key] ?? undefined);
    }
    case 'insert':
    case 'remove':
      return withMember(value, step);
    case 'add': {
      const section = tables.sections.find(({ at }) => at.some((pattern) => pattern.endsWith(`/${step.list}/*`)));
      return withEntity(value, { ...step, field: parsePattern(step.list), section });
    }
  }
}

function eachField(
  object: JsonObject,
  values: JsonObject,
  decide: (known: Json | undefined, wanted: Json) => Json,
): JsonObject {
  return Object.entries(values).reduce((result, [name, wanted]) => {
    const field = parsePattern(name);
    const known = valueAt(result, field);
    const value = decide(known, wanted);
    return known !== undefined && equal(known, value) ? result : withField(result, field, value);
  }, object);
}

/** The value under another name. Where both names have one, the new name's counts when copying, and the old one's when renaming. */
function moved(object: JsonObject, from: string, to: string, how: 'rename' | 'copy'): JsonObject {
  const [source, target] = [parsePattern(from), parsePattern(to)];
  const value = valueAt(object, source);
  if (value === undefined) return object;
  if (how === 'copy') return valueAt(object, target) === undefined ? withField(object, target, value) : object;
  return withField(withField(object, source, undefined), target, value);
}

type Membership = Extract<UpgradeStep, { readonly verb: 'insert' | 'remove' }>;

/** `*` in the list's name are all lists that are there. */
function withMember(object: JsonObject, { verb, member, list: name }: Membership): JsonObject {
  const fields = name.includes('*') ? findMatches(object, name).map(({ path }) => path) : [parsePattern(name)];
  return fields.reduce((result, field) => {
    const list = elementsOf(valueAt(result, field));
    const others = list.filter((each) => !equal(each, member));
    const hasIt = others.length < list.length;
    if (hasIt === (verb === 'insert')) return result;
    return withField(result, field, verb === 'remove' ? others : inOrder(list, member));
  }, object);
}

/** What is sorted stays sorted: sets are. */
function inOrder(list: readonly Json[], member: Json): readonly Json[] {
  const isSorted = list.every((each, index) => index === 0 || compareText(String(list[index - 1]), String(each)) <= 0);
  if (!isSorted) return [...list, member];
  const at = list.findIndex((each) => compareText(String(member), String(each)) < 0);
  return at < 0 ? [...list, member] : [...list.slice(0, at), member, ...list.slice(at)];
}

interface Adding {
  readonly entity: JsonObject;
  readonly field: Path;
  readonly after: Fields;
  readonly section: Section | undefined;
}

/** The list with the entity, unless one of its identity is there. Without `after` it stands at the end. */
function withEntity(object: JsonObject, { entity, field, after, section }: Adding): JsonObject {
  const known = valueAt(object, field);
  const entities = elementsOf(known);
  if (known !== undefined && !isArray(known)) return object;
  if (entities.some((each) => isSame(each, entity, section))) return object;
  const before = after.length === 0 ? -1 : entities.findLastIndex((each) => passesFields(each, after));
  const at = before < 0 ? entities.length : before + 1;
  return withField(object, field, [...entities.slice(0, at), entity, ...entities.slice(at)]);
}

function isSame(each: Json, entity: JsonObject, section: Section | undefined): boolean {
  if (!isObject(each)) return false;
  if (section !== undefined && section.identity.length > 0)
    return identityText(each, section) === identityText(entity, section);
  return NAMES.every((key) => equal(property(each, key) ?? null, property(entity, key) ?? null));
}

const NAMES = ['name', 'alias', 'authenticator', 'flowAlias', 'client', 'clientScope'];
