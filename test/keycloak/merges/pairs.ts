/** Which pairs of admin calls are recorded? Two calls on one realm by two people who do not know of each other. */

import { clientId, edit, idOf, type Rest, scopeId } from '../calls/call.ts';
import type { Answer } from '../server.ts';
import { mapper } from './base-realm.ts';

export interface Pair {
  readonly slug: string;
  readonly left: CallOfPair;
  readonly right: CallOfPair;
  /** Why a conflict is right, too, where a server takes both orders to the same realm. */
  readonly mayConflict?: string;
}

interface CallOfPair {
  readonly about: string;
  readonly run: (rest: Rest) => Promise<unknown>;
}

const call = (about: string, run: CallOfPair['run']): CallOfPair => ({ about, run });
const pair = (slug: string, left: CallOfPair, right: CallOfPair, mayConflict?: string): Pair => ({
  slug,
  left,
  right,
  ...(mayConflict !== undefined && { mayConflict }),
});

const FLOWS = '/acme/authentication/flows';
const IDPS = '/acme/identity-provider/instances';

const role = (rest: Rest, name: string): Promise<Answer> => rest('GET', `/acme/roles/${name}`);
const clientRole = async (rest: Rest, name: string): Promise<Answer> =>
  rest('GET', `/acme/clients/${await clientId(rest, 'api')}/roles/${name}`);
const groupId = (rest: Rest, name: string): Promise<string> => idOf(rest, '/acme/groups', 'name', name);
const server = async (rest: Rest): Promise<string> =>
  `/acme/clients/${await clientId(rest, 'api')}/authz/resource-server`;
const flowId = (rest: Rest, alias: string): Promise<string> => idOf(rest, FLOWS, 'alias', alias);
const step = async (rest: Rest, flow: string, name: string): Promise<Answer> => {
  const steps: Answer = await rest('GET', `${FLOWS}/${flow}/executions`);
  return steps.find((each: Answer) => each.providerId === name || each.displayName === name);
};

const editRealm = (about: string, change: (realm: Answer) => void) =>
  call(about, (rest) => edit(rest, '/acme', change));
const editClient = (name: string, about: string, change: (client: Answer) => void) =>
  call(`client ${name}: ${about}`, async (rest) => edit(rest, `/acme/clients/${await clientId(rest, name)}`, change));
const editScope = (name: string, about: string, change: (scope: Answer) => void) =>
  call(`scope ${name}: ${about}`, async (rest) =>
    edit(rest, `/acme/client-scopes/${await scopeId(rest, name)}`, change),
  );
const editRole = (name: string, about: string, change: (role: Answer) => void) =>
  call(`role ${name}: ${about}`, async (rest) =>
    edit(rest, `/acme/roles-by-id/${(await role(rest, name)).id}`, change),
  );
const deleteScope = (name: string) =>
  call(`scope ${name} deleted`, async (rest) => rest('DELETE', `/acme/client-scopes/${await scopeId(rest, name)}`));
const setStep = (flow: string, name: string, requirement: string) =>
  call(`${flow}: ${name} is ${requirement}`, async (rest) =>
    rest('PUT', `${FLOWS}/${flow}/executions`, { ...(await step(rest, flow, name)), requirement }),
  );
const assign = (scope: string, kind: 'default' | 'optional', client: string) =>
  call(`client ${client}: ${kind} ${scope}`, async (rest) =>
    rest('PUT', `/acme/clients/${await clientId(rest, client)}/${kind}-client-scopes/${await scopeId(rest, scope)}`),
  );
const composite = (of: string, part: string) =>
  call(`role ${of} contains ${part}`, async (rest) =>
    rest('POST', `/acme/roles/${of}/composites`, [await role(rest, part)]),
  );

const addMapper = (name: string, attribute: string) =>
  call(`client web: mapper ${name} of ${attribute}`, async (rest) =>
    rest('POST', `/acme/clients/${await clientId(rest, 'web')}/protocol-mappers/models`, mapper(name, attribute)),
  );
const mayUse = (name: string) =>
  call(`client web: may use ${name}`, async (rest) =>
    rest('POST', `/acme/clients/${await clientId(rest, 'web')}/scope-mappings/realm`, [await role(rest, name)]),
  );
const giveRole = (name: string, given: string) =>
  call(`broker corp: mapper ${name}`, (rest) =>
    rest('POST', `${IDPS}/corp/mappers`, {
      name,
      identityProviderAlias: 'corp',
      identityProviderMapper: 'oidc-hardcoded-role-idp-mapper',
      config: { syncMode: 'INHERIT', role: given },
    }),
  );

