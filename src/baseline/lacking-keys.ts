/** Which parts was a partial export made without? It lacks them, and a normal form of it says so in its header. */

import { isArray, property } from '../json/object.ts';
import type { Place, Realm } from '../model.ts';
import { compareVersions, parseVersion } from './choose.ts';
import { isWholeExport } from './whole-export.ts';

/** No partial export holds these, whatever was asked for (of users, only those of service accounts). */
const NEVER: ReadonlySet<string> = new Set(['federatedUsers', 'organizations', 'users']);

/** Texts stand in exports since Keycloak 23, in full and partial ones alike (seen on 21.0.2, 22.0.5 and 23.0.7). */
const TEXTS = { key: 'localizationTexts', since: '23' };

/** How a live read says that it holds, of users, those of service accounts. */
export const OTHER_USERS = 'users/*';

/** How a live read says that it was not shown what clients say about authorization. */
export const AUTHORIZATION = 'clients/*/authorizationSettings';

/** How a live read says that it was not asked who belongs to organizations. */
export const MEMBERS = 'organizations/*/members';

/** True for what no partial export of the realm's version holds, whatever was asked for. */
export function isNeverInPartial(key: string, realm: Pick<Realm, 'keycloakVersion' | 'exportKind'>): boolean {
  if (realm.exportKind === 'live') return false;
  return NEVER.has(key) || isNeverExported(key, realm);
}

/** True for what a server of the realm's version stores and never exports. */
export function isNeverExported(key: string, { keycloakVersion }: Pick<Realm, 'keycloakVersion'>): boolean {
  const version = keycloakVersion === undefined ? undefined : parseVersion(keycloakVersion);
  return key === TEXTS.key && version !== undefined && compareVersions(version, parseVersion(TEXTS.since)) < 0;
}

/** For a partial export or a normal form of one: `clients` and what else an administrator did not tick. A live read says itself what it lacks. */
export function lackingKeys(realm: Realm, root: Place): ReadonlySet<string> {
  const { data, isNormalForm, exportKind } = realm;
  if (isNormalForm || exportKind === 'live') {
    const unknown = property(property(data, '$realmdiff'), 'unknown');
    return new Set(isArray(unknown) ? unknown.filter((key) => typeof key === 'string') : []);
  }
  if (!isWholeExport(realm)) return new Set();
  const keys = (root.section?.unknownInPartial ?? []).filter((key) => !isNeverInPartial(key, realm));
  return new Set(keys.filter((key) => !Object.hasOwn(data, key)));
}
