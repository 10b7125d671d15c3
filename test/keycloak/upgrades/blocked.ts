/** Which states make a migration die, or damage a realm? Each is built through the admin REST API of an older server. */

import type { Answer, Server } from '../server.ts';

type Rest = Server['rest'];

export interface BlockedCase {
  /** The row of `rules/upgrade-blockers.json`. */
  readonly row: string;
  readonly on: string;
  readonly to: string;
  /** What is wrong, in the realm `harbour` unless it is about master. */
  readonly realm: string;
  readonly build: (rest: Rest) => Promise<unknown>;
  /** Undefined: the newer server ends. Else what it answers, which shows the damage. */
  readonly damage?: (rest: Rest, server: Server) => Promise<Answer>;
}

const newRealm = (rest: Rest, more: object = {}): Promise<unknown> =>
  rest('POST', '', { realm: 'harbour', enabled: true, ...more });

async function clientOf(rest: Rest, clientId: string): Promise<Answer> {
  const [client] = await rest('GET', `/harbour/clients?clientId=${clientId}`);
  return client;
}

async function renameClient(rest: Rest, clientId: string, name: string): Promise<void> {
  const client = await clientOf(rest, clientId);
  await rest('PUT', `/harbour/clients/${client.id}`, { ...client, clientId: name });
}

async function flowOf(rest: Rest, alias: string): Promise<Answer> {
  const flows: readonly Answer[] = await rest('GET', '/harbour/authentication/flows');
  return flows.find((flow) => flow.alias === alias);
}

/** The claims of a service account's access token. */
async function claimsOf(server: Server): Promise<Answer> {
  const body = new URLSearchParams({
    grant_type: 'password',
    client_id: 'dock',
    username: 'mate',
    password: 'mate',
    scope: 'openid',
  });
  const response = await fetch(`${server.base}/realms/harbour/protocol/openid-connect/token`, { method: 'POST', body });
  const answer: Answer = await response.json();
  if (answer.access_token === undefined) return answer;
  const claims = JSON.parse(Buffer.from(answer.access_token.split('.')[1], 'base64url').toString());
  return { claims: Object.keys(claims).sort() };
}

async function withMate(rest: Rest): Promise<void> {
  await rest('POST', '/harbour/clients', { clientId: 'dock', publicClient: true, directAccessGrantsEnabled: true });
  await rest('POST', '/harbour/users', {
    username: 'mate',
    enabled: true,
    email: 'mate@harbour.example',
    emailVerified: true,
    firstName: 'Ada',
    lastName: 'Mate',
    credentials: [{ type: 'password', value: 'mate' }],
  });
}

/** What an update of something unchanged answers. */
async function answerTo(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'accepted',
    (error: Error) => error.message.replace(/^[\d.]+: /, ''),
  );
}

export const BLOCKED: readonly BlockedCase[] = [
  {
    row: 'post-logout-redirects-twice',
    on: '18.0.2',
    to: '21.0.2',
    realm: 'harbour',
    build: async (rest) => {
      await newRealm(rest);
      await rest('POST', '/harbour/clients', {
        clientId: 'dock',
        redirectUris: ['https://dock.example/*'],
        attributes: { 'post.logout.redirect.uris': 'https://dock.example/bye' },
      });
    },
  },
  {
    row: 'account-console-missing',
    on: '18.0.2',
    to: '21.0.2',
    realm: 'harbour',
    build: async (rest) => {
      await newRealm(rest);
      await renameClient(rest, 'account-console', 'account-console-old');
    },
  },
  {
    row: 'http-challenge-bound',
    on: '21.0.2',
    to: '24.0.5',
    realm: 'harbour',
    build: async (rest) => {
      await newRealm(rest);
      const realm = await rest('GET', '/harbour');
      await rest('PUT', '/harbour', { ...realm, browserFlow: 'http challenge' });
    },
  },
  {
    row: 'own-basic-scope',
    on: '24.0.5',
    to: '25.0.6',
    realm: 'harbour',
    build: async (rest) => {
      await newRealm(rest);
      await rest('POST', '/harbour/client-scopes', { name: 'basic', description: 'ours', protocol: 'openid-connect' });
      await withMate(rest);
    },
    damage: (_, server) => claimsOf(server),
  },
  {
    row: 'admin-cli-missing',
    on: '25.0.6',
    to: '26.0.5',
    realm: 'harbour',
    build: async (rest) => {
      await newRealm(rest);
      await renameClient(rest, 'admin-cli', 'admin-cli-old');
    },
  },
  {
    row: 'admin-permissions-without-users',
    on: '26.2.5',
    to: '26.4.7',
    realm: 'harbour',
    build: async (rest) => {
      await newRealm(rest, { adminPermissionsEnabled: true });
      const realm = await rest('POST', '/harbour/partial-export?exportClients=true&exportGroupsAndRoles=true');
      const { authorizationSettings: settings } = realm.clients.find(
        (client: Answer) => client.clientId === 'admin-permissions',
      );
      settings.resources = settings.resources.filter((resource: Answer) => resource.name !== 'Users');
      await rest('DELETE', '/harbour');
      await rest('POST', '', realm);
    },
  },
  {
    row: 'browser-flow-renamed',
    on: '26.4.7',
    to: '26.7.3',
    realm: 'harbour',
    build: async (rest) => {
      await newRealm(rest);
      const flow = await flowOf(rest, 'browser');
      await rest('PUT', `/harbour/authentication/flows/${flow.id}`, { ...flow, alias: 'browser old' });
    },
  },
  {
    row: 'realm-admin-missing',
    on: '26.4.7',
    to: '26.7.3',
    realm: 'harbour',
    build: async (rest) => {
      await newRealm(rest);
      const client = await clientOf(rest, 'realm-management');
      await rest('DELETE', `/harbour/clients/${client.id}/roles/realm-admin`);
    },
  },
  {
    row: 'realm-role-called-admin',
    on: '26.4.7',
    to: '26.7.0',
    realm: 'harbour',
    build: async (rest) => {
      await newRealm(rest);
      await rest('POST', '/harbour/roles', { name: 'admin', description: 'ours' });
      const role = await rest('GET', '/harbour/roles/admin');
      await rest('PUT', '/harbour/roles/admin', role);
    },
    damage: async (rest) => {
      const role = await rest('GET', '/harbour/roles/admin');
      return { update: await answerTo(rest('PUT', '/harbour/roles/admin', { ...role, description: 'changed' })) };
    },
  },
  {
    row: 'organization-step-in-own-flow',
    on: '25.0.6',
    to: '26.6.0',
    realm: 'harbour',
    build: async (rest) => {
      await newRealm(rest);
      await rest('POST', '/harbour/authentication/flows/browser/copy', { newName: 'harbour browser' });
      const realm = await rest('GET', '/harbour');
      await rest('PUT', '/harbour', { ...realm, browserFlow: 'harbour browser' });
    },
    damage: async (rest) => {
      const steps: readonly Answer[] = await rest('GET', '/harbour/authentication/flows/harbour%20browser/executions');
      const added = steps.find((step) => step.displayName === 'Organization');
      return {
        steps: steps.filter((step) => step.level === 0).map((step) => step.displayName),
        ...(added && { deletion: await answerTo(rest('DELETE', `/harbour/authentication/executions/${added.id}`)) }),
      };
    },
  },
];
