/** What does a realm on a server hold? Asks for a partial export, or view by view where that is forbidden; says what nobody let us know. */

import { isNeverExported } from '../baseline/lacking-keys.ts';
import { without } from '../json/map.ts';
import { emptyObject, isArray, isObject, property, textProperty } from '../json/object.ts';
import type { Json, JsonObject } from '../model.ts';
import { isForbidden, LiveError } from './live-server.ts';
import type { Session } from './open-session.ts';
import { readOrganizations } from './views/organizations.ts';
import { readPermissionUsers } from './views/permission-users.ts';
import { readTexts } from './views/realm.ts';
import { readUsers } from './views/users.ts';
import { readViews } from './views/views.ts';

export interface LiveRequest {
  readonly realm: string;
  /** Users and their grants, too. */
  readonly hasUsers: boolean;
  /** Keycloak's version, where the server does not tell it to who asks. */
  readonly version: string | undefined;
}

/** A part of a realm that could not be read, and why. */
export interface NotRead {
  /** Its keys in a RealmRepresentation; `clients/*\/authorizationSettings` is a part of each client. */
  readonly keys: readonly string[];
  /** One sentence, with the role that would help. */
  readonly why: string;
}

export interface LiveRealm {
  /** A RealmRepresentation whose `$realmdiff` header says `live`, and what is unknown. */
  readonly data: JsonObject;
  readonly notRead: readonly NotRead[];
}

/** Throws a LiveError where nothing of the realm can be read. */
export async function readLiveRealm(session: Session, request: LiveRequest): Promise<LiveRealm> {
  const { realm } = request;
  const whole = await exportOf(session, realm);
  const { data, notRead } = whole === undefined ? await readViews(session, realm) : { data: whole, notRead: [] };
  const organizations = await readPart({
    keys: ['organizations'],
    role: 'view-identity-providers, and since 26.7 view-organizations',
    read: () => readOrganizations(session, request, data),
  });
  const users = !request.hasUsers
    ? NOTHING
    : await readPart({ keys: ['users'], role: 'view-users', read: () => readUsers(session, realm, data) });
  // Before 23 no export holds them.
  const texts = !isNeverExported('localizationTexts', { keycloakVersion: textProperty(data, 'keycloakVersion') })
    ? NOTHING
    : await readPart({ keys: ['localizationTexts'], role: 'view-realm', read: () => readTexts(session, realm) });
  const refused = [...notRead, ...organizations.notRead, ...users.notRead, ...texts.notRead];
  const keycloakVersion = textProperty(data, 'keycloakVersion') ?? request.version ?? (await versionOf(session));
  const userNames = request.hasUsers ? {} : await readPermissionUsers(session, realm, data);
  const header = {
    ...{ normalForm: 0, export: 'live', unknown: unknownIn(refused, request) },
    ...(Object.keys(userNames).length > 0 && { userNames }),
  };
  return {
    data: Object.assign(
      emptyObject(),
      { $realmdiff: header },
      withoutLinks(data),
      organizations.data,
      users.data,
      texts.data,
      {
        keycloakVersion,
      },
    ),
    notRead: refused,
  };
}

/** Undefined where who asks may not have one: it needs manage-realm, since Keycloak 23 as before. */
async function exportOf(session: Session, realm: string): Promise<JsonObject | undefined> {
  try {
    const data = await session.partialExport(realm);
    return isObject(data) ? data : undefined;
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw withRealm(error, realm);
  }
}

/** A server that answers 404 to a realm's own address has no such realm. */
export function withRealm(error: unknown, realm: string): unknown {
  if (!(error instanceof LiveError) || error.status !== 404) return error;
  return new LiveError(`the server has no realm ${realm} (404); check realm in the configuration`, 404);
}

const NOTHING: LiveRealm = { data: emptyObject(), notRead: [] };

export interface Part {
  readonly keys: readonly string[];
  /** The role that suffices. */
  readonly role: string;
  readonly read: () => Promise<JsonObject>;
}

/** What cannot be read hides nothing else. What is gone when its turn comes was listed a moment ago: the list is read once more. */
export async function readPart({ keys, role, read }: Part): Promise<LiveRealm> {
  try {
    return { data: await read().catch((error) => (isGone(error) ? read() : Promise.reject(error))), notRead: [] };
  } catch (error) {
    const changing = isGone(error) ? ', twice: the realm changes while it is read' : '';
    return { data: emptyObject(), notRead: [{ keys, why: `${whyNotRead(error, role)}${changing}` }] };
  }
}

/** In words; throws what is no LiveError. `role` is the one that suffices. */
export function whyNotRead(error: unknown, role: string): string {
  if (!(error instanceof LiveError)) throw error;
  return isForbidden(error) ? `needs the role ${role}` : error.message;
}

function isGone(error: unknown): boolean {
  return error instanceof LiveError && error.status === 404;
}

/** Users that nobody asked for are unknown but for those of service accounts; links to storages never come over REST. */
function unknownIn(refused: readonly NotRead[], { hasUsers }: LiveRequest): readonly string[] {
  const keys = new Set([...refused.flatMap((each) => each.keys), 'federatedUsers']);
  if (!hasUsers) for (const key of ['users/*', 'organizations/*/members']) keys.add(key);
  return [...keys].sort();
}

/** Exports say in organizations which providers are theirs; only REST says it at the provider, too. */
function withoutLinks(data: JsonObject): JsonObject {
  if (!isArray(data.identityProviders)) return data;
  const identityProviders = data.identityProviders.map((provider) =>
    isObject(provider) ? without(provider, ['organizationId', 'organizationLinks']) : provider,
  );
  return Object.assign(emptyObject(), data, { identityProviders });
}

/** The server's version, as its info page tells it to administrators. Throws a LiveError that says where else to write it. */
async function versionOf(session: Session): Promise<string> {
  const info: Json = await session.get('/serverinfo').catch((error) => {
    if (isForbidden(error)) return null;
    throw error;
  });
  const version = textProperty(property(info, 'systemInfo'), 'version');
  if (version !== undefined) return version;
  throw new LiveError(
    `the server does not tell its version to ${session.who}; write version: into the environment's configuration`,
    403,
  );
}
