/** Which entities does a realm hold, by the names that a report calls them? Knows where each section lives. */

import { clientRoleName, freeNames, groupName, shortType } from '../entities/names.ts';
import { groupBy } from '../json/group-by.ts';
import { emptyObject, isArray, isObject, property, textProperty } from '../json/object.ts';
import type { Json, JsonObject } from '../model.ts';

/** The entities of one section by name. */
export type Entities = ReadonlyMap<string, Json>;

/** Undefined where the realm says nothing of the section at all. */
export function entitiesOf(data: JsonObject, section: string): Entities | undefined {
  const named = FINDERS[section]?.(data);
  const receiver = MAPPED[section];
  return receiver === undefined ? named : withMappings(named, receiver, data);
}

/** The same without the roles that a client or client scope maps: each value is the one that stands in `data`. */
export function writtenEntitiesOf(data: JsonObject, section: string): Entities | undefined {
  return FINDERS[section]?.(data);
}

/** What receives roles by scope mappings, and how these name it. */
const MAPPED: { readonly [section: string]: string } = { clients: 'client', clientScopes: 'clientScope' };

type Finder = (data: JsonObject) => Entities | undefined;

const USER_PROFILE = 'org.keycloak.userprofile.UserProfileProvider';

const FINDERS: { readonly [section: string]: Finder } = {
  realm: (data) => new Map([[textAt(data, 'realm'), data]]),
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
  const free = freeNames();
  for (const each of list) if (isObject(each)) found.set(free(nameOf(each)), each);
  return found;
}

/** A client and a client scope hold the realm roles that they map, as the report tells it. */
function withMappings(
  named: Entities | undefined,
  receiver: string,
  { scopeMappings }: JsonObject,
): Entities | undefined {
  if (!isArray(scopeMappings)) return named;
  const found = new Map(named);
  for (const mapping of scopeMappings) {
    const name = textProperty(mapping, receiver);
    if (name === undefined) continue;
    const value = found.get(name) ?? {};
    const roles = property(mapping, 'roles') ?? [];
    if (isObject(value)) found.set(name, Object.assign(emptyObject(), value, { scopeMappings: roles }));
  }
  return named === undefined && found.size === 0 ? undefined : found;
}

function textAt(value: Json, key: string): string {
  return textProperty(value, key) ?? '';
}

function clientRoles(data: JsonObject): Entities | undefined {
  const clients = property(data.roles, 'client');
  if (!isObject(clients)) return undefined;
  const pairs = Object.entries(clients).flatMap(([client, roles]) =>
    [...(byKey(roles, 'name') ?? [])].map(([name, role]) => [clientRoleName(client, name), role] as const),
  );
  return new Map(pairs);
}

function groupsBelow(groups: readonly Json[], above: string): readonly (readonly [string, Json])[] {
  return groups.flatMap((group) => {
    const path = groupName(above, textAt(group, 'name'));
    const below = property(group, 'subGroups');
    return [[path, group] as const, ...(isArray(below) ? groupsBelow(below, path) : [])];
  });
}

function components(data: JsonObject): Entities | undefined {
  if (!isObject(data.components)) return undefined;
  const found = new Map<string, Json>();
  const free = freeNames();
  for (const [type, list] of Object.entries(data.components)) {
    if (!isArray(list)) continue;
    const named = groupBy(list, (each) => textAt(each, 'name'));
    for (const each of list) {
      const name = textAt(each, 'name');
      const more = textProperty(each, 'subType') ?? textProperty(each, 'providerId');
      const isTwice = (named.get(name)?.length ?? 0) > 1 && more !== undefined;
      found.set(free(`${shortType(type)}/${name}${isTwice ? ` (${more})` : ''}`), each);
    }
  }
  return found;
}

function userProfile(data: JsonObject): Entities | undefined {
  const list = property(data.components, USER_PROFILE);
  const [component] = isArray(list) ? list : [];
  const texts = property(property(component, 'config'), 'kc.user.profile.config');
  const [text] = isArray(texts) ? texts : [];
  return text === undefined ? undefined : new Map([[textAt(data, 'realm'), property(text, '$json') ?? text]]);
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
