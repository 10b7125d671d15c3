/** What would the older of two compared realms be, had it been upgraded to the version of the newer one? */

import { baselineFor } from '../baseline/placeholders.ts';
import type { ComparedRealm, JsonObject, Tables } from '../model.ts';
import { rowsBetween, type UpgradeEffect, type UpgradeWay, upgradeRealm } from '../upgrade/upgrade-realm.ts';

export interface Upgraded {
  /** The older realm as the newer server would have it. */
  readonly realm: ComparedRealm;
  readonly effects: readonly UpgradeEffect[];
  /** The same for other data of a realm of that name. */
  readonly upgrade: (data: JsonObject) => JsonObject;
}

/** Undefined where one of the versions has no baseline, or no row stands between them. */
export function upgradeCompared(
  older: ComparedRealm,
  newer: ComparedRealm,
  tables: Tables,
  via: UpgradeWay['via'] = 'database',
): Upgraded | undefined {
  const [from, to] = [older.realm.keycloakVersion, newer.realm.keycloakVersion];
  if (from === undefined || to === undefined || older.baseline === undefined || newer.baseline === undefined)
    return undefined;
  const rows = rowsBetween(tables.upgrades, { from, to, via });
  if (rows.length === 0) return undefined;
  const baseline = tables.baselines.read(newer.baseline);
  const run = (data: JsonObject): readonly UpgradeEffect[] => {
    const fresh = baselineFor(baseline, newer.realm.name, data);
    return upgradeRealm(data, rows, { tables, fresh, baseline });
  };
  const effects = run(older.data);
  const upgrade = (data: JsonObject): JsonObject => run(data).at(-1)?.after ?? data;
  // What its server never exported stays unknown: so the realm keeps the version that it was read with.
  const realm = { ...older, data: effects.at(-1)?.after ?? older.data, baseline: newer.baseline };
  return { realm, effects, upgrade };
}
