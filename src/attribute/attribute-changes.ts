/**
 * Whose doing is each difference of two realms of different versions? What a newer server makes of the older realm is the upgrade's
 * (`rules/upgrades/`), and what the newer realm has beyond that is an edit: a client without `basic` after 25, too. A realm that was not
 * upgraded but made anew on the newer server shows what only new realms have; its differences are the defaults' that moved.
 */

import { diffRealms } from '../diff/diff-realms.ts';
import { pathAsRead } from '../diff/locate-changes.ts';
import { sortChanges } from '../diff/sort-changes.ts';
import type { Change, ComparedRealm, Places, Tables } from '../model.ts';
import { isBelow, type UpgradeWay } from '../upgrade/upgrade-realm.ts';
import { sitsOnDefaults } from './at-defaults.ts';
import { causesByRow } from './causes-by-row.ts';
import { changeText, placeText } from './change-text.ts';
import { freshRealm, upgradedRealm } from './fresh-realm.ts';
import { withoutStepsNotRun } from './not-run.ts';
import { type Upgraded, upgradeCompared } from './upgrade-compared.ts';

/** The changes of `before` to `after`, as a comparison found them, each with its cause. */
export function attributeChanges(
  changes: readonly Change[],
  before: ComparedRealm,
  after: ComparedRealm,
  tables: Tables,
): readonly Change[] {
  const [from, to] = [before.realm.keycloakVersion, after.realm.keycloakVersion];
  if (from === undefined || to === undefined) return withDefaults(changes, before, after, tables);
  if (isBelow(from, to)) return attribute(changes, { before, after, tables, isBackwards: false });
  if (isBelow(to, from)) return attribute(changes, { before, after, tables, isBackwards: true });
  return changes;
}

interface Comparison {
  readonly before: ComparedRealm;
  readonly after: ComparedRealm;
  readonly tables: Tables;
  /** The older realm is the one after. */
  readonly isBackwards: boolean;
}

function attribute(changes: readonly Change[], comparison: Comparison): readonly Change[] {
  const { before, after, tables, isBackwards } = comparison;
  const halves = likelierHalves(comparison);
  if (halves === undefined) return withDefaults(changes, before, after, tables);
  const { upgraded, byUpgrade, beyond } = halves;
  const residue = residueOf(comparison, upgraded);
  if (isMadeAnew(beyond, residue)) return ofNewRealm(changes, comparison, halves);
  const moved = new Set(residue.map(changeText));
  const place = (change: Change): Change => ({
    ...change,
    places: placesIn(change.places, comparison, upgraded.realm),
  });
  // Going back, what is beyond comes first and the upgrade undone second: either way one takes back the other.
  const ran = withoutStepsNotRun(causesByRow(byUpgrade, upgraded, tables, isBackwards), beyond, {
    plain: changes,
    effects: upgraded.effects,
  });
  return sortChanges([
    ...ran.byUpgrade.map(place),
    ...ran.beyond.map((change) => (moved.has(changeText(change)) ? asDefault(change) : change)).map(place),
  ]);
}

/** The two halves of a difference: what the newer server did, and what the newer realm has beyond. */
interface Halves {
  readonly upgraded: Upgraded;
  readonly byUpgrade: readonly Change[];
  readonly beyond: readonly Change[];
}

/** A server that started on the database did everything; one that imported the file, only what an import does. The better explanation counts. */
function likelierHalves(comparison: Comparison): Halves | undefined {
  const started = halvesOf(comparison, 'database');
  if (started === undefined || started.beyond.length === 0) return started;
  if (started.upgraded.effects.every(({ row }) => row.onImport)) return started;
  // Comparing once more takes as long as everything before: only where something of the upgrade seems undone.
  const edited = new Set(started.beyond.map(placeText));
  if (!started.byUpgrade.some((change) => edited.has(placeText(change)))) return started;
  const imported = halvesOf(comparison, 'import');
  return imported !== undefined && imported.beyond.length < started.beyond.length ? imported : started;
}

function halvesOf({ before, after, tables, isBackwards }: Comparison, via: UpgradeWay['via']): Halves | undefined {
  const [older, newer] = isBackwards ? [after, before] : [before, after];
  const upgraded = upgradeCompared(older, newer, tables, via);
  if (upgraded === undefined) return undefined;
  const middle = upgraded.realm;
  const diff = (from: ComparedRealm, to: ComparedRealm): readonly Change[] => diffRealms(from, to, tables).changes;
  return isBackwards
    ? { upgraded, byUpgrade: diff(middle, after), beyond: diff(before, middle) }
    : { upgraded, byUpgrade: diff(before, middle), beyond: diff(middle, after) };
}

