/** What changed from one realm to another? The list of changes, in the report's words, and what could not be compared. */

import { equal } from '../json/equal.ts';
import { withoutField } from '../json/field.ts';
import { groupBy } from '../json/group-by.ts';
import { naturalPath } from '../json/natural-path.ts';
import { elementsOf } from '../json/object.ts';
import { memberText } from '../json/print.ts';
import type { Change, ComparedRealm, Json, NotCompared, Tables } from '../model.ts';
import { HEADER } from '../normalize/key-order.ts';
import { compareFlows } from './compare-flows.ts';
import { compareGroups } from './compare-groups.ts';
import { compareScopeMappings, withinOwners } from './compare-scope-mappings.ts';
import { compareUserProfile, USER_PROFILE } from './compare-user-profile.ts';
import { compareChild, compareValues, keysOf } from './compare-values.ts';
import { type Context, childOf, type Pair, type Side, valueChange } from './comparing.ts';
import { withOriginsOf } from './complete.ts';
import { countEntities } from './count-entities.ts';
import { renamedIn } from './find-renamed.ts';
import { findOldNames, followRenames } from './follow-renames.ts';
import { impliedOn, withoutImplied } from './implied.ts';
import { declaredIn, type Known, knownOf } from './known.ts';
import { type Renames, renamesOf } from './renames.ts';
import { sortChanges } from './sort-changes.ts';
import { type Skipped, tellSkipped } from './tell-skipped.ts';
import { isSection, realmWhere, type Where } from './where.ts';
import { nameParts, whereIs } from './where-is.ts';

export interface Difference {
  /** In the order of the report: by section, entity and path. */
  readonly changes: readonly Change[];
  readonly notCompared: readonly NotCompared[];
  /** By section: how many entities were compared. */
  readonly compared: { readonly [section: string]: number };
  /** How many values one side states and the other leaves out, because Keycloak takes them for absence. */
  readonly implied: number;
}

export interface DiffOptions {
  /** Sides of which only what the file says counts. */
  readonly onlyDeclared?: readonly ('before' | 'after')[];
}

/**
 * Everything in which the effective values of two realms differ. Where something was renamed, both are compared again as
 * if everybody used the new name: who followed is no change, and who did not is told with the renaming.
 */
export function diffRealms(
  old: ComparedRealm,
  now: ComparedRealm,
  tables: Tables,
  options: DiffOptions = {},
): Difference {
  const complete = (side: Side, of: ComparedRealm, other: ComparedRealm): ComparedRealm =>
    options.onlyDeclared?.includes(side) === true ? of : { ...of, data: withOriginsOf(of.data, other.data) };
  const before = complete('before', old, now);
  const after = complete('after', now, old);
  const difference = diffOnce(before, after, tables, options);
  const renames = renamesOf(difference.changes);
  if (renames.size === 0) return difference;
  const renamed = (side: ComparedRealm) => ({ ...side, data: followRenames(side.data, renames, tables) });
  const followed = diffOnce(renamed(before), renamed(after), tables, options);
  return { ...followed, changes: withOldNames(followed.changes, renamesOf(followed.changes), after, tables) };
}

/** Each renaming with the places that still use the old name. One walk, however many there are. */
function withOldNames(
  changes: readonly Change[],
  renames: Renames,
  after: ComparedRealm,
  tables: Tables,
): readonly Change[] {
  const places = groupBy(findOldNames(after.data, renames, tables), ({ renamed: { section, from } }) =>
    JSON.stringify([section, from]),
  );
  if (places.size === 0) return changes;
  return changes.map((change) => {
    if (change.kind !== 'renamed' || change.secret || typeof change.before !== 'string') return change;
    if (renames.get(change.section)?.get(change.before) !== change.after) return change;
    const found = places.get(JSON.stringify([change.section, change.before])) ?? [];
    const namedBy = found.map(({ path }) => nameParts(whereIs(after.data, path, tables.root)));
    return namedBy.length === 0 ? change : { ...change, namedBy };
  });
}

