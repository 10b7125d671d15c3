/** Which user does an import add for a client that holds authorization settings and has none? The one that every new user's defaults shape. */

import { elementsOf, emptyObject, isObject, property, textProperty } from '../json/object.ts';
import type { Json, JsonObject } from '../model.ts';

/** The role that every resource server's service account has. */
const PROTECTION = 'uma_protection';

export function lacksServiceAccount(client: JsonObject, realm: JsonObject): boolean {
  const clientId = textProperty(client, 'clientId');
  return !listAt(realm, 'users').some((user) => textProperty(user, 'serviceAccountClientId') === clientId);
}

/** The realm with the user and its client role. */
export function addServiceAccount(realm: JsonObject, client: JsonObject): JsonObject {
  const clientId = textProperty(client, 'clientId') ?? '';
  const ofClients = property(property(realm, 'roles'), 'client');
  const listed = isObject(ofClients) ? ofClients : emptyObject();
  const role = object({ name: PROTECTION, attributes: emptyObject() });
  const others = listAt(listed, clientId).filter((each) => textProperty(each, 'name') !== PROTECTION);
  const roles = object({
    ...spread(property(realm, 'roles')),
    client: object({ ...listed, [clientId]: [...others, role] }),
  });
  return object({ ...realm, roles, users: [...listAt(realm, 'users'), newUser(realm, clientId)] });
}

/** What a server gives to a user that it makes: the default role, groups and required actions. */
function newUser(realm: JsonObject, clientId: string): JsonObject {
  const defaultRole = textProperty(property(realm, 'defaultRole'), 'name');
  const requiredActions = listAt(realm, 'requiredActions')
    .filter((action) => property(action, 'defaultAction') === true && property(action, 'enabled') === true)
    .map((action) => textProperty(action, 'alias') ?? '');
  return object({
    username: `service-account-${clientId}`,
    enabled: true,
    emailVerified: false,
    serviceAccountClientId: clientId,
    credentials: [],
    requiredActions,
    realmRoles: defaultRole === undefined ? [] : [defaultRole],
    clientRoles: object({ [clientId]: [PROTECTION] }),
    groups: listAt(realm, 'defaultGroups'),
  });
}

function listAt(owner: Json | undefined, key: string): readonly Json[] {
  return elementsOf(property(owner, key));
}

function spread(value: Json | undefined): JsonObject {
  return isObject(value) ? value : emptyObject();
}

function object(members: { readonly [key: string]: Json }): JsonObject {
  return Object.assign(emptyObject(), members);
}
