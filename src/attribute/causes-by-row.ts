/** Which row of `rules/upgrades/` made each change of an upgrade? Compares the realm before and after each row. */

import { diffRealms } from '../diff/diff-realms.ts';
import { only } from '../json/map.ts';
import type { Change, ComparedRealm, JsonObject, Tables } from '../model.ts';
import { upgradeName } from '../tables/upgrade-rows.ts';
import type { UpgradeEffect } from '../upgrade/upgrade-realm.ts';
import { changeText, placeText } from './change-text.ts';
import type { Upgraded } from './upgrade-compared.ts';

/**
 * The changes with the cause `upgrade`. Where several rows made one change, the last one that touched its place has it. What no row
 * touched differs because the newer server has another default for what the realm leaves to it: a user profile.
 */
export function causesByRow(
  changes: readonly Change[],
  { realm, effects }: Upgraded,
  tables: Tables,
  isBackwards: boolean,
): readonly Change[] {
  const byText = new Map<string, string>();
  const byPlace = new Map<string, string>();
  const byEntity = new Map<string, string>();
  for (const effect of effects) {
    const name = upgradeName(effect.row);
    for (const change of changesOf(effect, realm, tables, isBackwards)) {
      byText.set(changeText(change), name);
      byPlace.set(placeText(change), name);
      byEntity.set(placeText({ ...change, path: [] }), name);
    }
  }
  return changes.map((change) => {
    const upgrade =
      byText.get(changeText(change)) ??
      byPlace.get(placeText(change)) ??
      byEntity.get(placeText({ ...change, path: [] }));
    return upgrade === undefined ? { ...change, cause: 'version-default' } : { ...change, cause: 'upgrade', upgrade };
  });
}

/** Only the parts that the row touched are compared. */
function changesOf(
  { before, after }: UpgradeEffect,
  realm: ComparedRealm,
  tables: Tables,
  isBackwards: boolean,
): readonly Change[] {
  const keys = Object.keys({ ...before, ...after }).filter((key) => before[key] !== after[key]);
  const flows = keys.some((key) => FLOWS.includes(key)) ? FLOWS : [];
  const part = (data: JsonObject): ComparedRealm => ({
    ...realm,
    data: only(data, ['realm', ...new Set([...keys, ...flows])]),
  });
  const [old, now] = isBackwards ? [after, before] : [before, after];
  return diffRealms(part(old), part(now), tables).changes;
}

/** Steps name their configurations. */
const FLOWS = ['authenticationFlows', 'authenticatorConfig'];