export const PAIRS: readonly Pair[] = [
  pair(
    'realm-settings',
    editRealm('shorter session', (realm) => {
      realm.ssoSessionIdleTimeout = 900;
    }),
    editRealm('remember me', (realm) => {
      realm.rememberMe = true;
    }),
  ),
  pair(
    'realm-setting-two-values',
    editRealm('tokens of two minutes', (realm) => {
      realm.accessTokenLifespan = 120;
    }),
    editRealm('tokens of ten minutes', (realm) => {
      realm.accessTokenLifespan = 600;
    }),
  ),
  pair(
    'client-attributes',
    editClient('web', 'PKCE', (client) => {
      client.attributes['pkce.code.challenge.method'] = 'S256';
    }),
    editClient('web', 'a logo', (client) => {
      client.attributes.logoUri = 'https://shop.example/logo';
    }),
  ),
  pair(
    'delimited-attribute',
    editClient('web', 'one more place to log out to', (client) => {
      client.attributes['post.logout.redirect.uris'] += '##https://shop.example/bye';
    }),
    editClient('web', 'another one', (client) => {
      client.attributes['post.logout.redirect.uris'] += '##https://shop.example/ciao';
    }),
  ),
  pair('mappers-added', addMapper('team', 'team'), addMapper('floor', 'floor')),
  pair('mapper-of-one-name', addMapper('team', 'team'), addMapper('team', 'group')),
  pair(
    'scope-renamed-and-assigned',
    editScope('orders', 'renamed to sales', (scope) => {
      scope.name = 'sales';
    }),
    assign('orders', 'default', 'web'),
  ),
  pair('scope-default-and-optional', assign('orders', 'default', 'web'), assign('orders', 'optional', 'web')),
  pair('scopes-assigned', assign('orders', 'default', 'web'), assign('prices', 'default', 'web')),
  pair(
    'scope-deleted-and-edited',
    deleteScope('orders'),
    editScope('orders', 'described', (scope) => {
      scope.description = 'Sees all orders';
    }),
  ),
  pair(
    'client-renamed-and-edited',
    editClient('old', 'renamed to older', (client) => {
      client.clientId = 'older';
    }),
    editClient('old', 'described', (client) => {
      client.description = 'Somebody uses it';
    }),
  ),
  pair(
    'client-renamed-and-role-granted',
    editClient('api', 'renamed to backend', (client) => {
      client.clientId = 'backend';
    }),
    call('/night gets reader of api', async (rest) =>
      rest(
        'POST',
        `/acme/groups/${await groupId(rest, 'night')}/role-mappings/clients/${await clientId(rest, 'api')}`,
        [await clientRole(rest, 'reader')],
      ),
    ),
  ),
  pair(
    'client-role-deleted-and-granted',
    call('role writer of api deleted', async (rest) =>
      rest('DELETE', `/acme/roles-by-id/${(await clientRole(rest, 'writer')).id}`),
    ),
    call('/night gets writer of api', async (rest) =>
      rest(
        'POST',
        `/acme/groups/${await groupId(rest, 'night')}/role-mappings/clients/${await clientId(rest, 'api')}`,
        [await clientRole(rest, 'writer')],
      ),
    ),
  ),
  pair('composites-of-two-roles', composite('support', 'viewer'), composite('auditor', 'viewer')),
  pair(
    'composites-in-a-circle',
    composite('support', 'auditor'),
    composite('auditor', 'support'),
    'whoever has one of the two has both, which neither of the two people meant',
  ),
  pair(
    'role-renamed-and-contained',
    editRole('viewer', 'renamed to watcher', (each) => {
      each.name = 'watcher';
    }),
    composite('support', 'viewer'),
  ),
  pair(
    'role-renamed-and-described',
    editRole('support', 'renamed to helper', (each) => {
      each.name = 'helper';
    }),
    editRole('support', 'described', (each) => {
      each.description = 'Helps';
    }),
  ),
  pair(
    'role-deleted-and-in-a-policy',
    call('role clerk deleted', async (rest) => rest('DELETE', '/acme/roles/clerk')),
    call('policy auditors: clerks, too', async (rest) => {
      const policies: Answer = await rest('GET', `${await server(rest)}/policy?name=auditors`);
      const at = `${await server(rest)}/policy/role/${policies[0].id}`;
      const policy = await rest('GET', at);
      policy.roles.push({ id: (await role(rest, 'clerk')).id, required: false });
      return rest('PUT', at, policy);
    }),
    'the policy would be about fewer roles than was said',
  ),
  pair(
    'policy-deleted-and-used',
    call('policy auditors deleted', async (rest) => {
      const policies: Answer = await rest('GET', `${await server(rest)}/policy?name=auditors`);
      return rest('DELETE', `${await server(rest)}/policy/${policies[0].id}`);
    }),
    call('permission may write by auditors', async (rest) =>
      rest('POST', `${await server(rest)}/permission/scope`, {
        name: 'may write',
        scopes: ['write'],
        policies: ['auditors'],
      }),
    ),
  ),
  pair(
    'resources-added',
    call('resource invoice', async (rest) => rest('POST', `${await server(rest)}/resource`, { name: 'invoice' })),
    call('resource ledger', async (rest) => rest('POST', `${await server(rest)}/resource`, { name: 'ledger' })),
  ),
  pair(
    'groups-added',
    call('group /day', (rest) => rest('POST', '/acme/groups', { name: 'day' })),
    call('group /week', (rest) => rest('POST', '/acme/groups', { name: 'week' })),
  ),
  pair(
    'group-renamed-and-granted',
    call('/staff renamed to /crew', async (rest) =>
      edit(rest, `/acme/groups/${await groupId(rest, 'staff')}`, (group) => {
        group.name = 'crew';
      }),
    ),
    call('/staff gets support', async (rest) =>
      rest('POST', `/acme/groups/${await groupId(rest, 'staff')}/role-mappings/realm`, [await role(rest, 'support')]),
    ),
  ),
  pair(
    'group-deleted-and-default',
    call('/night deleted', async (rest) => rest('DELETE', `/acme/groups/${await groupId(rest, 'night')}`)),
    call('/night is a default group', async (rest) =>
      rest('PUT', `/acme/default-groups/${await groupId(rest, 'night')}`),
    ),
  ),
  pair('steps-of-two-kinds', setStep('steps', 'auth-cookie', 'ALTERNATIVE'), setStep('steps', 'inner', 'REQUIRED')),
  pair(
    'step-two-requirements',
    setStep('steps', 'auth-cookie', 'ALTERNATIVE'),
    setStep('steps', 'auth-cookie', 'REQUIRED'),
  ),
  pair(
    'step-removed-and-set',
    call('steps: auth-cookie removed', async (rest) =>
      rest('DELETE', `/acme/authentication/executions/${(await step(rest, 'steps', 'auth-cookie')).id}`),
    ),
    setStep('steps', 'auth-cookie', 'REQUIRED'),
  ),
  pair(
    'sub-flow-removed-and-filled',
    call('steps: inner removed', async (rest) =>
      rest('DELETE', `/acme/authentication/executions/${(await step(rest, 'steps', 'inner')).id}`),
    ),
    call('inner: + webauthn', (rest) =>
      rest('POST', `${FLOWS}/inner/executions/execution`, { provider: 'webauthn-authenticator' }),
    ),
  ),
  pair(
    'flow-deleted-and-bound',
    call('flow spare deleted', async (rest) => rest('DELETE', `${FLOWS}/${await flowId(rest, 'spare')}`)),
    editRealm('direct grants by spare', (realm) => {
      realm.directGrantFlow = 'spare';
    }),
  ),
  pair(
    'flow-renamed-and-bound',
    call('flow office renamed to desk', async (rest) =>
      rest('PUT', `${FLOWS}/${await flowId(rest, 'office')}`, {
        ...(await rest('GET', `${FLOWS}/${await flowId(rest, 'office')}`)),
        alias: 'desk',
      }),
    ),
    editRealm('browsers by office', (realm) => {
      realm.browserFlow = 'office';
    }),
  ),
  pair(
    'flow-overridden-twice',
    call('client web: browsers by office', async (rest) => {
      const office = await flowId(rest, 'office');
      return edit(rest, `/acme/clients/${await clientId(rest, 'web')}`, (client) => {
        client.authenticationFlowBindingOverrides = { browser: office };
      });
    }),
    call('client web: direct grants by spare', async (rest) => {
      const spare = await flowId(rest, 'spare');
      return edit(rest, `/acme/clients/${await clientId(rest, 'web')}`, (client) => {
        client.authenticationFlowBindingOverrides = { direct_grant: spare };
      });
    }),
  ),
  pair(
    'broker-deleted-and-mapped',
    call('broker corp deleted', (rest) => rest('DELETE', `${IDPS}/corp`)),
    giveRole('clerks', 'clerk'),
  ),
  pair(
    'role-renamed-and-mapped-by-a-broker',
    editRole('auditor', 'renamed to inspector', (each) => {
      each.name = 'inspector';
    }),
    giveRole('auditors', 'auditor'),
  ),
  pair(
    'texts-added',
    call('text loginHint', (rest) => rest('POST', '/acme/localization/en', { loginHint: 'Your badge' })),
    call('text footer', (rest) => rest('POST', '/acme/localization/en', { footer: 'Since 1999' })),
  ),
  pair(
    'profile-attributes-added',
    call('profile: badge', (rest) =>
      edit(rest, '/acme/users/profile', (profile) => {
        profile.attributes.push({ name: 'badge', permissions: { view: ['admin'], edit: ['admin'] } });
      }),
    ),
    call('profile: floor', (rest) =>
      edit(rest, '/acme/users/profile', (profile) => {
        profile.attributes.push({ name: 'floor', permissions: { view: ['admin'], edit: ['admin'] } });
      }),
    ),
  ),
  pair(
    'scope-mapped-and-role-deleted',
    mayUse('auditor'),
    call('role auditor deleted', (rest) => rest('DELETE', '/acme/roles/auditor')),
  ),
  pair('scope-mapped-twice', mayUse('auditor'), mayUse('support')),
  pair(
    'required-actions',
    call('required action TERMS_AND_CONDITIONS on', (rest) =>
      edit(rest, '/acme/authentication/required-actions/TERMS_AND_CONDITIONS', (action) => {
        action.enabled = true;
      }),
    ),
    call('required action VERIFY_EMAIL by default', (rest) =>
      edit(rest, '/acme/authentication/required-actions/VERIFY_EMAIL', (action) => {
        action.defaultAction = true;
      }),
    ),
  ),
];
