/** What does a realm become when a newer server starts on it, or imports it? Runs the rows between two versions, in Keycloak's order. */

import { compareVersions, parseVersion } from '../baseline/choose.ts';
import type { JsonObject } from '../model.ts';
import { UPGRADE_PHASES, type UpgradeRow } from '../tables/upgrade-rows.ts';
import { applyRow, type Upgrading } from './apply-row.ts';

export interface UpgradeWay {
  readonly from: string;
  readonly to: string;
  /** A server that starts on its older database, or one that imports an older file. */
  readonly via: 'database' | 'import';
}

/** What a row made of a realm. */
export interface UpgradeEffect {
  readonly row: UpgradeRow;
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** The rows that hold between two versions, in the order in which a server runs them: the database's change sets first. */
export function rowsBetween(rows: readonly UpgradeRow[], { from, to, via }: UpgradeWay): readonly UpgradeRow[] {
  const wanted = rows.filter(
    ({ version, since, until, onImport }) =>
      isBelow(from, version) &&
      !isBelow(to, version) &&
      (since === undefined || !isBelow(to, since)) &&
      (until === undefined || isBelow(to, until)) &&
      (via === 'database' || onImport),
  );
  return UPGRADE_PHASES.flatMap((phase) => wanted.filter((row) => row.phase === phase));
}

/** True where the first version is older. What is no version is older than nothing. */
export function isBelow(version: string, other: string): boolean {
  return compareVersions(parseVersion(version), parseVersion(other)) < 0;
}

/** What each row made of the realm that had something to do. `realm` holds every value that counts, as `canonical` gives it. */
export function upgradeRealm(
  realm: JsonObject,
  rows: readonly UpgradeRow[],
  upgrading: Upgrading,
): readonly UpgradeEffect[] {
  const effects: UpgradeEffect[] = [];
  let before = realm;
  for (const row of rows) {
    const after = applyRow(before, row, upgrading);
    if (after !== before) effects.push({ row, before, after });
    before = after;
  }
  return effects;
}