function diffOnce(
  before: ComparedRealm,
  after: ComparedRealm,
  tables: Tables,
  { onlyDeclared = [] }: DiffOptions,
): Difference {
  const { root } = tables;
  const changes: Change[] = [];
  const skipped: Skipped[] = [];
  const knownFor = (side: Side, realm: ComparedRealm, other: ComparedRealm): Known =>
    onlyDeclared.includes(side) ? declaredIn(realm) : knownOf(realm, other, root);
  const known = { before: knownFor('before', before, after), after: knownFor('after', after, before) };
  const impliedSides = impliedOn(before, after, tables);
  let implied = 0;
  const context: Context = {
    emit: (change) => changes.push(change),
    skip: (where, reason) => skipped.push({ where, reason }),
    findRenamed: renamedIn(before, after, tables),
    isHidden: ({ where, place }) =>
      [known.before, known.after].some((side) => side.isHiddenPart(where) || side.isHiddenLink(place)),
    // Properties of the realm itself are asked for by their key.
    isUnknown: ({ place, after }, side) => after.path.length > 1 && known[side].isUnknownPlace(place),
    cannotResolve: { before: before.realm.exportKind !== 'full', after: after.realm.exportKind !== 'full' },
    isRenamed: ({ before: { path: was }, after: { path: is } }) =>
      before.realm.name !== after.realm.name ||
      !equal(naturalPath(before.data, was, root), naturalPath(after.data, is, root)),
    withoutImplied: (pair) => {
      const reduced = withoutImplied(pair, impliedSides);
      implied += reduced.leftOut;
      return reduced.pair;
    },
    isUnknownEntity: (section, entity, side) => known[side].isUnknownEntity(section, entity),
  };
  const realms: Pair = context.withoutImplied({
    before: { value: before.data, path: [] },
    after: { value: after.data, path: [] },
    place: root,
    where: realmWhere(after.realm.name),
  });
  const keys = keysOf(realms.before.value, realms.after.value).filter((key) => !NOT_COMPARED.has(key));
  const isUnknown = (key: string) => known.before.isUnknownKey(key) || known.after.isUnknownKey(key);
  const seen = ({ data }: ComparedRealm) => keys.filter(isUnknown).reduce(withoutField, data);
  for (const key of keys.filter(isUnknown)) context.skip(skippedKey(key, after), 'unknown');
  for (const key of keys.filter((each) => !isUnknown(each)))
    compareKey(key, realms, { before, after, tables, context });
  return {
    changes: sortChanges(withinOwners(changes)),
    notCompared: tellSkipped(skipped),
    compared: countEntities(seen(before), seen(after), root, after.realm.apart),
    implied,
  };
}

/** What a file says of itself and not of its realm. */
const NOT_COMPARED: ReadonlySet<string> = new Set([HEADER, 'realm', 'keycloakVersion']);

/** A part of the realm that is a section of the report, or one of its settings. */
function skippedKey(key: string, { realm }: ComparedRealm): Where {
  return isSection(key)
    ? { section: key, entity: '', path: [] }
    : { section: 'realm', entity: realm.name, path: [key] };
}

interface Realms {
  readonly before: ComparedRealm;
  readonly after: ComparedRealm;
  readonly tables: Tables;
  readonly context: Context;
}

/** Most properties of a realm are compared like any value; some are lists or trees that the report names by themselves. */
function compareKey(key: string, realms: Pair, both: Realms): void {
  const { context, tables } = both;
  const child = childOf(realms, key);
  switch (key) {
    case 'authenticationFlows':
      return compareFlows(both.before.data, both.after.data, tables.root, context);
    case 'authenticatorConfig':
      return; // together with the flows
    case 'components':
      return compareComponents(child, both);
    case 'groups':
      return compareGroups(child, context);
    case 'defaultDefaultClientScopes':
    case 'defaultGroups':
    case 'defaultOptionalClientScopes':
      return compareMembers(key, child, context);
    case 'clientScopeMappings':
    case 'scopeMappings':
      return compareScopeMappings(child, context);
    case 'localizationTexts':
      return compareLocales(child, context);
    default:
      return compareChild(realms, key, context);
  }
}

/** The user profile is a component for the server, and a part of its own for people. */
function compareComponents(components: Pair, { before, after, tables, context }: Realms): void {
  for (const type of keysOf(components.before.value, components.after.value)) {
    if (type !== USER_PROFILE) compareValues(childOf(components, type), context);
  }
  compareUserProfile(childOf(components, USER_PROFILE), { before, after, tables, context });
}

/** Lists of names: each member is an entity of the report. */
function compareMembers(section: string, list: Pair, context: Context): void {
  const members = (value: Json | undefined) => new Set(elementsOf(value).map(memberText));
  const [old, now] = [members(list.before.value), members(list.after.value)];
  for (const name of [...new Set([...old, ...now])].sort()) {
    if (old.has(name) === now.has(name)) continue;
    const at = (side: Side, has: boolean) => ({ value: has ? name : undefined, path: list[side].path });
    const where = { section, entity: name, path: [] };
    context.emit(valueChange({ before: at('before', old.has(name)), after: at('after', now.has(name)), where }));
  }
}

/** Texts are changed key by key, also where a locale has its first or loses its last. */
function compareLocales(texts: Pair, context: Context): void {
  for (const locale of keysOf(texts.before.value, texts.after.value)) {
    const child = childOf(texts, locale);
    compareValues({ ...child, where: { section: 'localizationTexts', entity: locale, path: [] } }, context);
  }
}
