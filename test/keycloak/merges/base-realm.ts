/** On which realm are pairs of admin calls recorded? A new one, with a few things of each kind that refer to each other. */

import type { Rest } from '../calls/call.ts';
import type { Answer } from '../server.ts';

/** Builds the realm `acme`; every name is made up. */
export async function buildBaseRealm(rest: Rest): Promise<void> {
  await rest('POST', '', { realm: 'acme', enabled: true, eventsEnabled: true });
  for (const name of ['auditor', 'viewer', 'support', 'clerk'])
    await rest('POST', '/acme/roles', { name, description: `May act as ${name}` });
  const role = (name: string): Promise<Answer> => rest('GET', `/acme/roles/${name}`);
  await rest('POST', '/acme/roles/clerk/composites', [await role('viewer')]);
  await buildGroups(rest, await role('viewer'));
  await buildScopes(rest);
  await buildClients(rest);
  await buildFlows(rest);
  await buildBroker(rest);
  await rest('POST', '/acme/localization/en', { loginTitle: 'Welcome' });
}

async function buildGroups(rest: Rest, viewer: Answer): Promise<void> {
  for (const name of ['sales', 'staff', 'night']) await rest('POST', '/acme/groups', { name });
  const groups: Answer = await rest('GET', '/acme/groups');
  const idOf = (name: string): string => groups.find((group: Answer) => group.name === name).id;
  await rest('POST', `/acme/groups/${idOf('sales')}/children`, { name: 'field' });
  await rest('POST', `/acme/groups/${idOf('staff')}/role-mappings/realm`, [viewer]);
}

async function buildScopes(rest: Rest): Promise<void> {
  for (const name of ['orders', 'prices'])
    await rest('POST', '/acme/client-scopes', {
      name,
      description: `Sees ${name}`,
      protocol: 'openid-connect',
      protocolMappers: [mapper(`${name} claim`, name)],
    });
}

/** A mapper that puts a user's attribute into tokens. */
export function mapper(name: string, attribute: string): Answer {
  return {
    name,
    protocol: 'openid-connect',
    protocolMapper: 'oidc-usermodel-attribute-mapper',
    config: {
      'user.attribute': attribute,
      'claim.name': attribute,
      'jsonType.label': 'String',
      'access.token.claim': 'true',
    },
  };
}

async function buildClients(rest: Rest): Promise<void> {
  await rest('POST', '/acme/clients', {
    clientId: 'web',
    description: 'The shop',
    publicClient: true,
    fullScopeAllowed: false,
    redirectUris: ['https://shop.example/cb'],
    webOrigins: ['https://shop.example'],
    protocolMappers: [mapper('badge', 'badge')],
    attributes: { 'post.logout.redirect.uris': 'https://shop.example/out' },
  });
  await rest('POST', '/acme/clients', { clientId: 'old', description: 'Nobody uses it', publicClient: true });
  const api = await rest('POST', '/acme/clients', {
    clientId: 'api',
    serviceAccountsEnabled: true,
    authorizationServicesEnabled: true,
    secret: 'fake-secret-api',
  });
  for (const name of ['reader', 'writer']) await rest('POST', `/acme/clients/${api}/roles`, { name });
  const server = `/acme/clients/${api}/authz/resource-server`;
  for (const name of ['read', 'write']) await rest('POST', `${server}/scope`, { name });
  await rest('POST', `${server}/resource`, { name: 'report', scopes: [{ name: 'read' }] });
  const auditor = await rest('GET', '/acme/roles/auditor');
  await rest('POST', `${server}/policy/role`, { name: 'auditors', roles: [{ id: auditor.id, required: false }] });
  await rest('POST', `${server}/permission/scope`, { name: 'may read', scopes: ['read'], policies: ['auditors'] });
}

async function buildFlows(rest: Rest): Promise<void> {
  const flows = '/acme/authentication/flows';
  await rest('POST', `${flows}/browser/copy`, { newName: 'office' });
  await rest('POST', `${flows}/direct%20grant/copy`, { newName: 'spare' });
  await rest('POST', flows, { alias: 'steps', providerId: 'basic-flow', topLevel: true, builtIn: false });
  for (const provider of ['auth-cookie', 'identity-provider-redirector'])
    await rest('POST', `${flows}/steps/executions/execution`, { provider });
  await rest('POST', `${flows}/steps/executions/flow`, { alias: 'inner', type: 'basic-flow', provider: 'x' });
  await rest('POST', `${flows}/inner/executions/execution`, { provider: 'auth-otp-form' });
  const steps: Answer = await rest('GET', `${flows}/steps/executions`);
  const redirector = steps.find((step: Answer) => step.providerId === 'identity-provider-redirector');
  await rest('POST', `/acme/authentication/executions/${redirector.id}/config`, {
    alias: 'to corp',
    config: { defaultProvider: 'corp' },
  });
}

async function buildBroker(rest: Rest): Promise<void> {
  const idps = '/acme/identity-provider/instances';
  await rest('POST', idps, {
    alias: 'corp',
    providerId: 'oidc',
    config: {
      clientId: 'acme',
      clientSecret: 'fake-secret-corp',
      authorizationUrl: 'https://corp.example/auth',
      tokenUrl: 'https://corp.example/token',
    },
  });
  await rest('POST', `${idps}/corp/mappers`, {
    name: 'viewers',
    identityProviderAlias: 'corp',
    identityProviderMapper: 'oidc-hardcoded-role-idp-mapper',
    config: { syncMode: 'INHERIT', role: 'viewer' },
  });
}
