/** What does a client's authorization say? Its settings come in one piece only to who may manage them, so they are put together from lists. */

import { without } from '../../json/map.ts';
import { emptyObject, isArray, isObject, property, textProperty } from '../../json/object.ts';
import type { Json, JsonObject } from '../../model.ts';
import { elements, idOf, type Looking, namesOf, objectsOf } from './view.ts';

/** The settings as an export writes them (ExportUtils.exportAuthorizationSettings); reading the lists takes view-authorization. */
export async function readAuthorizationOf(client: JsonObject, looking: Looking): Promise<JsonObject> {
  const { session, at } = looking;
  const server = `${at}/clients/${idOf(client)}/authz/resource-server`;
  const [settings, resources, scopes, policies] = await Promise.all([
    session.get(server),
    session.list(`${server}/resource?deep=true`),
    session.list(`${server}/scope?deep=false`),
    session.list(`${server}/policy?`),
  ]);
  return Object.assign(emptyObject(), isObject(settings) ? without(settings, ['id', 'clientId', 'name']) : {}, {
    resources: objectsOf(resources).map(asExportedResource),
    policies: await Promise.all(objectsOf(policies).map((policy) => asExportedPolicy(policy, server, looking))),
    scopes: objectsOf(scopes).map((scope) => without(scope, ['id'])),
  });
}

function asExportedResource(resource: JsonObject): JsonObject {
  const scopes = isArray(resource.scopes) ? objectsOf(resource.scopes).map((scope) => without(scope, ['id'])) : [];
  return Object.assign(emptyObject(), without(resource, ['_id', 'owner']), { scopes });
}

/** Kinds that hold others or stand for resources; what they hold is not in the list. */
const HOLDING: ReadonlySet<Json | undefined> = new Set(['aggregate', 'resource', 'scope', 'uma']);

async function asExportedPolicy(policy: JsonObject, server: string, looking: Looking): Promise<JsonObject> {
  const config = Object.assign(emptyObject(), isObject(policy.config) ? policy.config : {});
  if (HOLDING.has(policy.type)) Object.assign(config, await heldBy(policy, server, looking));
  const named = await Promise.all(
    ID_LISTS.map(async ({ key, name }) => {
      const ids = listIn(property(config, key));
      return ids === undefined ? {} : { [key]: JSON.stringify(await Promise.all(ids.map((id) => name(id, looking)))) };
    }),
  );
  return Object.assign(emptyObject(), without(policy, ['id', 'resourceType']), {
    config: Object.assign(config, ...named),
  });
}

async function heldBy(policy: JsonObject, server: string, { session }: Looking): Promise<JsonObject> {
  const held = async (path: string): Promise<string | undefined> => {
    const names = namesOf(await elements(session.get(`${server}/policy/${idOf(policy)}/${path}`)));
    return names.length === 0 ? undefined : JSON.stringify(names);
  };
  const [resources, scopes, applyPolicies] = await Promise.all(['resources', 'scopes', 'associatedPolicies'].map(held));
  return {
    ...(resources !== undefined && { resources }),
    ...(scopes !== undefined && { scopes }),
    ...(applyPolicies !== undefined && { applyPolicies }),
  };
}

/** What an export names and the server stores by id, apart from what every reference is resolved by later. */
const ID_LISTS = [
  { key: 'users', name: nameUser },
  { key: 'groups', name: nameGroup },
] as const;

async function nameUser(id: Json, { session, at }: Looking): Promise<Json> {
  if (typeof id !== 'string') return id;
  return textProperty(await session.get(`${at}/users/${encodeURIComponent(id)}`), 'username') ?? id;
}

async function nameGroup(entry: Json, { session, at }: Looking): Promise<Json> {
  const id = textProperty(entry, 'id');
  if (!isObject(entry) || id === undefined) return entry;
  const path = textProperty(await session.get(`${at}/groups/${encodeURIComponent(id)}`), 'path');
  return path === undefined ? entry : { ...without(entry, ['id']), path };
}

function listIn(json: Json | undefined): readonly Json[] | undefined {
  const value: Json = typeof json === 'string' ? JSON.parse(json) : null;
  return isArray(value) ? value : undefined;
}
