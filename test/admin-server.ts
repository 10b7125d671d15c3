/** A server that answers like Keycloak's admin REST API with what it is given, and writes down what it is asked. Its answers are ours. */

import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AdminServer {
  readonly url: string;
  /** `GET /admin/realms/acme`, in the order of the requests. */
  readonly asked: string[];
  /** What is answered from now on. */
  answers: Answers;
  readonly close: () => Promise<void>;
}

/** By method and path without its query. A number is a status, `{ number }` one as an answer; `undefined` says nothing for ever. */
export type Answers = (call: string, query: string) => unknown;

export const SECRET = 'not-for-anybody';

export async function startAdminServer(answers: Answers): Promise<AdminServer> {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://x');
    const call = `${request.method} ${decodeURIComponent(pathname)}`;
    asked.push(call);
    request.resume();
    const answer = made.answers(call, search);
    if (answer === 'silence') return;
    if (answer === 'half') {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"realm": "ac');
      setTimeout(() => response.destroy(), 20);
      return;
    }
    response.statusCode = typeof answer === 'number' ? answer : 200;
    response.setHeader('content-type', 'application/json');
    const body = isNumber(answer) ? answer.number : answer;
    response.end(typeof answer === 'number' ? '{"error":"refused"}' : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const made: AdminServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ asked, answers },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return made;
}

function isNumber(answer: unknown): answer is { readonly number: number } {
  return typeof answer === 'object' && answer !== null && Object.keys(answer).join() === 'number';
}

/** The answers of a server with one small realm: `more` beats what is here. */
export function oneRealm(data: object, more: Answers = () => undefined): Answers {
  return (call, query) => {
    const special = more(call, query);
    if (special !== undefined) return special;
    if (call === 'GET /realms/acme' || call === 'GET /realms/master') return { realm: call.split('/').pop() };
    if (call.endsWith('/protocol/openid-connect/token')) return { access_token: `token-${SECRET}`, expires_in: 60 };
    if (call === 'POST /admin/realms/acme/partial-export') return data;
    return 404;
  };
}
