/** What happens when an administrator opens everything and presses save? Reads each object of the realm and writes it back as it was. */

import { REALM } from './rich-realm/step.ts';
import type { Answer, Server } from './server.ts';

/** Clients that the server does not let anyone save while admin permissions are on. */
const GUARDED = ['admin-permissions', 'realm-management'];

/** Keeps secrets, too: the server sends them masked and takes a mask for "as before". */
export async function saveUnchanged(server: Server): Promise<void> {
  const at = `/${REALM}`;
  await save(server, at);
  for (const client of await list(server, `${at}/clients`)) {
    if (!GUARDED.includes(client.clientId)) await saveWithMappers(server, `${at}/clients/${client.id}`);
  }
  for (const { id } of await list(server, `${at}/client-scopes`)) {
    await saveWithMappers(server, `${at}/client-scopes/${id}`);
  }
  for (const { alias } of await list(server, `${at}/identity-provider/instances`)) {
    const broker = `${at}/identity-provider/instances/${encodeURIComponent(alias)}`;
    await save(server, broker);
    for (const { id } of await list(server, `${broker}/mappers`)) await save(server, `${broker}/mappers/${id}`);
  }
  for (const { id } of await list(server, `${at}/components`)) await save(server, `${at}/components/${id}`);
  for (const { id } of await list(server, `${at}/roles`)) await save(server, `${at}/roles-by-id/${id}`);
  for (const { id } of await list(server, `${at}/groups`)) await save(server, `${at}/groups/${id}`);
  for (const { id } of await list(server, `${at}/users`)) await save(server, `${at}/users/${id}`);
  for (const { alias } of await list(server, `${at}/authentication/required-actions`)) {
    await save(server, `${at}/authentication/required-actions/${alias}`);
  }
}

function list({ rest }: Server, where: string): Promise<readonly Answer[]> {
  return rest('GET', where);
}

async function save({ rest }: Server, where: string): Promise<void> {
  await rest('PUT', where, await rest('GET', where));
}

async function saveWithMappers(server: Server, where: string): Promise<void> {
  await save(server, where);
  const { protocolMappers = [] } = await server.rest('GET', where);
  for (const { id } of protocolMappers) await save(server, `${where}/protocol-mappers/models/${id}`);
}
