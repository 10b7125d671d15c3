/** How does a recorded baseline become that of one realm? Fills in its name, its default role and, for master, the other realms. */

import { emptyObject, isArray, isObject, type MutableJsonObject, property, textProperty } from '../json/object.ts';
import type { Baseline, Json, JsonObject } from '../model.ts';

/** Stand in recorded texts for what differs from realm to realm. */
export const PLACEHOLDERS = { realm: '{{realm}}', defaultRole: '{{defaultRole}}' } as const;

const MASTER = 'master';
const MASTER_CLIENT = 'master-realm';

/** The name that Keycloak gives the default role of a realm (Constants.DEFAULT_ROLES_ROLE_PREFIX and the name in lower case). */
export function standardDefaultRole(realmName: string): string {
  return `default-roles-${realmName.toLowerCase()}`;
}

/**
 * The recorded realm as it would be for a realm of this name. `data` is the realm, or a patch over its baseline: its
 * default role's name is taken over everywhere but in `defaultRole` itself, where another than the standard one must show.
 */
export function baselineFor(baseline: Baseline, name: string, data: JsonObject): JsonObject {
  if (name === MASTER) return otherRealmsOf(data).reduce(withOtherRealm, fill(baseline.master, {}));
  const standard = standardDefaultRole(name);
  const defaultRole = textProperty(property(data, 'defaultRole'), 'name') ?? standard;
  const values = { [PLACEHOLDERS.realm]: name, [PLACEHOLDERS.defaultRole]: defaultRole };
  const filled = fill(baseline.fresh, values);
  return defaultRole !== standard && isObject(filled.defaultRole)
    ? withKey(filled, 'defaultRole', withKey(filled.defaultRole, 'name', standard))
    : filled;
}

function withKey(object: JsonObject, key: string, value: Json): MutableJsonObject {
  return Object.assign(emptyObject(), object, { [key]: value });
}

const PLACEHOLDER = /\{\{\w+\}\}/g;

type Values = { readonly [placeholder: string]: string };

/** What is recorded, with all placeholders filled in; its objects have no prototype, whatever those of the recording are. */
function fill(recorded: JsonObject, values: Values): JsonObject {
  const { object, holders } = templateOf(recorded);
  return fillObject(object, holders, values);
}

/** A recorded realm, and which parts of it hold a placeholder: all others are the same in every realm, and are shared. */
interface Template {
  readonly object: JsonObject;
  readonly holders: ReadonlySet<Json>;
}

const templates = new WeakMap<JsonObject, Template>();

function templateOf(recorded: JsonObject): Template {
  const found = templates.get(recorded);
  if (found !== undefined) return found;
  const holders = new Set<Json>();
  const holds = (value: Json): boolean => (typeof value === 'string' ? value.includes('{{') : holders.has(value));
  const bareObject = (value: JsonObject): JsonObject => {
    const bare = emptyObject(Object.keys(value).length);
    for (const key of Object.keys(value)) {
      const inside = bareValue(value[key] ?? null);
      bare[key] = inside;
      if (holds(key) || holds(inside)) holders.add(bare);
    }
    return bare;
  };
  const bareValue = (value: Json): Json => {
    if (isObject(value)) return bareObject(value);
    if (!isArray(value)) return value;
    const bare = value.map(bareValue);
    if (bare.some(holds)) holders.add(bare);
    return bare;
  };
  const template = { object: bareObject(recorded), holders };
  templates.set(recorded, template);
  return template;
}

function fillObject(object: JsonObject, holders: ReadonlySet<Json>, values: Values): JsonObject {
  if (!holders.has(object)) return object;
  const result = emptyObject(Object.keys(object).length);
  for (const key in object) result[fillText(key, values)] = fillValue(object[key] ?? null, holders, values);
  return result;
}

function fillValue(value: Json, holders: ReadonlySet<Json>, values: Values): Json {
  if (typeof value === 'string') return fillText(value, values);
  if (isObject(value)) return fillObject(value, holders, values);
  if (!isArray(value) || !holders.has(value)) return value;
  return value.map((element) => fillValue(element, holders, values));
}

function fillText(text: string, values: Values): string {
  return text.includes('{{') ? text.replace(PLACEHOLDER, (placeholder) => values[placeholder] ?? placeholder) : text;
}

/** True for the client through which master's administrators manage another realm. */
export function isOtherRealmClient(realmName: string, clientId: string | undefined): boolean {
  return realmName === MASTER && clientId !== undefined && clientId !== MASTER_CLIENT && clientId.endsWith('-realm');
}

function otherRealmsOf(data: JsonObject): readonly string[] {
  const clients = isArray(data.clients) ? data.clients : [];
  return clients
    .map((client) => textProperty(client, 'clientId'))
    .filter((clientId) => clientId !== undefined)
    .filter((clientId) => isOtherRealmClient(MASTER, clientId))
    .map((clientId) => clientId.slice(0, -'-realm'.length));
}

/** Every realm has a client in master that is made like master's own, with the same roles, all given to `admin`. */
function withOtherRealm(master: JsonObject, realmName: string): JsonObject {
  const clientId = `${realmName}-realm`;
  const own = (isArray(master.clients) ? master.clients : []).find(
    (client) => textProperty(client, 'clientId') === MASTER_CLIENT,
  );
  const roles = isObject(master.roles) ? master.roles : emptyObject();
  const clientRoles = isObject(roles.client) ? roles.client : emptyObject();
  if (!isObject(own)) return master;
  // It is made before master has scopes to give, so it has none.
  const scopes = { defaultClientScopes: [], optionalClientScopes: [] };
  const client = Object.assign(emptyObject(), own, { clientId, name: `${realmName} Realm`, ...scopes });
  return Object.assign(emptyObject(), master, {
    clients: [...(isArray(master.clients) ? master.clients : []), client],
    roles: Object.assign(emptyObject(), roles, {
      client: withKey(clientRoles, clientId, asOf(clientRoles[MASTER_CLIENT] ?? [], clientId)),
      realm: (isArray(roles.realm) ? roles.realm : []).map((role) => givenTo(role, clientId)),
    }),
  });
}

/** The same value with `master-realm` as the other client wherever it is a key: composites name roles by client. */
function asOf(value: Json, clientId: string): Json {
  if (isArray(value)) return value.map((element) => asOf(element, clientId));
  if (!isObject(value)) return value;
  const result = emptyObject();
  for (const key of Object.keys(value)) {
    result[key === MASTER_CLIENT ? clientId : key] = asOf(value[key] ?? null, clientId);
  }
  return result;
}

/** A realm role that holds roles of master's own client holds those of the other one, too. */
function givenTo(role: Json, clientId: string): Json {
  const composites = property(role, 'composites');
  const ofClients = property(composites, 'client');
  const own = property(ofClients, MASTER_CLIENT);
  if (!isObject(role) || !isObject(composites) || !isObject(ofClients) || own === undefined) return role;
  return withKey(role, 'composites', withKey(composites, 'client', withKey(ofClients, clientId, own)));
}
