/** What does a realm hold when nothing is left out? Whole, named, ordered, secrets as asked for: what comparing and restoring start from. */

import { canStayInflated, inflate, recordedBaseline } from '../baseline/inflate.ts';
import { textProperty } from '../json/object.ts';
import type { JsonObject, NormalizeOptions, Problem, Realm, Tables } from '../model.ts';
import { HEADER } from './key-order.ts';
import { newContext, normalizeRealm, type Watch } from './normalize-realm.ts';
import { orderLists } from './order-lists.ts';
import { nearestBaseline } from './strip-baseline.ts';

/** A realm of which every value that counts is written. */
export interface CanonicalRealm extends Realm {
  /** The recorded version that completed it; undefined where there was none. */
  readonly baseline: string | undefined;
  readonly problems: readonly Problem[];
}

export interface CanonicalOptions extends Pick<NormalizeOptions, 'secrets' | 'implied'> {
  /** Also with `"$secret"` where a new realm has a secret that nobody chose. */
  readonly keepsSecrets?: boolean;
  /** Lists in the order of the normal form, also where the baseline brought something along. */
  readonly isOrdered?: boolean;
  /** Also with the empty lists and maps that a server always writes. */
  readonly isWritten?: boolean;
  readonly watch?: Watch;
}

/**
 * A realm, a normal form or a file that somebody wrote, with all that its own version's baseline holds and it does not
 * mention. Origins follow what moved. Throws like `inflate` for a normal form over an unknown baseline.
 */
export function canonical(realm: Realm, tables: Tables, options: CanonicalOptions): CanonicalRealm {
  const { keepsSecrets = false, isOrdered = false, isWritten = false, watch, ...rest } = options;
  const known = { users: 'keep', ...rest } as const;
  if (canStayInflated(realm, tables, { keepsSecrets })) {
    // Its defaults are all that it lacks, and nothing of it is left out.
    const whole = inflate(realm, tables, { keepsSecrets, isWritten });
    const { realm: last, problems } = normalizeRealm(whole, tables, { defaults: 'keep', ...known });
    return {
      ...last,
      baseline: recordedBaseline(realm, tables),
      problems: [...problems, ...nearestBaseline(realm, tables)],
    };
  }
  const normalized = normalizeRealm(realm, tables, { defaults: 'strip', ...known }, { watch });
  const whole = inflate(normalized.realm, tables, { keepsSecrets, isWritten });
  const data = isOrdered ? orderLists.run(whole, newContext(tables, DEFAULTS)).realm.data : whole.data;
  return { ...whole, data, baseline: headerBaseline(normalized.realm.data), problems: normalized.problems };
}

const DEFAULTS: NormalizeOptions = { defaults: 'keep', secrets: 'keep', users: 'keep' };

function headerBaseline(data: JsonObject): string | undefined {
  return textProperty(data[HEADER], 'baseline');
}
