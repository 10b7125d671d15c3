/** Did a server write everything into this file, or a person only some things? Judges by what no person writes by hand. */

import type { JsonObject } from '../model.ts';

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

/** True when what is missing in the file is missing in the realm. */
export function isWholeExport(data: JsonObject): boolean {
  return ALWAYS_EXPORTED.every((key) => data[key] !== undefined);
}
