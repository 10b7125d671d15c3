/** Which realm of one source belongs to which of the other? By name, or by what the user says: two names are two realms. */

import type { Realm } from '../model.ts';

export interface PairedRealms {
  readonly pairs: readonly (readonly [before: Realm, after: Realm])[];
  /** Realms of which there is none on the other side. */
  readonly onlyBefore: readonly Realm[];
  readonly onlyAfter: readonly Realm[];
}

export function pairRealms(
  before: readonly Realm[],
  after: readonly Realm[],
  named: readonly (readonly [from: string, to: string])[],
): PairedRealms {
  const nameOf = new Map(named);
  const free = new Map([...after].reverse().map((realm) => [realm.name, realm]));
  const pairs: (readonly [Realm, Realm])[] = [];
  const onlyBefore: Realm[] = [];
  for (const realm of before) {
    const name = nameOf.get(realm.name) ?? realm.name;
    const partner = free.get(name);
    if (partner === undefined) onlyBefore.push(realm);
    else pairs.push([realm, partner]);
    free.delete(name);
  }
  const met = new Set(pairs.map(([, realm]) => realm));
  return { pairs, onlyBefore, onlyAfter: after.filter((realm) => !met.has(realm)) };
}
