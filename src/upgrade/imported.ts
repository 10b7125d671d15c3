/** What does an importer make of a file before migrations look at it? What the file states wins; what it lacks comes from the server. */

import { SECRET_TEXT } from '../baseline/subtract.ts';
import { mapArray } from '../json/map.ts';
import { elementsOf, emptyObject, isArray, isObject, textProperty } from '../json/object.ts';
import type { Json, JsonObject } from '../model.ts';
import { withField } from './edit-at.ts';

/** Maps that an importer lays over its own, key by key (measured on 24.0.5 and 26.7.3). */
const MERGED = ['attributes', 'browserSecurityHeaders'];

/**
 * The data of an export with what the importer adds: maps are laid over the server's own, parts that the file lacks are those of a new
 * realm, each tree of flows and each type of components by itself; `delete_account` is made again, and a confidential client gets a secret.
 */
export function importedInto(data: JsonObject, fresh: JsonObject): JsonObject {
  const result = emptyObject();
  for (const key of Object.keys({ ...fresh, ...data })) result[key] = partOf(key, data[key], fresh[key]);
  return withSecrets(withAction(result, fresh));
}

function partOf(key: string, stated: Json | undefined, own: Json | undefined): Json {
  if (stated === undefined) return own ?? null;
  if (MERGED.includes(key) && isObject(stated) && isObject(own)) return Object.assign(emptyObject(), own, stated);
  if (key === 'components' && isObject(stated) && isObject(own)) return withTypes(stated, own);
  if (key === 'authenticationFlows')
    return [...elementsOf(stated), ...missingTrees(elementsOf(stated), elementsOf(own))];
  return stated;
}

/** A type of which the file lists none is the server's. */
function withTypes(stated: JsonObject, own: JsonObject): JsonObject {
  const empty = Object.keys(own).filter((type) => elementsOf(stated[type]).length === 0);
  return empty.reduce((components, type) => withField(components, [type], own[type] ?? []), stated);
}

/** Flows at the top that the file lacks, each with those below it. */
function missingTrees(stated: readonly Json[], own: readonly Json[]): readonly Json[] {
  const names = new Set(stated.map((flow) => textProperty(flow, 'alias')));
  const byName = new Map(own.map((flow) => [textProperty(flow, 'alias'), flow]));
  const below = (flow: Json): readonly Json[] => [
    flow,
    ...elementsOf(isObject(flow) ? flow.authenticationExecutions : undefined).flatMap((step) => {
      const child = byName.get(textProperty(step, 'flowAlias') ?? '');
      return child === undefined ? [] : below(child);
    }),
  ];
  const tops = own.filter(
    (flow) => isObject(flow) && flow.topLevel === true && !names.has(textProperty(flow, 'alias')),
  );
  return tops.flatMap(below);
}

const ACTION = 'delete_account';

/** RepresentationToModel#importRealm adds it where it is missing. */
function withAction(realm: JsonObject, fresh: JsonObject): JsonObject {
  const isIt = (action: Json): boolean => textProperty(action, 'alias') === ACTION;
  const [actions, own] = [elementsOf(realm.requiredActions), elementsOf(fresh.requiredActions).find(isIt)];
  return actions.some(isIt) || own === undefined ? realm : withField(realm, ['requiredActions'], [...actions, own]);
}

/** Servers before 19 made none; which one it will be, nobody knows. */
function withSecrets(realm: JsonObject): JsonObject {
  const { clients } = realm;
  if (!isArray(clients)) return realm;
  const needs = (client: Json): client is JsonObject =>
    isObject(client) && client.secret === undefined && client.publicClient !== true && client.bearerOnly !== true;
  const stock = ['broker', 'realm-management', 'account', 'account-console', 'admin-cli', 'security-admin-console'];
  const made = mapArray(clients, (client) =>
    needs(client) && !stock.includes(textProperty(client, 'clientId') ?? '')
      ? withField(client, ['secret'], SECRET_TEXT)
      : client,
  );
  return made === clients ? realm : withField(realm, ['clients'], made);
}
