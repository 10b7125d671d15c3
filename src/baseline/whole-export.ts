/** Is what this file lacks lacking in the realm? Only in an export, and only in one that nobody cut down. */

import type { Realm } from '../model.ts';

/** Settings and lists that every export states, full or partial, of every version since 10. */
const ALWAYS_EXPORTED = [
  'accessCodeLifespan',
  'accessCodeLifespanLogin',
  'actionTokenGeneratedByAdminLifespan',
  'authenticationFlows',
  'browserFlow',
  'clientScopes',
  'components',
  'dockerAuthenticationFlow',
  'requiredActions',
  'sslRequired',
];

/** True when what is missing in the file (of a live read: and what it does not name as unknown) is missing in the realm. What a person wrote states only some things, however many. */
export function isWholeExport({ exportKind, data }: Pick<Realm, 'exportKind' | 'data'>): boolean {
  if (exportKind === 'live') return true;
  return exportKind !== 'declared' && ALWAYS_EXPORTED.every((key) => data[key] !== undefined);
}
