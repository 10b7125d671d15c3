/** Which organizations has a realm? No partial export holds them. */

import { isObject, textProperty } from '../../json/object.ts';
import type { JsonObject } from '../../model.ts';
import type { Session } from '../open-session.ts';
import { addressOf, elements, idOf, objectsOf, unlessRefused } from './view.ts';

/** An empty list where organizations are off, or the server is older than they are. */
export async function readOrganizations(
  session: Session,
  { realm, hasUsers }: { readonly realm: string; readonly hasUsers: boolean },
  data: JsonObject,
): Promise<JsonObject> {
  if (data.organizationsEnabled !== true) return {};
  const at = `${addressOf(realm)}/organizations`;
  const all = objectsOf(await session.list(`${at}?briefRepresentation=false`));
  const organizations = await Promise.all(
    all.map(async (each) => {
      // Attributes are in the list only since 26.1.
      const own = `${at}/${idOf(each)}`;
      const whole = await session.get(own);
      const providers = objectsOf(await elements(session.get(`${own}/identity-providers`)));
      const identityProviders = providers.map((provider) => ({ alias: textProperty(provider, 'alias') ?? '' }));
      const members = hasUsers ? { members: await readMembers(session, own) } : await countMembers(session, own);
      return { ...each, ...(isObject(whole) ? whole : {}), identityProviders, ...members };
    }),
  );
  return { organizations };
}

/** Nobody asked who they are; nothing where nobody may count them either. */
async function countMembers(session: Session, at: string): Promise<JsonObject> {
  const membersCount = await unlessRefused(session.get(`${at}/members/count`));
  return typeof membersCount === 'number' ? { membersCount } : {};
}

async function readMembers(session: Session, at: string): Promise<readonly JsonObject[]> {
  const members = objectsOf(await session.list(`${at}/members`));
  return members.map(({ username = '', membershipType = 'UNMANAGED' }) => ({ username, membershipType }));
}
