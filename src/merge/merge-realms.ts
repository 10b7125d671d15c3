/** What do two changes of one realm make of it together? The merged realm, where they conflict, and what only both together broke. */

import { diffRealms } from '../diff/diff-realms.ts';
import { type Renames, renamesOf } from '../diff/renames.ts';
import { unescapeName } from '../entities/names.ts';
import { equal } from '../json/equal.ts';
import { emptyObject } from '../json/object.ts';
import { printPointer } from '../json/path.ts';
import type { ComparedRealm, JsonObject, Path, Realm, Section, Tables } from '../model.ts';
import { type CanonicalRealm, canonical } from '../normalize/canonical.ts';
import { findEntities } from '../normalize/entities.ts';
import { type Broken, brokenBy } from './broken.ts';
import { type Conflict, mergeRealmData, type Preferred, type Side } from './merge-values.ts';
import { reportName, underOneName } from './rename-entities.ts';

export interface ThreeRealms {
  /** Undefined where both sides added the file. */
  readonly base: Realm | undefined;
  readonly left: Realm;
  readonly right: Realm;
}

/** Three versions with everything written, in which all has one name: what every merge of them begins with. */
export interface MergeVersions {
  readonly data: { readonly [version in Preferred]: JsonObject };
  readonly realms: { readonly [side in Side]: CanonicalRealm };
  /** Names that a side gave to what the others still call otherwise. */
  readonly renames: { readonly [side in Side]: Renames };
  /** What both gave a name, and not the same one. */
  readonly renamedTwice: readonly RenamedTwice[];
}

export interface MergedRealm {
  /** The whole realm, everything written; where the sides conflict as the preferred one has it. */
  readonly realm: Realm;
  readonly conflicts: readonly Conflict[];
}

/** What a merge decides by, beside the three versions. */
export interface MergeChoice {
  readonly prefer: Preferred;
  /** Entities that are the preferred side's as they are. */
  readonly isWhole?: (section: Section, path: Path) => boolean;
}

export function versionsOf(three: ThreeRealms, tables: Tables): MergeVersions {
  const [left, right] = [wholeRealm(three.left, tables), wholeRealm(three.right, tables)];
  const base = three.base === undefined ? undefined : wholeRealm(three.base, tables);
  const found = {
    left: base === undefined ? NONE : renamesFrom(base, left, tables),
    right: base === undefined ? NONE : renamesFrom(base, right, tables),
  };
  const twice = [
    ...renamedTwice(found.left, found.right, tables),
    ...renamedAndRemoved(found.left, found.right, right.canonical.data, tables),
    ...renamedAndRemoved(found.right, found.left, left.canonical.data, tables),
  ];
  const renames = { left: withoutNames(found.left, twice), right: withoutNames(found.right, twice) };
  const whole = { left: left.canonical.data, right: right.canonical.data, base: base?.canonical.data ?? emptyObject() };
  return {
    data: underOneName(whole, renames, tables),
    realms: { left: left.canonical, right: right.canonical },
    renames,
    renamedTwice: twice,
  };
}

export function mergeRealms(versions: MergeVersions, tables: Tables, choice: MergeChoice): MergedRealm {
  const conflicts: Conflict[] = [];
  const merged = mergeRealmData(versions.data, tables.root, {
    ...choice,
    onConflict: (conflict) => conflicts.push(conflict),
  });
  const isTold = (path: Path) => conflicts.some((each) => printPointer(each.path) === printPointer(path));
  const renamings = versions.renamedTwice
    .filter(({ path }) => !isTold(path))
    .map(({ path }) => ({ kind: 'value' as const, path }));
  const side = versions.realms[choice.prefer === 'right' ? 'right' : 'left'];
  return { realm: { ...side, data: merged }, conflicts: [...renamings, ...conflicts] };
}

/** What is wrong in the merged realm and in neither side. */
export function brokenIn(realm: Realm, { data, realms }: MergeVersions, tables: Tables): readonly Broken[] {
  const sides = (['left', 'right'] as const).map((side) => ({ ...realms[side], data: data[side] }));
  return brokenBy(realm, sides, tables);
}

const NONE: Renames = new Map();

/** A side as it was read, and with everything written. */
interface Whole {
  readonly read: Realm;
  readonly canonical: CanonicalRealm;
}

function wholeRealm(read: Realm, tables: Tables): Whole {
  return { read, canonical: canonical(read, tables, { secrets: 'keep', isOrdered: true, keepsSecrets: true }) };
}

/** What a side gave another name: by id where the files have ids, else where enough else is equal. */
function renamesFrom(base: Whole, side: Whole, tables: Tables): Renames {
  return renamesOf(diffRealms(compared(base), compared(side), tables).changes);
}

function compared({ read, canonical: { data, baseline } }: Whole): ComparedRealm {
  return { source: read.name, realm: read, data, baseline };
}

/** One thing under two new names, or two things under one. */
export interface RenamedTwice {
  readonly section: string;
  readonly names: readonly string[];
  readonly path: Path;
}

function renamedTwice(ours: Renames, theirs: Renames, tables: Tables): readonly RenamedTwice[] {
  const pathOf = (section: string, name: string) => placeOfName(section, name, tables);
  return [...ours].flatMap(([section, names]) => {
    const others = theirs.get(section) ?? new Map<string, string>();
    return [...names].flatMap(([from, to]) => {
      const other = others.get(from);
      const [rival] = [...others].find(([old, name]) => name === to && old !== from) ?? [];
      if (other !== undefined && other !== to)
        return [{ section, names: [from, to, other], path: pathOf(section, from) }];
      return rival === undefined ? [] : [{ section, names: [from, rival, to], path: pathOf(section, to) }];
    });
  });
}

/** What one side gave another name, and the other took away: under whichever name. */
function renamedAndRemoved(
  renames: Renames,
  others: Renames,
  data: JsonObject,
  tables: Tables,
): readonly RenamedTwice[] {
  if (renames.size === 0) return [];
  const names = new Set(
    findEntities(data, tables.root).map((entity) => `${entity.section.name} ${reportName(entity)}`),
  );
  return [...renames].flatMap(([section, each]) =>
    [...each]
      .filter(([from]) => !names.has(`${section} ${from}`) && others.get(section)?.has(from) !== true)
      .map(([from, to]) => ({ section, names: [from, to], path: placeOfName(section, from, tables) })),
  );
}

/** Where an entity of that name would be: `/roles/client/web-shop/viewer`. */
function placeOfName(section: string, name: string, { sections }: Tables): Path {
  const { at: [pattern = ''] = [], spelling } = sections.find((each) => each.name === section) ?? {};
  const names = spelling === 'client-role' ? name.split('/').map(unescapeName) : [name];
  const keys = pattern.split('/').filter((key) => key !== '*');
  return [...keys, ...names];
}

function withoutNames(renames: Renames, twice: readonly RenamedTwice[]): Renames {
  const isOpen = (section: string, from: string) =>
    twice.some((each) => each.section === section && each.names.includes(from));
  return new Map(
    [...renames].map(([section, names]) => [section, new Map([...names].filter(([from]) => !isOpen(section, from)))]),
  );
}

/** True where two realms are the same when everything is written. */
export function isSameRealm(one: Realm, other: Realm, tables: Tables): boolean {
  const whole = (realm: Realm) =>
    canonical(realm, tables, { secrets: 'keep', isOrdered: true, keepsSecrets: true }).data;
  return equal(whole(one), whole(other));
}
