/**
 * Which steps of an upgrade never happened to a realm? A file whose version somebody only wrote, or an import tool's. A step of which
 * nothing is left did not run, unless a later one did: then somebody took back what it had done.
 */

import { groupBy } from '../json/group-by.ts';
import type { Change } from '../model.ts';
import { upgradeName } from '../tables/upgrade-rows.ts';
import { isBelow, type UpgradeEffect } from '../upgrade/upgrade-realm.ts';
import { changeText, placeText } from './change-text.ts';

/** What is told of a difference, once the steps that did not run are left out. */
export interface Ran {
  readonly byUpgrade: readonly Change[];
  readonly beyond: readonly Change[];
}

/** `byUpgrade` are told with their rows; `plain` is the difference without an upgrade between. */
export function withoutStepsNotRun(
  byUpgrade: readonly Change[],
  beyond: readonly Change[],
  { plain, effects }: { readonly plain: readonly Change[]; readonly effects: readonly UpgradeEffect[] },
): Ran {
  // What a newer server writes otherwise, it writes of any realm.
  const telling = new Set(effects.filter(({ row }) => row.phase !== 'export').map(({ row }) => upgradeName(row)));
  const oldName = oldNames(beyond);
  const back = (change: Change): string => aboutText(mirrored(change, oldName(change)));
  const takenBack = new Set(beyond.map(back));
  const isGone = (change: Change): boolean => takenBack.has(aboutText(change));
  const steps = [...groupBy(byUpgrade, ({ upgrade = '' }) => upgrade)].filter(([name]) => name !== '');
  const ran = steps
    .filter(([name, changes]) => telling.has(name) && !changes.every(isGone))
    .map(([name]) => versionOf(name));
  const notRun = new Set(
    steps
      .filter(([name, changes]) => changes.every(isGone) && ran.every((version) => isBelow(version, versionOf(name))))
      .map(([name]) => name),
  );
  if (notRun.size === 0) return { byUpgrade, beyond };
  const dropped = byUpgrade.filter(({ upgrade = '' }) => notRun.has(upgrade));
  const gone = new Set(dropped.map(aboutText));
  // What came back as a whole may have come back otherwise.
  const whole = new Set(dropped.filter(isWhole).map(entityText));
  return {
    byUpgrade: byUpgrade.filter(({ upgrade = '' }) => !notRun.has(upgrade)),
    beyond: [
      ...beyond.filter((change) => !gone.has(back(change))),
      ...plain.filter((change) => whole.has(entityText(change))),
    ],
  };
}

function isWhole({ kind, path }: Change): boolean {
  return path.length === 0 && (kind === 'added' || kind === 'removed');
}

function entityText({ section, entity }: Change): string {
  return placeText({ section, entity, path: [] });
}

/** Equal for changes that say the same; of what came or went as a whole, whatever was in it. */
function aboutText(change: Change): string {
  return isWhole(change) ? `${change.kind} ${entityText(change)}` : changeText(change);
}

function versionOf(upgrade: string): string {
  return upgrade.slice(0, upgrade.indexOf('/'));
}

const MIRRORED = {
  added: 'removed',
  removed: 'added',
  changed: 'changed',
  moved: 'moved',
  renamed: 'renamed',
} as const;

/** The change that takes it back, of an entity that is called so on the other side. */
function mirrored(change: Change, entity: string): Change {
  const kind = MIRRORED[change.kind];
  if (change.secret === true) return { ...change, kind, entity };
  const { before, after, likeness: _, namedBy: __, ...rest } = change;
  return {
    ...{ ...rest, kind, entity },
    ...(after !== undefined && { before: after }),
    ...(before !== undefined && { after: before }),
  };
}

/** What each entity was called before these changes. */
function oldNames(changes: readonly Change[]): (change: Change) => string {
  const names = new Map(
    changes.flatMap((change) =>
      change.kind === 'renamed' && change.path.length === 0 && change.secret !== true
        ? [[entityText(change), String(change.before)] as const]
        : [],
    ),
  );
  return (change) => names.get(entityText(change)) ?? change.entity;
}
