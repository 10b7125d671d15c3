/** Was a realm made with an older version than its own? Unmistakable residue says so; whoever keeps the realm decides. */

import { baselineOf } from '../baseline/inflate.ts';
import { madeWithOf } from '../baseline/lineage.ts';
import type { Realm, ResidueRow, Tables } from '../model.ts';
import { hasSome } from './apply-row.ts';
import { isBelow } from './upgrade-realm.ts';

export interface SuggestedLineage {
  /** The newest recorded version that may have made it. */
  readonly madeWith: string;
  /** What says so. */
  readonly row: ResidueRow;
}

/** Undefined where nothing says so, where the realm's lineage is known, or where no server exported it. The realm is as it was read. */
export function suggestLineage(realm: Realm, { residue, baselines }: Tables): SuggestedLineage | undefined {
  const version = realm.keycloakVersion;
  if (version === undefined || madeWithOf(realm) !== undefined) return undefined;
  if (realm.exportKind !== 'full' || (realm.isNormalForm && baselineOf(realm) === undefined)) return undefined;
  const found = residue.filter(({ before, some }) => !isBelow(version, before) && hasSome(realm.data, some));
  const [row] = [...found].sort((a, b) => (isBelow(a.before, b.before) ? -1 : 1));
  const madeWith = row && baselines.versions.findLast((each) => isBelow(each, row.before));
  return row === undefined || madeWith === undefined ? undefined : { madeWith, row };
}
