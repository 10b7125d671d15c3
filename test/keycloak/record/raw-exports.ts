/** What does one Keycloak version make by itself? Drives a server: a new realm, master, and a realm of minimal entities. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Answer, exportAll, exportPartial, type Server, startKeycloak, versionNumber } from '../server.ts';
import { exportAllFromWildfly, isWildfly, startWildfly } from '../wildfly.ts';
import { assemble, FRESH, type Piece, piecesFor } from './pieces.ts';

const KINDS = 'BaselineKinds';

export interface RawExports {
  readonly fresh: Answer;
  readonly master: Answer;
  readonly kinds: Answer;
  /** What the server refused, for the person who reviews the recording. */
  readonly refused: readonly string[];
}

/** Starts the version on an empty database, builds, stops, exports. Takes about a minute. */
export async function recordRawExports(version: string): Promise<RawExports> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'record-'));
  try {
    const server = await (isWildfly(version) ? startWildfly(version, folder) : startKeycloak(version, folder, []));
    const { refused, userProfile } = await build(server).finally(server.stop);
    const file = path.join(folder, 'all.json');
    await (isWildfly(version) ? exportAllFromWildfly(version, folder, file) : exportAll(version, folder, file));
    const realms: Answer[] = JSON.parse(fs.readFileSync(file, 'utf8'));
    const realm = (name: string): Answer => realms.find((each) => each.realm === name);
    const kinds = realm(KINDS);
    Object.assign(kinds.components, userProfile);
    return { fresh: realm(FRESH), master: alone(realm('master')), kinds, refused };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function build(server: Server): Promise<{ refused: readonly string[]; userProfile: Answer }> {
  await server.rest('POST', '', { realm: FRESH, enabled: true });
  const info = await server.rest('GET', '/../serverinfo');
  const base = { realm: KINDS, enabled: true, ...(await stockFlows(server)), ...switches(server.version) };
  const refused = await importPieces(server, base, piecesFor(info, base.organizationsEnabled === true));
  return { refused, userProfile: await userProfileOf(server) };
}

/** Features of a realm that some pieces need; a server that does not know them refuses the whole realm. */
function switches(version: string): Answer {
  return {
    ...(versionNumber(version) >= 2600 && { organizationsEnabled: true }),
  };
}

/** Up to 23 an importer takes all stock flows or none, so they go in with those of our own. */
async function stockFlows(server: Server): Promise<Answer> {
  const { authenticationFlows, authenticatorConfig } = await exportPartial(server, FRESH);
  return JSON.parse(
    JSON.stringify({ authenticationFlows, authenticatorConfig }, (key, value) => (key === 'id' ? undefined : value)),
  );
}

/** Imports as many pieces as the server takes; names those that it does not. */
async function importPieces(server: Server, base: Answer, pieces: readonly Piece[]): Promise<readonly string[]> {
  const accepted: Piece[] = [];
  const refused: string[] = [];
  const take = async (some: readonly Piece[]): Promise<void> => {
    const reason = await tryImport(server, assemble(base, [...accepted, ...some]));
    if (reason === undefined) accepted.push(...some);
    else if (some.length === 1 && some[0] !== undefined) refused.push(`${nameOf(some[0])}: ${reason}`);
    else {
      await take(some.slice(0, some.length >> 1));
      await take(some.slice(some.length >> 1));
    }
  };
  await take(pieces);
  await server.rest('POST', '', assemble(base, accepted));
  return refused;
}

/** Undefined when the server took the realm, which is then deleted again. */
async function tryImport(server: Server, realm: Answer): Promise<string | undefined> {
  try {
    await server.rest('POST', '', realm);
    await server.rest('DELETE', `/${KINDS}`);
    return undefined;
  } catch (error) {
    await server.rest('DELETE', `/${KINDS}`).catch(() => {});
    return String(error).slice(0, 200);
  }
}

function nameOf({ at, entity }: Piece): string {
  return [...at, entity.clientId ?? entity.alias ?? entity.username ?? entity.name].join('/');
}

/** The component that holds the stock user profile once somebody has saved it; a server keeps none before that. */
async function userProfileOf(server: Server): Promise<Answer> {
  try {
    const profile = await server.rest('GET', `/${FRESH}/users/profile`);
    if (typeof profile !== 'object') return {}; // some answer with nothing instead
    const config = { 'kc.user.profile.config': [JSON.stringify(profile)] };
    return { [USER_PROFILE]: [{ providerId: 'declarative-user-profile', subComponents: {}, config }] };
  } catch {
    return {}; // user profiles are a preview before 24, and off
  }
}

const USER_PROFILE = 'org.keycloak.userprofile.UserProfileProvider';

/** Master without what the other realms and the first administrator brought. */
function alone(master: Answer): Answer {
  const { users: _, ...rest } = structuredClone(master);
  const others = [FRESH, KINDS].map((name) => `${name}-realm`);
  rest.clients = rest.clients.filter(({ clientId }: Answer) => !others.includes(clientId));
  for (const clientId of others) {
    delete rest.roles.client[clientId];
    for (const role of rest.roles.realm) delete role.composites?.client?.[clientId];
  }
  return rest;
}
