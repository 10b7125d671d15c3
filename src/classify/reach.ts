/** What does a role, a group or a user reach, through any number of steps? The graph of who gets which role, and the way there. */

import { clientRoleName } from '../entities/names.ts';
import { elementsOf, isObject, property, textProperty, textsIn } from '../json/object.ts';
import type { Json, JsonObject } from '../model.ts';
import type { Entities } from './entities.ts';

/** Something that holds roles or is one, as a report names it. */
export interface Node {
  readonly section: string;
  readonly entity: string;
}

/** From a holder, which is the first, to what it reaches, which is the last. */
export type Route = readonly Node[];

export interface Reach {
  /** The nearest nodes that are meant, each with the shortest way; what lies behind one of them, or behind a blocked one, is not asked for. */
  readonly routes: (
    from: Node,
    isMeant: (node: Node) => boolean,
    isBlocked?: (node: Node) => boolean,
  ) => readonly Route[];
}

type Ask = (section: string) => Entities | undefined;

/** Edges are found when somebody comes by: a realm may hold very many users. */
export function reachOf(data: JsonObject, entities: Ask): Reach {
  const known = new Map<string, Map<string, readonly Node[]>>();
  const next = (node: Node): readonly Node[] => {
    const ofSection = known.get(node.section) ?? new Map<string, readonly Node[]>();
    known.set(node.section, ofSection);
    const found = ofSection.get(node.entity) ?? stepsFrom(node, data, entities);
    ofSection.set(node.entity, found);
    return found;
  };
  const routes: Reach['routes'] = (from, isMeant, isBlocked = () => false) => {
    // Most roles give no other.
    if (next(from).length === 0) return NONE;
    const found: Route[] = [];
    const met = new Set([keyOf(from)]);
    let edge: readonly Route[] = [[from]];
    while (edge.length > 0) {
      const further: Route[] = [];
      for (const route of edge) {
        for (const node of next(route.at(-1) ?? from)) {
          if (met.has(keyOf(node)) || (isBlocked(node) && !isMeant(node))) continue;
          met.add(keyOf(node));
          const longer = [...route, node];
          if (isMeant(node)) found.push(longer);
          else further.push(longer);
        }
      }
      edge = further;
    }
    return found;
  };
  return { routes };
}

const NONE: readonly never[] = [];

export function keyOf({ section, entity }: Node): string {
  return `${section}\n${entity}`;
}

/** What a node gives by itself: a group its roles and those of the group above, a user also its groups. */
function stepsFrom({ section, entity }: Node, data: JsonObject, entities: Ask): readonly Node[] {
  const value = entities(section)?.get(entity);
  if (value === undefined) return [];
  switch (section) {
    case 'roles.realm':
    case 'roles.client': {
      const composites = property(value, 'composites');
      if (composites === undefined) return NONE;
      return rolesIn(property(composites, 'realm'), property(composites, 'client'));
    }
    case 'groups': {
      const above = entity.slice(0, entity.lastIndexOf('/'));
      return [...(above === '' ? [] : [group(above)]), ...rolesOf(value)];
    }
    case 'users':
      return [...textsIn(property(value, 'groups')).map(group), ...rolesOf(value)];
    case 'identityProviderMappers':
      return [...mapped(property(value, 'config'), 'role'), ...groupIn(property(value, 'config'))];
    case 'clients':
    case 'clientScopes':
      return mappedTo(section, entity, data);
    default:
      return [];
  }
}

function rolesOf(holder: Json): readonly Node[] {
  return rolesIn(property(holder, 'realmRoles'), property(holder, 'clientRoles'));
}

function rolesIn(realm: Json | undefined, client: Json | undefined): readonly Node[] {
  const ofClients = isObject(client) ? Object.entries(client) : [];
  return [
    ...textsIn(realm).map(realmRole),
    ...ofClients.flatMap(([name, roles]) => textsIn(roles).map((role) => clientRole(name, role))),
  ];
}

/** Mappers name a role as `client.role`, where the first dot that ends a client's name counts (KeycloakModelUtils#parseRole). */
function mapped(config: Json | undefined, key: string): readonly Node[] {
  const role = textProperty(config, key);
  if (role === undefined) return [];
  const dot = role.lastIndexOf('.');
  return dot < 0 ? [realmRole(role)] : [clientRole(role.slice(0, dot), role.slice(dot + 1)), realmRole(role)];
}

function groupIn(config: Json | undefined): readonly Node[] {
  const path = textProperty(config, 'group');
  return path === undefined || path === '' ? [] : [group(path)];
}

/** Roles that a client's tokens may carry by scope mappings. */
function mappedTo(section: string, entity: string, data: JsonObject): readonly Node[] {
  const receiver = section === 'clients' ? 'client' : 'clientScope';
  const isMine = (mapping: Json): boolean => textProperty(mapping, receiver) === entity;
  const ofRealm = elementsOf(data.scopeMappings).filter(isMine);
  const ofClients = isObject(data.clientScopeMappings) ? Object.entries(data.clientScopeMappings) : [];
  return [
    ...ofRealm.flatMap((mapping) => textsIn(property(mapping, 'roles')).map(realmRole)),
    ...ofClients.flatMap(([client, mappings]) =>
      elementsOf(mappings)
        .filter(isMine)
        .flatMap((mapping) => textsIn(property(mapping, 'roles')).map((role) => clientRole(client, role))),
    ),
  ];
}

export function realmRole(entity: string): Node {
  return { section: 'roles.realm', entity };
}

export function clientRole(client: string, role: string): Node {
  return { section: 'roles.client', entity: clientRoleName(client, role) };
}

export function group(entity: string): Node {
  return { section: 'groups', entity };
}

/** `service account ci -> group /ops -> role ops -> realm-management/manage-users`. */
export function showRoute(route: Route, entities: Ask): string {
  return route.map((node) => showNode(node, entities)).join(' -> ');
}

function showNode({ section, entity }: Node, entities: Ask): string {
  const account =
    section === 'users' ? textProperty(entities(section)?.get(entity), 'serviceAccountClientId') : undefined;
  if (account !== undefined) return `service account ${account}`;
  const word = WORDS[section];
  return word === undefined ? entity : `${word} ${entity}`;
}

const WORDS: { readonly [section: string]: string } = {
  'roles.realm': 'role',
  groups: 'group',
  users: 'user',
  clients: 'client',
  clientScopes: 'client scope',
  identityProviderMappers: 'identity provider mapper',
};
