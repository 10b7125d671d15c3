/** What does a real server do with a realm, seen from outside? Requests that an application, a user or an administrator would send. */

import type { Answer, Server } from '../server.ts';

export const USER = { username: 'anna', password: 'right' };

/** A realm that a claim is tried on. */
export interface Tried {
  readonly server: Server;
  readonly realm: string;
}

export interface Told {
  readonly status: number;
  readonly body: Answer;
}

/** The password grant of client `app`, or another grant. */
export async function askToken({ server, realm }: Tried, more: { readonly [key: string]: string } = {}): Promise<Told> {
  const body = new URLSearchParams({ grant_type: 'password', client_id: 'app', ...USER, scope: 'openid', ...more });
  const response = await fetch(`${server.base}/realms/${realm}/protocol/openid-connect/token`, {
    method: 'POST',
    body,
  });
  return { status: response.status, body: await response.json() };
}

/** The claims of an access token; it is not checked. */
export function claimsOf({ body }: Told): Answer {
  const [, payload = ''] = String(body.access_token ?? '').split('.');
  return payload === '' ? {} : JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
}

/** How the server answers a browser that begins a login: `login page`, `error page 400`, or the error that it sends back. */
export async function beginLogin(
  { server, realm }: Tried,
  more: { readonly [key: string]: string } = {},
): Promise<string> {
  const query = new URLSearchParams({
    client_id: 'app',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: 'https://app.example/cb',
    ...more,
  });
  const response = await fetch(`${server.base}/realms/${realm}/protocol/openid-connect/auth?${query}`, {
    redirect: 'manual',
  });
  const location = response.headers.get('location');
  const error = location === null ? null : /[?&#]error=(\w+)/.exec(location)?.[1];
  if (error != null) return `sent back: ${error}`;
  const text = await response.text();
  return /name="password"|kc-form-login/.test(text) ? 'login page' : `error page ${response.status}`;
}

/** An admin call with somebody's own token: the status. */
export async function adminCall({ server, realm }: Tried, token: Told, where: string): Promise<number> {
  const headers = { authorization: `Bearer ${token.body.access_token}` };
  const response = await fetch(`${server.base}/admin/realms/${realm}${where}`, { headers });
  await response.arrayBuffer();
  return response.status;
}
