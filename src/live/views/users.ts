/** Which users has a realm, and what do they hold? Page by page; never a credential. */

import { without } from '../../json/map.ts';
import { isArray, isObject, property, textProperty } from '../../json/object.ts';
import type { JsonObject } from '../../model.ts';
import type { Session } from '../open-session.ts';
import { addressOf, elements, idOf, namesOf, objectsOf, unlessRefused } from './view.ts';

const ASIDE = ['access', 'userProfileMetadata'];

/** All users, those of service accounts included: of these an earlier view already told, and that stays. */
export async function readUsers(session: Session, realm: string, data: JsonObject): Promise<JsonObject> {
  const at = addressOf(realm);
  const known = isArray(data.users) ? data.users : [];
  const names = new Set(known.flatMap((user) => textProperty(user, 'username') ?? []));
  const listed = objectsOf(await session.list(`${at}/users?briefRepresentation=false`));
  const users: JsonObject[] = [];
  for (const user of listed) {
    if (names.has(textProperty(user, 'username') ?? '')) continue;
    const federatedIdentities = await elements(session.get(`${at}/users/${idOf(user)}/federated-identity`));
    users.push({ ...without(user, ASIDE), ...(await grantsOf(session, at, user)), federatedIdentities });
  }
  return { users: [...known, ...users] };
}

/** What a user is called; undefined where nobody may see it, or there is no such user. */
export async function usernameOf(session: Session, realm: string, id: string): Promise<string | undefined> {
  const user = await unlessRefused(session.get(`${addressOf(realm)}/users/${encodeURIComponent(id)}`));
  return textProperty(user, 'username');
}

/** Roles and groups, as an export writes them. */
export async function grantsOf(session: Session, at: string, user: JsonObject): Promise<JsonObject> {
  const [roles, groups] = await Promise.all([
    session.get(`${at}/users/${idOf(user)}/role-mappings`),
    session.list(`${at}/users/${idOf(user)}/groups`),
  ]);
  const byClient = property(roles, 'clientMappings');
  const clientRoles = Object.fromEntries(
    Object.entries(isObject(byClient) ? byClient : {}).map(([id, each]) => [id, namesOf(property(each, 'mappings'))]),
  );
  return {
    realmRoles: namesOf(property(roles, 'realmMappings')),
    ...(Object.keys(clientRoles).length > 0 && { clientRoles }),
    groups: groups.flatMap((group) => textProperty(group, 'path') ?? []),
  };
}
