/** Which roles has a realm, its own and its clients', and what do they hold? */

import { emptyObject, property, textProperty } from '../../json/object.ts';
import type { JsonObject } from '../../model.ts';
import { idOf, type Looking, objectsOf, type View } from './view.ts';

export const roleViews: readonly View[] = [{ keys: ['roles'], role: 'view-clients', read: readRoles }];

async function readRoles(looking: Looking): Promise<JsonObject> {
  const { at } = looking;
  const clients = await looking.clients();
  const realm = await rolesAt(looking, `${at}/roles`);
  const client = emptyObject();
  const all = await Promise.all(clients.map((each) => rolesAt(looking, `${at}/clients/${idOf(each)}/roles`)));
  for (const [index, each] of clients.entries()) client[textProperty(each, 'clientId') ?? ''] = all[index] ?? [];
  return { roles: { realm, client } };
}

async function rolesAt(looking: Looking, path: string): Promise<readonly JsonObject[]> {
  const roles = objectsOf(await looking.session.list(`${path}?briefRepresentation=false`));
  return Promise.all(roles.map((role) => (role.composite === true ? withComposites(role, looking) : role)));
}

async function withComposites(role: JsonObject, looking: Looking): Promise<JsonObject> {
  const parts = objectsOf(await looking.session.list(`${looking.at}/roles-by-id/${idOf(role)}/composites`));
  const names = new Map((await looking.clients()).map((client) => [client.id, textProperty(client, 'clientId') ?? '']));
  const realm: string[] = [];
  const client: { [clientId: string]: string[] } = {};
  for (const part of parts) {
    const name = textProperty(part, 'name') ?? '';
    if (part.clientRole !== true) {
      realm.push(name);
      continue;
    }
    const holder = names.get(property(part, 'containerId') ?? null) ?? '';
    client[holder] = [...(client[holder] ?? []), name];
  }
  const composites = {
    ...(realm.length > 0 && { realm }),
    ...(Object.keys(client).length > 0 && { client }),
  };
  return Object.assign(emptyObject(), role, { composites });
}
