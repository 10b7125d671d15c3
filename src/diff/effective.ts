/** What does a realm say when nothing is left out? Normalizes it with its own version's baseline, and lays it over that again. */

import type { ComparedRealm, Problem, Realm, Tables, WriteSecret } from '../model.ts';
import { canonical } from '../normalize/canonical.ts';
import { normalizeRealm, type Watch } from '../normalize/normalize-realm.ts';
import { withUsernames } from './complete.ts';

/** Secrets are sealed, and what a file says counts even where it says nothing: a change tells what was there. */
const COMPARING = { implied: 'keep', keepsSecrets: true } as const;

export interface EffectiveOptions {
  /** Only what the file says counts, and no baseline. */
  readonly onlyDeclared?: boolean;
  /** The same for both sides: only so equal secrets are equal. */
  readonly seals: WriteSecret;
  readonly watch?: Watch;
}

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
  { seals, watch, onlyDeclared = false }: EffectiveOptions,
): Effective {
  if (onlyDeclared) return declared(realm, source, tables, seals);
  const { data, baseline, problems } = canonical(realm, tables, {
    ...COMPARING,
    secrets: seals,
    ...(watch && { watch }),
  });
  return { source, realm, data: withUsernames(data), baseline, problems };
}

/** What the file itself says: a normal form is that already. */
function declared(realm: Realm, source: string, tables: Tables, seals: WriteSecret): Effective {
  const defaults = realm.isNormalForm ? 'strip' : 'keep';
  const options = { defaults, users: 'keep', secrets: seals, implied: 'keep' } as const;
  const normalized = normalizeRealm(realm, tables, options);
  const data = withUsernames(normalized.realm.data);
  return { source, realm, data, baseline: undefined, problems: normalized.problems };
}