/** The realm was made on the newer version: defaults are that version's, and what an import migrates is its doing. */
function ofNewRealm(
  changes: readonly Change[],
  { before, after, tables, isBackwards }: Comparison,
  { upgraded, byUpgrade }: Halves,
): readonly Change[] {
  const byServer = new Set(byUpgrade.map(changeText));
  const told = changes.filter((change) => byServer.has(changeText(change)));
  const rows = causesByRow(told, upgraded, tables, isBackwards);
  const byText = new Map(rows.map((change) => [changeText(change), change]));
  return withDefaults(changes, before, after, tables).map((change) =>
    change.cause === 'edit' ? (byText.get(changeText(change)) ?? change) : change,
  );
}

/** By list of a client, the realm's: a client that is made anew gets what stands there. */
const LISTS: { readonly [list: string]: string } = {
  defaultClientScopes: 'defaultDefaultClientScopes',
  optionalClientScopes: 'defaultOptionalClientScopes',
};

/** A client has a scope more, which new realms of the version give to every client. */
function followsRealm(change: Change, moved: ReadonlySet<string>): boolean {
  const list = change.section === 'clients' && change.path.length === 1 ? LISTS[change.path[0] ?? ''] : undefined;
  if (list === undefined || change.secret === true || typeof change.after !== 'string') return false;
  return moved.has(changeText({ ...change, section: list, entity: change.after, path: [] }));
}

/** What came with a version and is just as a new realm has it, however much of that the file writes out. */
function wholeEntities(
  defaults: readonly Change[],
  after: ComparedRealm,
  fresh: ComparedRealm,
  tables: Tables,
): (change: Change) => boolean {
  const entityOf = ({ section, entity }: Change): string => placeText({ section, entity, path: [] });
  const come = new Set(defaults.filter(({ kind, path }) => kind === 'added' && path.length === 0).map(entityOf));
  if (come.size === 0) return () => false;
  const edited = new Set(diffRealms(fresh, after, tables).changes.map(entityOf));
  return (change) =>
    change.kind === 'added' && change.path.length === 0 && come.has(entityOf(change)) && !edited.has(entityOf(change));
}

function isOlder(
  { realm: { keycloakVersion: from } }: ComparedRealm,
  { realm: { keycloakVersion: to } }: ComparedRealm,
): boolean {
  return from !== undefined && to !== undefined && isBelow(from, to);
}

function asDefault(change: Change): Change {
  return { ...change, cause: 'version-default' };
}

/** What a new realm of the newer version has beyond an upgraded new realm of the older one. */
function residueOf({ before, after, tables, isBackwards }: Comparison, { upgrade }: Upgraded): readonly Change[] {
  const [older, newer] = isBackwards ? [after, before] : [before, after];
  const [was, is] = [upgradedRealm(older, tables), freshRealm(newer, tables)];
  if (was === undefined || is === undefined) return [];
  const upgraded = { ...was, data: upgrade(was.data) };
  const [left, right] = isBackwards ? [is, upgraded] : [upgraded, is];
  return diffRealms(left, right, tables).changes;
}

/** Most of what tells a new realm from an upgraded one is there. */
function isMadeAnew(beyond: readonly Change[], residue: readonly Change[]): boolean {
  const found = new Set(beyond.map(changeText));
  return residue.length > 0 && residue.filter((change) => found.has(changeText(change))).length * 2 > residue.length;
}

/** Each change that new realms of both versions show as well has the cause `version-default`; the older one with its past. */
function withDefaults(
  changes: readonly Change[],
  before: ComparedRealm,
  after: ComparedRealm,
  tables: Tables,
): readonly Change[] {
  if (changes.length === 0 || before.baseline === after.baseline) return changes;
  const [was, is] = isOlder(before, after)
    ? [upgradedRealm(before, tables), freshRealm(after, tables)]
    : [freshRealm(before, tables), upgradedRealm(after, tables)];
  if (was === undefined || is === undefined) return changes;
  const defaults = diffRealms(was, is, tables).changes;
  const moved = new Set(defaults.map(changeText));
  const isWhole = wholeEntities(defaults, after, is, tables);
  const isAtDefault = sitsOnDefaults({ realm: before, fresh: was.data }, { realm: after, fresh: is.data }, tables);
  return changes.map((change) =>
    moved.has(changeText(change)) || isWhole(change) || isAtDefault(change) || followsRealm(change, moved)
      ? asDefault(change)
      : change,
  );
}

/** The same places in the realms that are compared: one of the two ways leads into the realm between them. */
function placesIn(places: Places, { before, after, tables: { root } }: Comparison, middle: ComparedRealm): Places {
  const into = (path: Places['before'], realm: ComparedRealm) =>
    pathAsRead(path, middle.data, { value: realm.data, root });
  return { before: into(places.before, before), after: into(places.after, after) };
}
