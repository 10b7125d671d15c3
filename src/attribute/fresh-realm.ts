/** What would a new realm of the same name and version be, or one with the same past? Compared like the realm itself. */

import { madeWithOf, recordedLineage } from '../baseline/lineage.ts';
import { baselineFor } from '../baseline/placeholders.ts';
import type { ComparedRealm, Tables } from '../model.ts';
import { suggestLineage } from '../upgrade/suggest-lineage.ts';

/** Undefined where no baseline was used. */
export function freshRealm(compared: ComparedRealm, tables: Tables): ComparedRealm | undefined {
  return realmMadeWith(undefined, compared, tables);
}

/** The same, where the realm's header or unmistakable residue says that it was made with an older version. */
export function upgradedRealm(compared: ComparedRealm, tables: Tables): ComparedRealm | undefined {
  const { realm } = compared;
  return realmMadeWith(madeWithOf(realm) ?? suggestLineage(realm, tables)?.madeWith, compared, tables);
}

function realmMadeWith(
  madeWith: string | undefined,
  compared: ComparedRealm,
  { baselines }: Tables,
): ComparedRealm | undefined {
  const { baseline, realm } = compared;
  if (baseline === undefined) return undefined;
  const known = baselines.through(recordedLineage(madeWith, baseline, baselines));
  const data = baselineFor(known, realm.name, compared.data);
  return { ...compared, data, realm: { ...realm, data, exportKind: 'full', origins: [] } };
}
