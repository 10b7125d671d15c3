/** Ten admin calls on the rich realm after an upgrade to 26.7: most take back, or repeat, what the upgrade itself did. */

import { REALM } from '../rich-realm/step.ts';
import type { Answer, Server } from '../server.ts';

type Rest = Server['rest'];

interface Edit {
  readonly about: string;
  readonly run: (rest: Rest) => Promise<unknown>;
}

const at = (where: string): string => `/${REALM}${where}`;

async function clientOf(rest: Rest, clientId: string): Promise<Answer> {
  const [client] = await rest('GET', at(`/clients?clientId=${encodeURIComponent(clientId)}`));
  return client;
}

async function scopeOf(rest: Rest, name: string): Promise<Answer> {
  const scopes: readonly Answer[] = await rest('GET', at('/client-scopes'));
  return scopes.find((scope) => scope.name === name);
}

async function saveClient(rest: Rest, clientId: string, change: (client: Answer) => object): Promise<void> {
  const client = await clientOf(rest, clientId);
  await rest('PUT', at(`/clients/${client.id}`), { ...client, ...change(client) });
}

async function saveAction(rest: Rest, alias: string, changes: object): Promise<void> {
  const where = at(`/authentication/required-actions/${alias}`);
  await rest('PUT', where, { ...(await rest('GET', where)), ...changes });
}

export const TEN_EDITS: readonly Edit[] = [
  {
    about: 'web-shop no longer gets the scope basic',
    run: async (rest) => {
      const [client, scope] = [await clientOf(rest, 'web-shop'), await scopeOf(rest, 'basic')];
      await rest('DELETE', at(`/clients/${client.id}/default-client-scopes/${scope.id}`));
    },
  },
  {
    about: 'service_account, which the upgrade brought, becomes a default of the realm',
    run: async (rest) => {
      const scope = await scopeOf(rest, 'service_account');
      await rest('PUT', at(`/default-default-client-scopes/${scope.id}`));
    },
  },
  { about: 'a role is new', run: (rest) => rest('POST', at('/roles'), { name: 'harbour-master' }) },
  {
    about: 'UPDATE_PASSWORD gets another place than the upgrade gave it',
    run: (rest) => saveAction(rest, 'UPDATE_PASSWORD', { priority: 59 }),
  },
  { about: 'idp_link is taken away', run: (rest) => rest('DELETE', at('/authentication/required-actions/idp_link')) },
  {
    about: 'the scope basic, which the upgrade brought, loses auth_time',
    run: async (rest) => {
      const scope = await scopeOf(rest, 'basic');
      const mapper = scope.protocolMappers.find((each: Answer) => each.name === 'auth_time');
      await rest('DELETE', at(`/client-scopes/${scope.id}/protocol-mappers/models/${mapper.id}`));
    },
  },
  {
    about: 'admin-cli has no full scope again',
    run: (rest) => saveClient(rest, 'admin-cli', () => ({ fullScopeAllowed: false })),
  },
  {
    about: 'the step Organization is disabled',
    run: async (rest) => {
      const where = at('/authentication/flows/browser/executions');
      const steps: readonly Answer[] = await rest('GET', where);
      const step = steps.find((each) => each.displayName === 'Organization');
      await rest('PUT', where, { ...step, requirement: 'DISABLED' });
    },
  },
  {
    about: 'the new scope AuthnContextClassRef has another description',
    run: async (rest) => {
      const scope = await scopeOf(rest, 'AuthnContextClassRef');
      await rest('PUT', at(`/client-scopes/${scope.id}`), { ...scope, description: 'ours' });
    },
  },
  {
    about: 'web-shop has another name',
    run: (rest) => saveClient(rest, 'web-shop', () => ({ name: 'The shop, again' })),
  },
];
