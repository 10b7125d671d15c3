/** What follows from what a file says, so that a file that leaves it out says the same? Only for comparing: a server does it on import. */

import { emptyObject, isArray, isObject, textProperty } from '../json/object.ts';
import type { Json, JsonObject } from '../model.ts';

/** The realm with the names of its service accounts. */
export function withUsernames(data: JsonObject): JsonObject {
  const users = changed(data.users, withUsername);
  return users === undefined || users === data.users ? data : Object.assign(emptyObject(), data, { users });
}

/** The realm with the web origins of clients that state none, where the other realm states some. */
export function withOriginsOf(data: JsonObject, other: JsonObject): JsonObject {
  const stating = new Set(
    (isArray(other.clients) ? other.clients : []).flatMap((client) =>
      isObject(client) && client.webOrigins !== undefined ? (textProperty(client, 'clientId') ?? []) : [],
    ),
  );
  const clients = changed(data.clients, (client) =>
    stating.has(textProperty(client, 'clientId') ?? '') ? withWebOrigins(client) : client,
  );
  return clients === undefined || clients === data.clients ? data : Object.assign(emptyObject(), data, { clients });
}

function changed(list: Json | undefined, complete: (entity: JsonObject) => JsonObject): Json | undefined {
  if (!isArray(list)) return list;
  const result = list.map((entity) => (isObject(entity) ? complete(entity) : entity));
  return result.some((entity, index) => entity !== list[index]) ? result : list;
}

/** Without a list of them, web origins are those of absolute redirect URIs (RepresentationToModel.createClient). */
function withWebOrigins(client: JsonObject): JsonObject {
  if (client.webOrigins !== undefined || !isArray(client.redirectUris)) return client;
  const origins = client.redirectUris.flatMap((uri) => (typeof uri === 'string' ? originOf(uri) : []));
  if (origins.length === 0) return client;
  return Object.assign(emptyObject(), client, { webOrigins: [...new Set(origins)].sort() });
}

function originOf(uri: string): readonly string[] {
  const [origin] = /^https?:\/\/[^/]+/i.exec(uri) ?? [];
  return origin === undefined ? [] : [origin];
}

/** `service-account-web-shop` (ClientManager.enableServiceAccount). */
function withUsername(user: JsonObject): JsonObject {
  const client = textProperty(user, 'serviceAccountClientId');
  if (client === undefined || user.username !== undefined) return user;
  return Object.assign(emptyObject(), user, { username: `service-account-${client.toLowerCase()}` });
}
