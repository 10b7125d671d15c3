/** What do the realms of a live environment hold? Logs in, reads realm after realm; one that fails leaves the others alone. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pMap from 'p-map';
import type { Auth, Environment } from '../config/config.ts';
import { type Credentials, LiveError, type LiveServer } from '../live/live-server.ts';
import { openSession, type Session } from '../live/open-session.ts';
import { type LiveRealm, readLiveRealm } from '../live/read-live-realm.ts';
import type { Failure, Problem } from '../model.ts';
import { explainError } from './explain-error.ts';
import type { NamedEnvironment } from './find-environment.ts';
import type { ReadInput } from './input.ts';

export interface LiveOptions {
  /** Seconds without a whole answer. */
  readonly timeout?: number;
  readonly hasUsers?: boolean;
  /** Realms that are read at a time. */
  readonly concurrency?: number;
  /** Hears of each realm that was read or failed, and how many requests that took. */
  readonly tell?: (realm: string, failure: Failure | undefined, requests: number) => void;
}

type Variables = { readonly [name: string]: string | undefined };

const SECONDS = 30;
const REALMS_AT_A_TIME = 4;

/** A failure where nobody could log in. */
export async function readLive(
  named: NamedEnvironment,
  variables: Variables,
  options: LiveOptions = {},
): Promise<ReadInput | Failure> {
  const file = `live:${named.name}`;
  try {
    const session = await openSession(serverOf(named, variables, options));
    try {
      return await readRealmsOf(session, named, options);
    } finally {
      session.close();
    }
  } catch (error) {
    return failureOf(error, file);
  }
}

async function readRealmsOf(session: Session, named: NamedEnvironment, options: LiveOptions): Promise<ReadInput> {
  const { realms, version } = named.environment;
  const file = `live:${named.name}`;
  const read = async (realm: string): Promise<LiveRealm | Failure> => {
    const before = session.requests();
    const result = await readLiveRealm(session, { realm, version, hasUsers: options.hasUsers === true }).catch(
      (error: unknown) => failureOf(error, realms.length > 1 ? `${file}/${realm}` : file),
    );
    options.tell?.(realm, 'message' in result ? result : undefined, session.requests() - before);
    return result;
  };
  const results = await pMap(realms, read, { concurrency: options.concurrency ?? REALMS_AT_A_TIME });
  const whole = results.flatMap((result) => ('data' in result ? [result] : []));
  return {
    // One realm after the other, so that the text is never longer than a realm needs.
    sources: whole.length === 0 ? [] : [{ name: file, content: textOf(whole) }],
    states: [],
    problems: whole.flatMap((realm) => problemsOf(realm, file)),
    failures: results.flatMap((result) => ('data' in result ? [] : [result])),
  };
}

function textOf(realms: readonly LiveRealm[]): string {
  const [first] = realms;
  return JSON.stringify(realms.length === 1 ? first?.data : realms.map(({ data }) => data));
}

function problemsOf({ data, notRead }: LiveRealm, file: string): readonly Problem[] {
  return notRead.map(({ keys, why }) => ({
    ...{ code: 'not-verified', path: [], file },
    message: `${keys.join(', ')} of realm ${String(data.realm)} not verified: ${why}`,
  }));
}

function failureOf(error: unknown, file: string): Failure {
  if (error instanceof LiveError) return { file, message: error.message };
  throw error;
}

/** Throws a LiveError where a secret's variable is not set. */
function serverOf(
  { environment, folder, name }: NamedEnvironment,
  variables: Variables,
  options: LiveOptions,
): LiveServer {
  const { url = '', auth, ca } = environment;
  if (auth === undefined)
    throw new LiveError(`nobody can log in: write auth into environments.${name} of the configuration`);
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
    throw new LiveError(`cannot read the CA's certificate ${file}: ${explainError(error)}`);
  }
}

/** A client lives in the realm that it reads, and one for several realms in master, as every administrator does. */
function credentialsOf(auth: Auth, { realms }: Environment, variables: Variables): Credentials {
  const [only = 'master', other] = realms;
  if ('token' in auth) return { kind: 'token', token: secretOf(auth.token, variables) };
  if ('username' in auth) {
    const { username, realm = 'master' } = auth;
    return { kind: 'password', realm, username, password: secretOf(auth.password, variables) };
  }
  const { clientId, realm = other === undefined ? only : 'master' } = auth;
  return { kind: 'client', realm, clientId, secret: secretOf(auth.clientSecret, variables) };
}

function secretOf(reference: string, variables: Variables): string {
  const name = reference.replace(/^env:/, '');
  const secret = variables[name];
  if (secret !== undefined && secret !== '') return secret;
  throw new LiveError(`the variable ${name} is not set; the configuration takes the secret from it`);
}
