/** Which entities does a realm hold, by the names that a report calls them? Knows where each section lives. */

import { isArray, isObject, property, textProperty } from '../json/object.ts';
import type { Json, JsonObject } from '../model.ts';

/** The entities of one section by name. */
export type Entities = ReadonlyMap<string, Json>;

/** Undefined where the realm says nothing of the section at all. */
export function entitiesOf(data: JsonObject, section: string): Entities | undefined {
  return FINDERS[section]?.(data);
}

type Finder = (data: JsonObject) => Entities | undefined;

const USER_PROFILE = 'org.keycloak.userprofile.UserProfileProvider';

const FINDERS: { readonly [section: string]: Finder } = {
  realm: (data) => new Map([['', data]]),
  clients: (data) => byKey(data.clients, 'clientId'),
  clientScopes: (data) => byKey(data.clientScopes, 'name'),
  'roles.realm': (data) => byKey(property(data.roles, 'realm'), 'name'),
  'roles.client': clientRoles,
  groups: (data) => (isArray(data.groups) ? new Map(groupsBelow(data.groups, '')) : undefined),
  users: (data) => byKey(data.users, 'username'),
  federatedUsers: (data) => byKey(data.federatedUsers, 'id'),
  identityProviders: (data) => byKey(data.identityProviders, 'alias'),
  identityProviderMappers: (data) =>
    byName(data.identityProviderMappers, (each) => `${textAt(each, 'identityProviderAlias')}/${textAt(each, 'name')}`),
  authenticationFlows: (data) => byKey(data.authenticationFlows, 'alias'),
  authenticatorConfig: (data) => byKey(data.authenticatorConfig, 'alias'),
  requiredActions: (data) => byKey(data.requiredActions, 'alias'),
  components,
  userProfile,
  localizationTexts: (data) =>
    isObject(data.localizationTexts) ? new Map(Object.entries(data.localizationTexts)) : undefined,
  clientPolicies: (data) => byKey(property(data.clientPolicies, 'policies'), 'name'),
  clientProfiles: (data) => byKey(property(data.clientProfiles, 'profiles'), 'name'),
  organizations: (data) => byName(data.organizations, (each) => textProperty(each, 'alias') ?? textAt(each, 'name')),
  scopeMappings: (data) => byName(data.scopeMappings, receiverOf),
  clientScopeMappings,
  authorization: (data) => authorization(byKey(data.clients, 'clientId')),
  // Members of these lists are named like what they name, whose fields are asked for.
  defaultGroups: (data) => members(data.defaultGroups, entitiesOf(data, 'groups')),
  defaultDefaultClientScopes: (data) => members(data.defaultDefaultClientScopes, entitiesOf(data, 'clientScopes')),
  defaultOptionalClientScopes: (data) => members(data.defaultOptionalClientScopes, entitiesOf(data, 'clientScopes')),
};

function byKey(list: Json | undefined, key: string): Entities | undefined {
  return byName(list, (each) => textAt(each, key));
}

function byName(list: Json | undefined, nameOf: (entity: JsonObject) => string): Entities | undefined {
  if (!isArray(list)) return undefined;
  const found = new Map<string, Json>();
  for (const each of list) if (isObject(each)) found.set(free(nameOf(each), found), each);
  return found;
}

/** Of several with one name, the second is `name #2`. */
function free(name: string, taken: Entities): string {
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name} #${count}`)) count++;
  return `${name} #${count}`;
}

function textAt(value: Json, key: string): string {
  return textProperty(value, key) ?? '';
}

function receiverOf(mapping: JsonObject): string {
  return textProperty(mapping, 'client') ?? textProperty(mapping, 'clientScope') ?? '';
}

function clientRoles(data: JsonObject): Entities | undefined {
  const clients = property(data.roles, 'client');
  if (!isObject(clients)) return undefined;
  const pairs = Object.entries(clients).flatMap(([client, roles]) =>
    [...(byKey(roles, 'name') ?? [])].map(([name, role]) => [`${escapeKey(client)}/${escapeKey(name)}`, role] as const),
  );
  return new Map(pairs);
}

/** In `client/role` a slash inside either name would make two readings of one text. */
export function escapeKey(name: string): string {
  return name.replaceAll('%', '%25').replaceAll('/', '%2F');
}

function groupsBelow(groups: readonly Json[], above: string): readonly (readonly [string, Json])[] {
  return groups.flatMap((group) => {
    const path = `${above}/${textAt(group, 'name').replaceAll('/', '~/')}`;
    const below = property(group, 'subGroups');
    return [[path, group] as const, ...(isArray(below) ? groupsBelow(below, path) : [])];
  });
}

function components(data: JsonObject): Entities | undefined {
  if (!isObject(data.components)) return undefined;
  const found = new Map<string, Json>();
  for (const [type, list] of Object.entries(data.components)) {
    if (!isArray(list)) continue;
    const names = list.map((each) => textAt(each, 'name'));
    list.forEach((each, index) => {
      const name = names[index] ?? '';
      const more = textProperty(each, 'subType') ?? textProperty(each, 'providerId');
      const isTwice = names.indexOf(name) !== names.lastIndexOf(name) && more !== undefined;
      const full = `${type.slice(type.lastIndexOf('.') + 1)}/${name}${isTwice ? ` (${more})` : ''}`;
      found.set(free(full, found), each);
    });
  }
  return found;
}

function userProfile(data: JsonObject): Entities | undefined {
  const list = property(data.components, USER_PROFILE);
  const [component] = isArray(list) ? list : [];
  const texts = property(property(component, 'config'), 'kc.user.profile.config');
  const [text] = isArray(texts) ? texts : [];
  return text === undefined ? undefined : new Map([['', property(text, '$json') ?? text]]);
}

function clientScopeMappings({ clientScopeMappings: clients }: JsonObject): Entities | undefined {
  if (!isObject(clients)) return undefined;
  const pairs = Object.entries(clients).flatMap(([client, mappings]) =>
    [...(byName(mappings, receiverOf) ?? [])].map(([name, each]) => [`${client}/${name}`, each] as const),
  );
  return new Map(pairs);
}

function authorization(clients: Entities | undefined): Entities | undefined {
  if (clients === undefined) return undefined;
  const pairs = [...clients].flatMap(([name, client]) => {
    const settings = property(client, 'authorizationSettings');
    return isObject(settings) ? [[name, settings] as const] : [];
  });
  return new Map(pairs);
}

function members(list: Json | undefined, named: Entities | undefined): Entities | undefined {
  if (!isArray(list)) return undefined;
  return new Map(list.flatMap((name) => (typeof name === 'string' ? [[name, named?.get(name) ?? {}] as const] : [])));
}
