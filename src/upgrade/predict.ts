/** What will a newer server make of a realm? The realm as it would export it, in memory. */

import { chooseBaseline } from '../baseline/choose.ts';
import { isNeverExported } from '../baseline/lacking-keys.ts';
import { baselineFor } from '../baseline/placeholders.ts';
import { without } from '../json/map.ts';
import { emptyObject } from '../json/object.ts';
import type { JsonObject, Realm, Tables } from '../model.ts';
import { canonical } from '../normalize/canonical.ts';
import { writeImplied } from '../normalize/write-implied.ts';
import { importedInto } from './imported.ts';
import { rowsBetween, type UpgradeEffect, type UpgradeWay, upgradeRealm } from './upgrade-realm.ts';

export interface Prediction {
  /** A normal form's realm, with every value written; secrets are as they were read. */
  readonly realm: Realm;
  readonly effects: readonly UpgradeEffect[];
}

/**
 * The realm on the version `way.to`: started on its database, or imported from its file. The file says from which version it comes;
 * one that names none is imported without any migration (MigrationModelManager#migrateImport). Throws for a normal form over an unknown
 * baseline, like `inflate`.
 */
export function predictRealm(realm: Realm, way: Pick<UpgradeWay, 'to' | 'via'>, tables: Tables): Prediction {
  const { to, via } = way;
  const from = realm.keycloakVersion;
  // A file that names no version states only some things: the importer's own version says what the rest is.
  const read = from === undefined ? { ...realm, keycloakVersion: to } : realm;
  const before = canonical(read, tables, { secrets: 'keep', implied: 'keep', keepsSecrets: true });
  const version = chooseBaseline(to, tables.baselines).version ?? to;
  const baseline = tables.baselines.read(version);
  const fresh = baselineFor(baseline, realm.name, before.data);
  const isExport = from !== undefined && realm.exportKind !== 'declared';
  const stated = writeImplied(before, to, tables).data;
  const start = via === 'import' && isExport ? importedInto(stated, fresh) : stated;
  const rows = from === undefined ? [] : rowsBetween(tables.upgrades, { from, to, via });
  const effects = upgradeRealm(start, rows, { tables, fresh, baseline });
  const data = Object.assign(emptyObject(), effects.at(-1)?.after ?? start, { keycloakVersion: to });
  // Where its past is known, this version is a stop on the way.
  const { madeWith } = before;
  const lineage = madeWith === undefined ? {} : { madeWith: `${madeWith},${from ?? to}` };
  const predicted = {
    ...realm,
    ...NORMAL_FORM,
    ...lineage,
    keycloakVersion: to,
    data: withUnknown(data, before, from),
  };
  return { realm: predicted, effects };
}

const NORMAL_FORM = { isNormalForm: true, isWhole: true, origins: [] } as const;

/** What the older server never exported is there, and nobody knows what: its header says so. */
function withUnknown(data: JsonObject, before: Realm, from: string | undefined): JsonObject {
  if (from === undefined || before.exportKind !== 'full' || !isNeverExported('localizationTexts', before)) return data;
  const header = Object.assign(emptyObject(), {
    normalForm: 1,
    export: before.exportKind,
    unknown: ['localizationTexts'],
  });
  return Object.assign(emptyObject(), without(data, ['localizationTexts']), { $realmdiff: header });
}
