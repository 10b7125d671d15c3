/** Where do the names of fine-grained admin permissions hold an id? Cuts them up; looks nothing up. */

import { isArray, isObject, property, textProperty, textsIn } from '../json/object.ts';
import type { Json, JsonObject, Path, Reference } from '../model.ts';

/** Text around a reference, and the sections that the reference may point into. */
export interface NamePart {
  readonly before: string;
  readonly reference: string;
  readonly sections: readonly string[];
}

/** The clients that hold admin permissions: version 1 in a realm, version 1 in master, version 2. */
const VERSION_1 = ['realm-management', 'master-realm'];
const VERSION_2 = 'admin-permissions';

const SECTIONS_OF_WORD: { readonly [word: string]: readonly string[] } = {
  client: ['clients'],
  group: ['groups'],
  role: ['roles.realm', 'roles.client'],
  idp: ['identityProviders'],
};

/** Keycloak's AdminPermissionsSchema: the resource types of version 2. */
const SECTIONS_OF_TYPE: { readonly [type: string]: readonly string[] } = {
  Clients: ['clients'],
  Groups: ['groups'],
  Roles: ['roles.realm', 'roles.client'],
  Users: ['users'],
  Organizations: ['organizations'],
  IdentityProviders: ['identityProviders'],
};

export function holdsAdminPermissions(client: Json | undefined): boolean {
  const clientId = textProperty(client, 'clientId');
  return clientId !== undefined && (VERSION_1.includes(clientId) || clientId === VERSION_2);
}

export function isVersion2(client: Json | undefined): boolean {
  return textProperty(client, 'clientId') === VERSION_2;
}

/** `client.resource.<id>`, `group.resource.<id>`, `role.resource.<id>`, `idp.resource.<id>`. */
export function cutResourceName(name: string): NamePart | undefined {
  const [, word, reference] = /^(client|group|role|idp)\.resource\.(.+)$/s.exec(name) ?? [];
  if (word === undefined || reference === undefined) return undefined;
  return { before: `${word}.resource.`, reference, sections: SECTIONS_OF_WORD[word] ?? [] };
}

/**
 * `view.permission.client.<id>`; a role's permissions leave out the word: `map-role.permission.<id>`. Both readings are
 * given where both are possible, the role's first: an id may be any text, so only looking it up can decide.
 */
export function cutPermissionName(name: string): readonly NamePart[] {
  const [, roleScope, roleId] =
    /^(map-role|map-role-client-scope|map-role-composite)\.permission\.(.+)$/s.exec(name) ?? [];
  const [, scope, word, id] = /^(.+?)\.permission\.(client|group|idp)\.(.+)$/s.exec(name) ?? [];
  const parts: NamePart[] = [];
  if (roleScope !== undefined && roleId !== undefined) {
    parts.push({ before: `${roleScope}.permission.`, reference: roleId, sections: SECTIONS_OF_WORD.role ?? [] });
  }
  if (scope !== undefined && word !== undefined && id !== undefined) {
    parts.push({
      before: `${scope}.permission.${word}.`,
      reference: id,
      sections: SECTIONS_OF_WORD[word] ?? [],
    });
  }
  return parts;
}

/** The sections of a version 2 type; undefined for a text that is no type. */
export function sectionsOfType(type: string | undefined): readonly string[] | undefined {
  return type === undefined ? undefined : Object.hasOwn(SECTIONS_OF_TYPE, type) ? SECTIONS_OF_TYPE[type] : undefined;
}

/** The type resources are named like their type: `Clients` stands for all clients. */
export function isTypeName(name: string): boolean {
  return Object.hasOwn(SECTIONS_OF_TYPE, name);
}

/** For each resource name of a version 2 client: the types of the permissions that use it. */
export function typesOfResources(client: JsonObject): ReadonlyMap<string, readonly string[]> {
  const types = new Map<string, string[]>();
  const policies = property(property(client, 'authorizationSettings'), 'policies');
  for (const policy of isArray(policies) ? policies : []) {
    const type = resourceTypeOf(policy);
    for (const name of type === undefined ? [] : resourceNamesOf(policy)) {
      types.set(name, [...(types.get(name) ?? []), type ?? '']);
    }
  }
  return types;
}

/** `config.defaultResourceType` of a permission. */
export function resourceTypeOf(policy: Json | undefined): string | undefined {
  return textProperty(property(policy, 'config'), 'defaultResourceType');
}

/** The names in `config.resources`, which is decoded by now. */
function resourceNamesOf(policy: Json): readonly string[] {
  const decoded = property(property(property(policy, 'config'), 'resources'), '$json');
  return textsIn(decoded);
}

/** What permissions that speak of no object of the realm name: resources and policies of their own client. */
export function ownSection({ form }: Reference, path: Path): string | undefined {
  if (!path.includes('config')) return undefined;
  return form === 'fgap-resource' ? 'authorization.resources' : 'authorization.policies';
}

/** The client and the policy around a place inside `clients/N/authorizationSettings`. */
export function ownersOf(data: JsonObject, path: readonly (string | number)[]): readonly (Json | undefined)[] {
  const owners: (Json | undefined)[] = [];
  let value: Json | undefined = data;
  for (const key of path) {
    value = typeof key === 'number' ? (isArray(value) ? value[key] : undefined) : property(value, key);
    if (typeof key === 'number' && isObject(value)) owners.push(value);
  }
  return owners;
}
