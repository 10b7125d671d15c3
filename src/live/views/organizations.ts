/** Which organizations has a realm? No partial export holds them. */

import { elementsOf, isObject, textProperty } from '../../json/object.ts';
import type { Json, JsonObject } from '../../model.ts';
import type { Session } from '../open-session.ts';
import { elements, isOn } from './realm.ts';
import { idOf, objectsOf } from './view.ts';

/** An empty list where organizations are off, or the server is older than they are. */
export async function readOrganizations(session: Session, realm: string, data: JsonObject): Promise<JsonObject> {
  if (!isOn(data, 'organizationsEnabled')) return {};
  const at = `/realms/${encodeURIComponent(realm)}/organizations`;
  const all = objectsOf(await session.list(`${at}?briefRepresentation=false`));
  const organizations = await Promise.all(
    all.map(async (each) => {
      // Attributes are in the list only since 26.1.
      const whole = await session.get(`${at}/${idOf(each)}`);
      const providers = objectsOf(await elements(session.get(`${at}/${idOf(each)}/identity-providers`)));
      const identityProviders = providers.map((provider) => ({ alias: textProperty(provider, 'alias') ?? '' }));
      return { ...each, ...(isObject(whole) ? whole : {}), identityProviders };
    }),
  );
  return { organizations, ...linkedProviders(data, organizations) };
}

/** A partial export leaves out which organization a provider belongs to, because it has none. */
function linkedProviders(data: JsonObject, organizations: readonly JsonObject[]): JsonObject {
  const holders = new Map<string, Json>();
  for (const { id, identityProviders } of organizations)
    for (const { alias } of objectsOf(elementsOf(identityProviders)))
      if (typeof alias === 'string' && id !== undefined) holders.set(alias, id);
  const identityProviders = objectsOf(elementsOf(data.identityProviders)).map((provider) => {
    const organizationId = holders.get(textProperty(provider, 'alias') ?? '');
    return organizationId === undefined ? provider : { ...provider, organizationId };
  });
  return data.identityProviders === undefined ? {} : { identityProviders };
}
