/** What do the realms of a live environment hold? Logs in, reads realm after realm; one that fails leaves the others alone. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pMap from 'p-map';
import type { Auth, Environment } from '../config/config.ts';
import { type Credentials, LiveError, type LiveServer } from '../live/live-server.ts';
import { openSession, type Session } from '../live/open-session.ts';
import { type LiveRealm, type LiveRequest, readLiveRealm, whyNotRead } from '../live/read-live-realm.ts';
import { type EventRequest, readAdminEvents } from '../live/views/admin-events.ts';
import type { AdminEvent, Failure, Problem } from '../model.ts';
import { explainError } from './explain-error.ts';
import type { NamedEnvironment } from './find-environment.ts';
import type { ReadInput } from './input.ts';

export interface LiveOptions {
  /** Seconds that one answer may take. */
  readonly timeout?: number;
  readonly hasUsers?: boolean;
}

const SECONDS = 30;
const REALMS_AT_A_TIME = 4;

/** An environment that somebody has logged in to. */
export interface OpenEnvironment {
  readonly read: (realm: string) => Promise<ReadInput | Failure>;
  /** Who did what; undefined where the realm keeps no admin events. */
  readonly events: (request: EventRequest) => Promise<readonly AdminEvent[] | Failure | undefined>;
  readonly close: () => void;
}

/** A failure where nobody could log in. */
export async function openEnvironment(
  named: NamedEnvironment,
  variables: NodeJS.ProcessEnv,
  options: LiveOptions = {},
): Promise<OpenEnvironment | Failure> {
  const { version } = named.environment;
  const file = `live:${named.name}`;
  try {
    const session = await openSession(serverOf(named, variables, options));
    return {
      read: (realm) => readRealm(session, { realm, version, hasUsers: options.hasUsers === true }, named),
      events: (request) =>
        readAdminEvents(session, request).catch((error) => ({ file, message: whyNotRead(error, 'view-events') })),
      close: session.close,
    };
  } catch (error) {
    return failureOf(error, file);
  }
}

async function readRealm(
  session: Session,
  request: LiveRequest,
  { name, environment }: NamedEnvironment,
): Promise<ReadInput | Failure> {
  const file = environment.realms.length > 1 ? `live:${name}/${request.realm}` : `live:${name}`;
  try {
    const realm = await readLiveRealm(session, request);
    const content = JSON.stringify(realm.data);
    return { sources: [{ name: file, content }], states: [], problems: problemsOf(realm, file) };
  } catch (error) {
    return failureOf(error, file);
  }
}

/** All realms of an environment; a failure where nobody could log in. */
export async function readLive(
  named: NamedEnvironment,
  variables: NodeJS.ProcessEnv,
  options: LiveOptions = {},
): Promise<ReadInput | Failure> {
  const results = await takeRealms(named, variables, { ...options, take: async (content) => content });
  if ('message' in results) return results;
  const read = results.flatMap((result) => ('message' in result ? [] : [result]));
  return {
    sources: read.flatMap(({ sources }) => sources),
    states: [],
    problems: read.flatMap(({ problems = [] }) => problems),
    failures: results.flatMap((result) => ('message' in result ? [result as Failure] : [])),
  };
}

interface Taking<T> extends LiveOptions {
  readonly take: (content: ReadInput | Failure) => Promise<T>;
}

/** Each realm of an environment as it comes, so that of hundreds only a few are held; what was made of them, in the environment's order. */
export async function takeRealms<T>(
  named: NamedEnvironment,
  variables: NodeJS.ProcessEnv,
  { take, ...options }: Taking<T>,
): Promise<readonly T[] | Failure> {
  const open = await openEnvironment(named, variables, options);
  if ('message' in open) return open;
  try {
    const { realms } = named.environment;
    return await pMap(realms, async (realm) => take(await open.read(realm)), { concurrency: REALMS_AT_A_TIME });
  } finally {
    open.close();
  }
}

function problemsOf({ data, notRead }: LiveRealm, file: string): readonly Problem[] {
  return notRead.map(({ keys, why }) => ({
    ...{ code: 'not-verified', path: [], file },
    message: `${keys.join(', ')} of realm ${String(data.realm)} not verified: ${why}`,
  }));
}

/** Something is missing here, and no server was asked. */
class SetupError extends Error {}

function failureOf(error: unknown, file: string): Failure {
  if (error instanceof SetupError) return { file, message: error.message };
  if (error instanceof LiveError) return { file, message: error.message, isUnreachable: true };
  throw error;
}

/** Throws a SetupError where a secret's variable is not set. */
function serverOf(
  { environment, folder, name }: NamedEnvironment,
  variables: NodeJS.ProcessEnv,
  options: LiveOptions,
): LiveServer {
  const { url = '', auth, ca } = environment;
  if (auth === undefined)
    throw new SetupError(`nobody can log in: write auth into environments.${name} of the configuration`);
  return {
    url,
    credentials: credentialsOf(auth, environment, variables),
    timeout: (options.timeout ?? SECONDS) * 1000,
    ...(ca !== undefined && { ca: readCa(join(folder, ca)) }),
  };
}

function readCa(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SetupError(`cannot read the CA's certificate ${file}: ${explainError(error)}`);
  }
}

/** A client lives in the realm that it reads, and one for several realms in master, as every administrator does. */
function credentialsOf(auth: Auth, { realms }: Environment, variables: NodeJS.ProcessEnv): Credentials {
  const [only = 'master', other] = realms;
  if ('token' in auth) return { kind: 'token', realm: auth.realm ?? only, token: secretOf(auth.token, variables) };
  if ('username' in auth) {
    const { username, realm = 'master' } = auth;
    return { kind: 'password', realm, username, password: secretOf(auth.password, variables) };
  }
  const { clientId, realm = other === undefined ? only : 'master' } = auth;
  return { kind: 'client', realm, clientId, secret: secretOf(auth.clientSecret, variables) };
}

function secretOf(reference: string, variables: NodeJS.ProcessEnv): string {
  const name = reference.replace(/^env:/, '');
  const secret = variables[name];
  if (secret !== undefined && secret !== '') return secret;
  throw new SetupError(`the variable ${name} is not set; the configuration takes the secret from it`);
}
