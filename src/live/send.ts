/** How does a request reach a server? The only place that sends one, and it knows three: GET, the token request, and the partial export. */

import * as http from 'node:http';
import * as https from 'node:https';
import { rootCertificates } from 'node:tls';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';
import { LiveError, type LiveServer } from './live-server.ts';

/** What may be asked of a server. Nothing here changes it. */
export type Call =
  | { readonly kind: 'get'; readonly url: string; readonly token?: string }
  | { readonly kind: 'token'; readonly url: string; readonly form: Readonly<Record<string, string>> }
  | { readonly kind: 'partial-export'; readonly url: string; readonly token: string };

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export interface Sender {
  /** Throws a LiveError where there is no whole answer; a refusal is an answer. */
  readonly send: (call: Call) => Promise<Answer>;
  readonly close: () => void;
}

/** More connections than these a server is not asked for at a time. */
const MOST_SOCKETS = 6;

/** Opens no connection yet. */
export function openSender({ url, ca, timeout }: Pick<LiveServer, 'url' | 'ca' | 'timeout'>): Sender {
  const trusted = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
  const agent = agentFor(url, trusted);
  return {
    // A proxy's agent connects to the proxy; what is behind it is trusted by the request.
    send: (call) => send(call, { agent, timeout, ...trusted }),
    close: () => agent.destroy(),
  };
}

function agentFor(url: string, trusted: { readonly ca?: string[] }): http.Agent {
  const proxy = getProxyForUrl(url);
  const options = { keepAlive: true, maxSockets: MOST_SOCKETS };
  const isSecure = url.startsWith('https:');
  if (proxy === '') return isSecure ? new https.Agent({ ...options, ...trusted }) : new http.Agent(options);
  return isSecure ? new HttpsProxyAgent(proxy, { ...options, ...trusted }) : new HttpProxyAgent(proxy, options);
}

/** What all requests to a server have in common. */
interface Sending {
  readonly agent: http.Agent;
  readonly timeout: number;
  readonly ca?: string[];
}

function send(call: Call, { agent, timeout, ca }: Sending): Promise<Answer> {
  const url = new URL(call.url);
  const body = call.kind === 'token' ? new URLSearchParams(call.form).toString() : undefined;
  const options: https.RequestOptions = {
    method: call.kind === 'get' ? 'GET' : 'POST',
    agent,
    headers: headersOf(call, body),
    ...(ca !== undefined && { ca }),
  };
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(explain(error, call, timeout));
    const request = (url.protocol === 'https:' ? https : http).request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        if (!response.complete) return fail({ code: 'ECONNRESET' });
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    // Not only a silent server: one that sends a byte a second is as slow.
    const clock = setTimeout(() => request.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' })), timeout);
    request.on('close', () => clearTimeout(clock));
    request.on('error', fail);
    request.end(body);
  });
}

function headersOf(call: Call, body: string | undefined): http.OutgoingHttpHeaders {
  return {
    accept: 'application/json',
    'user-agent': 'realmdiff',
    ...(call.kind !== 'token' && call.token !== undefined && { authorization: `Bearer ${call.token}` }),
    ...(body === undefined
      ? call.kind === 'partial-export' && { 'content-length': 0 }
      : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }),
  };
}

const UNREACHABLE: { readonly [code: string]: string } = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name cannot be looked up now',
  EHOSTUNREACH: 'no way to the host',
  ENETUNREACH: 'no way to the network',
};

/** Node's words for certificates that it does not accept. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;

function explain(error: unknown, call: Call, timeout: number): LiveError {
  const { origin, pathname } = new URL(call.url);
  const code = codeOf(error);
  if (code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT')
    return new LiveError(
      `no whole answer from ${origin}${pathname} within ${timeout / 1000} s; give it longer with --timeout`,
    );
  if (CERTIFICATE.test(code))
    return new LiveError(
      `the certificate of ${origin} is not trusted (${code}); name its CA's file as ca in the configuration`,
    );
  if (code === 'ECONNRESET' || code === 'HPE_INVALID_CONSTANT' || code === 'EPIPE')
    return new LiveError(
      `the answer of ${origin}${pathname} ended in the middle (${code}); try again, and look at proxies between`,
    );
  return new LiveError(
    `cannot reach ${origin} (${code}${code in UNREACHABLE ? `: ${UNREACHABLE[code]}` : ''}); check the url in the configuration, and HTTPS_PROXY`,
  );
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return code;
  // Several addresses were tried.
  const first = error instanceof AggregateError ? error.errors[0] : undefined;
  return first === undefined ? 'unknown reason' : codeOf(first);
}
