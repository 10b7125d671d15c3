/** What does a realm say when nothing is left out? Normalizes it with its own version's baseline, and lays it over that again. */

import { inflate } from '../baseline/inflate.ts';
import { textProperty } from '../json/object.ts';
import type { ComparedRealm, Problem, Realm, Step, Tables } from '../model.ts';
import { normalizeRealm } from '../normalize/normalize-realm.ts';

const COMPARING = { defaults: 'strip', secrets: 'seal', users: 'keep', implied: 'keep' } as const;

/** A realm ready to be compared, and what was odd in it. */
export interface Effective extends ComparedRealm {
  readonly problems: readonly Problem[];
}

/**
 * The realm with every value that counts, whether its file wrote it or left it to the baseline. `source` is the name that
 * people know it by. Throws like `inflate` for a normal form over an unknown baseline.
 */
export function effectiveRealm(
  realm: Realm,
  source: string,
  tables: Tables,
  watch: (step: Step, before: Realm, after: Realm) => void = () => {},
): Effective {
  const normalized = normalizeRealm(realm, tables, COMPARING, watch);
  const baseline = textProperty(normalized.realm.data.$realmdiff, 'baseline');
  const { data } = inflate(normalized.realm, tables, { keepsSecrets: true });
  return { source, realm, data, baseline, problems: normalized.problems };
}
