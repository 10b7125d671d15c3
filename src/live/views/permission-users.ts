/** Which users do admin permissions speak of? They name them by id, and who reads a realm without its users has to ask for each. */

import { elementsOf, textProperty } from '../../json/object.ts';
import type { JsonObject } from '../../model.ts';
import type { Session } from '../open-session.ts';
import { usernameOf } from './users.ts';
import { objectsOf } from './view.ts';

/** The client whose resources are users, groups, clients and roles, each by its id (AdminPermissionsSchema, since 26.2). */
const HOLDER = 'admin-permissions';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Names by id; without those that nobody may see, or that are no user's. */
export async function readPermissionUsers(
  session: Session,
  realm: string,
  data: JsonObject,
): Promise<{ readonly [id: string]: string }> {
  const holder = objectsOf(elementsOf(data.clients)).find(({ clientId }) => clientId === HOLDER);
  const settings = objectsOf([holder?.authorizationSettings ?? null])[0];
  const others = new Set(objectsOf([...elementsOf(data.clients), ...elementsOf(data.users)]).map(({ id }) => id));
  const ids = objectsOf(elementsOf(settings?.resources))
    .flatMap((resource) => textProperty(resource, 'name') ?? [])
    .filter((name) => ID.test(name) && !others.has(name));
  const named = await Promise.all(
    ids.map(async (id) => {
      const name = await usernameOf(session, realm, id);
      return name === undefined ? [] : [[id, name] as const];
    }),
  );
  return Object.fromEntries(named.flat());
}
