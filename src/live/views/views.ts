/** What does a realm hold, as far as an account without manage-realm may look? One view after the other; a hidden one hides no other. */

import { without } from '../../json/map.ts';
import { elementsOf, emptyObject, isObject, textProperty } from '../../json/object.ts';
import type { Json, JsonObject } from '../../model.ts';
import { isForbidden, LiveError } from '../live-server.ts';
import type { Session } from '../open-session.ts';
import { type LiveRealm, type NotRead, readPart, withRealm } from '../read-live-realm.ts';
import { clientViews } from './clients.ts';
import { flowViews } from './flows.ts';
import { groupViews } from './groups.ts';
import { realmViews } from './realm.ts';
import { roleViews } from './roles.ts';
import { addressOf, type Looking, objectsOf, type View } from './view.ts';

const VIEWS: readonly View[] = [...realmViews, ...roleViews, ...clientViews, ...groupViews, ...flowViews];

/** Throws a LiveError where not even the realm's settings can be read. */
export async function readViews(session: Session, realm: string): Promise<LiveRealm> {
  const at = addressOf(realm);
  const settings = await settingsOf(session, at, realm);
  let clients: Promise<readonly JsonObject[]> | undefined;
  const looking: Looking = {
    ...{ session, realm, at, realmId: textProperty(settings, 'id') ?? '' },
    clients: () => {
      clients ??= allClients(session, at);
      return clients;
    },
  };
  const data = Object.assign(emptyObject(), settings);
  const notRead: NotRead[] = [];
  for (const { keys, role, read } of VIEWS) {
    const part = await readPart({
      ...{ keys, role },
      read: () =>
        read(looking).catch((error) => {
          clients = undefined;
          throw error;
        }),
    });
    Object.assign(data, part.data);
    if (part.notRead.length > 0) for (const key of keys) delete data[key];
    notRead.push(...part.notRead);
  }
  return withoutNamesOfHidden({ data, notRead });
}

/** Servers before 26 refuse no list, but leave out what an account may not see: each realm has a client that manages it. */
async function allClients(session: Session, at: string): Promise<readonly JsonObject[]> {
  const clients = objectsOf(await session.list(`${at}/clients`));
  if (clients.some(({ clientId }) => MANAGING.has(clientId ?? null))) return clients;
  throw new LiveError(`${session.who} may not see all clients`, 403);
}

const MANAGING: ReadonlySet<Json> = new Set(['realm-management', 'master-realm']);

/** Admin permissions of version 1 name identity providers by their ids: without these nobody can tell what they mean. */
function withoutNamesOfHidden({ data, notRead }: LiveRealm): LiveRealm {
  const isHidden = notRead.some(({ keys }) => keys.includes('identityProviders'));
  const clients = objectsOf(elementsOf(data.clients));
  const isNaming = clients.some(
    (client) => MANAGING.has(client.clientId ?? null) && client.authorizationSettings !== undefined,
  );
  if (!isHidden || !isNaming) return { data, notRead };
  const why = 'needs the role view-identity-providers, whose ids it names';
  return {
    data: Object.assign(emptyObject(), data, {
      clients: clients.map((client) => without(client, ['authorizationSettings'])),
    }),
    notRead: [...notRead, { keys: ['clients/*/authorizationSettings'], why }],
  };
}

async function settingsOf(session: Session, at: string, realm: string): Promise<JsonObject> {
  const settings = await session.get(at).catch((error: unknown) => {
    throw isForbidden(error) ? hidden(session, realm) : withRealm(error, realm);
  });
  // Who has none of the view roles gets the realm's name alone.
  if (!isObject(settings) || settings.sslRequired === undefined) throw hidden(session, realm);
  return settings;
}

function hidden({ who }: Session, realm: string): LiveError {
  return new LiveError(
    `${who} may not read realm ${realm} (403); give it the role view-realm of realm-management`,
    403,
  );
}
