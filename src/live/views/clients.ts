/** Which clients and client scopes has a realm, what may they ask for, and what do their service accounts hold? */

import { without } from '../../json/map.ts';
import { elementsOf, emptyObject, isObject, property, textProperty } from '../../json/object.ts';
import type { JsonObject } from '../../model.ts';
import { readAuthorizationOf } from './authorization.ts';
import { grantsOf } from './users.ts';
import { elements, idOf, type Looking, MASK, namesOf, objectsOf, type View } from './view.ts';

export const clientViews: readonly View[] = [
  { keys: ['clients'], role: 'view-clients', read: readClients },
  {
    keys: ['clients/*/authorizationSettings'],
    role: 'view-authorization, with view-users for policies that name users',
    read: readAuthorization,
  },
  {
    keys: ['clientScopes', 'defaultDefaultClientScopes', 'defaultOptionalClientScopes'],
    role: 'view-clients',
    read: readClientScopes,
  },
  { keys: ['scopeMappings', 'clientScopeMappings'], role: 'view-clients', read: readScopeMappings },
  { keys: ['users'], role: 'view-users', read: readServiceAccounts },
];

const ASIDE = ['access', 'registrationAccessToken'];

async function readClients(looking: Looking): Promise<JsonObject> {
  return { clients: (await looking.clients()).map(maskedClient) };
}

/** No secret goes further than the answer that it came with. */
function maskedClient(client: JsonObject): JsonObject {
  const shown = without(client, ASIDE);
  return client.secret === undefined ? shown : Object.assign(emptyObject(), shown, { secret: MASK });
}

/** Adds the settings to the clients, or tells by its error that nobody may see them. */
async function readAuthorization(looking: Looking): Promise<JsonObject> {
  const clients = await Promise.all(
    (await looking.clients()).map(async (client) => {
      if (client.authorizationServicesEnabled !== true) return maskedClient(client);
      const settings = await readAuthorizationOf(client, looking);
      return Object.assign(emptyObject(), maskedClient(client), { authorizationSettings: settings });
    }),
  );
  return { clients };
}

async function readClientScopes({ session, at }: Looking): Promise<JsonObject> {
  const [clientScopes, inDefault, inOptional] = await Promise.all(
    ['client-scopes', 'default-default-client-scopes', 'default-optional-client-scopes'].map((path) =>
      session.get(`${at}/${path}`),
    ),
  );
  return {
    clientScopes: clientScopes ?? [],
    defaultDefaultClientScopes: namesOf(inDefault),
    defaultOptionalClientScopes: namesOf(inOptional),
  };
}

/** Who may ask for which roles: an export lists them by whose roles they are. */
async function readScopeMappings(looking: Looking): Promise<JsonObject> {
  const { session, at } = looking;
  const clients = (await looking.clients()).filter(({ fullScopeAllowed }) => fullScopeAllowed !== true);
  const scopes = objectsOf(await elements(session.get(`${at}/client-scopes`)));
  const holders = [
    ...clients.map((client) => ({ holder: { client: client.clientId ?? '' }, path: `clients/${idOf(client)}` })),
    ...scopes.map((scope) => ({ holder: { clientScope: scope.name ?? '' }, path: `client-scopes/${idOf(scope)}` })),
  ];
  const answers = await Promise.all(holders.map(({ path }) => session.get(`${at}/${path}/scope-mappings`)));
  const scopeMappings: JsonObject[] = [];
  const clientScopeMappings: { [clientId: string]: JsonObject[] } = {};
  for (const [index, { holder }] of holders.entries()) {
    const answer = answers[index];
    const realm = namesOf(property(answer, 'realmMappings'));
    if (realm.length > 0) scopeMappings.push({ ...holder, roles: realm });
    const byClient = property(answer, 'clientMappings');
    for (const [clientId, mappings] of Object.entries(isObject(byClient) ? byClient : {})) {
      const entry = { ...holder, roles: namesOf(property(mappings, 'mappings')) };
      clientScopeMappings[clientId] = [...(clientScopeMappings[clientId] ?? []), entry];
    }
  }
  return { scopeMappings, clientScopeMappings };
}

/**
 * An export has, of users, those of service accounts. They are looked up by name: to ask the client for its user would make one
 * where there is none (ClientResource.getServiceAccountUser).
 */
async function readServiceAccounts(looking: Looking): Promise<JsonObject> {
  const { session, at } = looking;
  const clients = (await looking.clients()).filter(({ serviceAccountsEnabled }) => serviceAccountsEnabled === true);
  const users = await Promise.all(
    clients.map(async (client): Promise<readonly JsonObject[]> => {
      const clientId = textProperty(client, 'clientId') ?? '';
      const name = `service-account-${clientId.toLowerCase()}`;
      const found = await session.get(
        `${at}/users?exact=true&briefRepresentation=false&username=${encodeURIComponent(name)}`,
      );
      const user = objectsOf(elementsOf(found)).find(({ username }) => username === name);
      if (user === undefined) return [];
      const grants = await grantsOf(session, at, user);
      return [{ ...without(user, ASIDE), ...grants, serviceAccountClientId: clientId }];
    }),
  );
  return { users: users.flat() };
}
