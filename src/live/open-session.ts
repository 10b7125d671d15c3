/** How is a server asked, once somebody has logged in? Finds the base path, keeps the token fresh, pages through lists. */

import { elementsOf, property, textProperty } from '../json/object.ts';
import type { Json } from '../model.ts';
import { type Credentials, LiveError, type LiveServer } from './live-server.ts';
import { type Answer, type Call, openSender, type Sender } from './send.ts';

/** A server that is being read. Every method throws a LiveError for anything but an answer. */
export interface Session {
  /** What `/admin` followed by `path` answers. */
  readonly get: (path: string) => Promise<Json>;
  /** All elements of a list that comes in pages. */
  readonly list: (path: string) => Promise<readonly Json[]>;
  /** What the admin console's partial export answers, with clients, groups and roles. */
  readonly partialExport: (realm: string) => Promise<Json>;
  /** Who asks, for messages. */
  readonly who: string;
  readonly close: () => void;
}

/** Elements of one page: what Keycloak's own console asks for at most is 100. */
const PAGE = 200;

/** Waits before a request is sent once more, in milliseconds: a server that starts or is reloaded needs a moment. */
const RETRIES = [300, 1500];
const AGAIN: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Logs in. Throws a LiveError. */
export async function openSession(server: LiveServer): Promise<Session> {
  const sender = openSender(server);
  const send = async (call: Call): Promise<Answer> => {
    for (const wait of RETRIES) {
      const answer = await sender.send(call);
      if (!AGAIN.has(answer.status)) return answer;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    return sender.send(call);
  };
  try {
    return await logIn(server, { ...sender, send });
  } catch (error) {
    sender.close();
    throw error;
  }
}

async function logIn(server: LiveServer, { send, close }: Sender): Promise<Session> {
  const { credentials } = server;
  const base = await findBase(server, send);
  const token = tokens(credentials, base, send);
  await token();
  const who = whoIs(credentials);
  const ask = async (toCall: (token: string) => Call): Promise<Json> => {
    const text = await token();
    const call = toCall(text);
    const answer = await send(call);
    // A token lives for a minute; and somebody may have ended our session, or rotated the realm's keys.
    const last = answer.status === 401 ? await send(toCall(await token(text))) : answer;
    return jsonOf(last, call.url, who);
  };
  const get = (path: string): Promise<Json> =>
    ask((text) => ({ kind: 'get', url: `${base}/admin${path}`, token: text }));
  return {
    get,
    list: (path) => listAll(path, get),
    partialExport: (realm) =>
      ask((text) => ({
        kind: 'partial-export',
        url: `${base}/admin/realms/${encodeURIComponent(realm)}/partial-export?exportClients=true&exportGroupsAndRoles=true`,
        token: text,
      })),
    ...{ who, close },
  };
}

async function listAll(path: string, get: Session['get']): Promise<readonly Json[]> {
  const all: Json[] = [];
  const start = `${path}${path.includes('?') ? '&' : '?'}max=${PAGE}&first=`;
  for (let last: Json = null; ; ) {
    const page = elementsOf(await get(`${start}${all.length}`));
    const id = property(page[0], 'id') ?? null;
    // An endpoint without pages gives everything each time.
    if (id !== null && id === last) return all;
    all.push(...page);
    if (page.length !== PAGE) return all;
    last = id;
  }
}

/** Before Keycloak 17 everything stood below `/auth`, and many servers were left so. */
async function findBase({ url, credentials }: LiveServer, send: Sender['send']): Promise<string> {
  const base = url.replace(/\/+$/, '');
  const { realm } = credentials;
  let isKeycloak = false;
  for (const path of base.endsWith('/auth') ? [''] : ['', '/auth']) {
    const answer = await send({ kind: 'get', url: `${base}${path}/realms/${encodeURIComponent(realm)}` });
    if (textProperty(parsed(answer.text), 'realm') !== undefined) return `${base}${path}`;
    if (answer.status === 403) return `${base}${path}`;
    if (answer.status >= 500)
      throw new LiveError(`${base} answers ${answer.status}; look at the server's log`, answer.status);
    isKeycloak ||= answer.status === 404 && property(parsed(answer.text), 'error') !== undefined;
  }
  throw isKeycloak
    ? new LiveError(`${base} has no realm ${realm} to log in to (404); name it as auth.realm in the configuration`, 404)
    : new LiveError(`${base} does not answer like Keycloak; give the url before /realms and /admin`, 404);
}

/** Gives the token, or a new one in place of one that a server no longer takes: who comes second gets what the first one got. */
function tokens(credentials: Credentials, base: string, send: Sender['send']): (stale?: string) => Promise<string> {
  if (credentials.kind === 'token') return async () => credentials.token;
  const url = `${base}/realms/${encodeURIComponent(credentials.realm)}/protocol/openid-connect/token`;
  const request = async (): Promise<string> => {
    const answer = await send({ kind: 'token', url, form: formOf(credentials) });
    const body = parsed(answer.text);
    const text = textProperty(body, 'access_token');
    if (answer.status !== 200 || text === undefined) throw refusedLogin(credentials, base, answer, body);
    return text;
  };
  let current: Promise<string> | undefined;
  return async (stale) => {
    current ??= request();
    const known = current;
    // Another request may have noticed first.
    if ((await known) === stale && current === known) current = request();
    return current;
  };
}

function formOf(credentials: Exclude<Credentials, { readonly kind: 'token' }>): Readonly<Record<string, string>> {
  if (credentials.kind === 'password') {
    const { username, password } = credentials;
    return { grant_type: 'password', client_id: 'admin-cli', username, password };
  }
  const { clientId, secret } = credentials;
  return { grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
}

function refusedLogin(credentials: Credentials, base: string, { status }: Answer, body: Json | undefined): LiveError {
  const realm = ` of realm ${credentials.realm}`;
  const reason = textProperty(body, 'error');
  return new LiveError(
    `${base} refuses the login of ${whoIs(credentials)}${realm} (${status}${reason === undefined ? '' : ` ${reason}`}); check auth in the configuration and its variable`,
    401,
  );
}

function whoIs(credentials: Credentials): string {
  if (credentials.kind === 'client') return `client ${credentials.clientId}`;
  return credentials.kind === 'password' ? `user ${credentials.username}` : 'the token';
}

function jsonOf({ status, text }: Answer, url: string, who: string): Json {
  const { origin, pathname } = new URL(url);
  if (status === 401) throw new LiveError(`${origin} refuses ${who} (401 from ${pathname}); log in anew`, 401);
  if (status === 403) throw new LiveError(`${who} may not read ${pathname} (403)`, 403);
  if (status < 200 || status > 299) throw new LiveError(`${origin} answers ${status} to ${pathname}`, status);
  const body = parsed(text);
  if (body === undefined && text !== '')
    throw new LiveError(`the answer of ${origin}${pathname} is no JSON, or half of it; look at proxies between`);
  return body ?? null;
}

/** Undefined for what is no JSON. */
function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
