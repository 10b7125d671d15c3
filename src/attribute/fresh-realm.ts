/** What would a new realm of the same name and version be? Compared like the realm itself. */

import { baselineFor } from '../baseline/placeholders.ts';
import type { ComparedRealm, Tables } from '../model.ts';

/** Undefined where no baseline was used. */
export function freshRealm(compared: ComparedRealm, tables: Tables): ComparedRealm | undefined {
  const { baseline, realm } = compared;
  if (baseline === undefined) return undefined;
  const data = baselineFor(tables.baselines.read(baseline), realm.name, compared.data);
  return { ...compared, data, realm: { ...realm, data, exportKind: 'full', origins: [] } };
}
