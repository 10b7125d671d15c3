/** Which admin calls change roles, groups, clients, scopes and what clients are allowed? */

import type { Answer } from '../server.ts';
import {
  added,
  type Call,
  changed,
  client,
  clientId,
  edit,
  idOf,
  type Rest,
  removed,
  renamed,
  scopeId,
} from './call.ts';

const role = (rest: Rest, name: string): Promise<Answer> => rest('GET', `/acme/roles/${name}`);
const clientRole = async (rest: Rest, of: string, name: string): Promise<Answer> =>
  rest('GET', `/acme/clients/${await clientId(rest, of)}/roles/${name}`);
const groupId = (rest: Rest, name: string): Promise<string> => idOf(rest, '/acme/groups', 'name', name);

export const ROLE_CALLS: readonly Call[] = [
  {
    about: 'a realm role',
    run: (rest) => rest('POST', '/acme/roles', { name: 'auditor', description: 'May look at books' }),
    changes: [added(['roles.realm', 'auditor'])],
  },
  {
    about: 'a second one',
    run: (rest) => rest('POST', '/acme/roles', { name: 'viewer' }),
    changes: [added(['roles.realm', 'viewer'])],
  },
  {
    about: "a role's description",
    run: (rest) =>
      edit(rest, '/acme/roles/auditor', (r) => {
        r.description = 'May look at all books';
      }),
    changes: [changed(['roles.realm', 'auditor', 'description'], 'May look at books', 'May look at all books')],
  },
  {
    about: "a role's attribute",
    run: (rest) =>
      edit(rest, '/acme/roles/auditor', (r) => {
        r.attributes = { cost: ['7'] };
      }),
    changes: [added(['roles.realm', 'auditor', 'attributes', 'cost'], ['7'])],
  },
  {
    about: 'a role contains another',
    run: async (rest) => rest('POST', '/acme/roles/auditor/composites', [await role(rest, 'viewer')]),
    changes: [added(['roles.realm', 'auditor', 'composites', 'realm'], 'viewer')],
  },
  {
    about: "a role contains a client's role",
    run: async (rest) =>
      rest('POST', '/acme/roles/auditor/composites', [await clientRole(rest, 'realm-management', 'view-users')]),
    changes: [added(['roles.realm', 'auditor', 'composites', 'client', 'realm-management'], 'view-users')],
  },
  {
    about: 'every user gets a role',
    run: async (rest) => rest('POST', '/acme/roles/default-roles-acme/composites', [await role(rest, 'viewer')]),
    changes: [added(['roles.realm', 'default-roles-acme', 'composites', 'realm'], 'viewer')],
  },
];

export const GROUP_CALLS: readonly Call[] = [
  {
    about: 'a group',
    run: (rest) => rest('POST', '/acme/groups', { name: 'staff' }),
    changes: [added(['groups', '/staff'])],
  },
  {
    about: 'a group inside it',
    run: async (rest) => rest('POST', `/acme/groups/${await groupId(rest, 'staff')}/children`, { name: 'ops' }),
    changes: [added(['groups', '/staff/ops'])],
  },
  {
    about: "a group's attribute",
    run: async (rest) =>
      edit(rest, `/acme/groups/${await groupId(rest, 'staff')}`, (g) => {
        g.attributes = { cost: ['42'] };
      }),
    changes: [added(['groups', '/staff', 'attributes', 'cost'], ['42'])],
  },
  {
    about: 'a group has a role',
    run: async (rest) =>
      rest('POST', `/acme/groups/${await groupId(rest, 'staff')}/role-mappings/realm`, [await role(rest, 'auditor')]),
    changes: [added(['groups', '/staff', 'realmRoles'], 'auditor')],
  },
  {
    about: "a group has a client's role",
    run: async (rest) =>
      rest(
        'POST',
        `/acme/groups/${await groupId(rest, 'staff')}/role-mappings/clients/${await clientId(rest, 'account')}`,
        [await clientRole(rest, 'account', 'view-consent')],
      ),
    changes: [added(['groups', '/staff', 'clientRoles', 'account'], 'view-consent')],
  },
  {
    about: 'every new user is in it',
    run: async (rest) => rest('PUT', `/acme/default-groups/${await groupId(rest, 'staff')}`),
    changes: [added(['defaultGroups', '/staff'])],
  },
  {
    about: 'a role has another name, and groups follow',
    run: (rest) =>
      edit(rest, '/acme/roles/auditor', (r) => {
        r.name = 'reviewer';
      }),
    changes: [renamed(['roles.realm', 'reviewer'], 'auditor', 'reviewer')],
  },
  {
    about: 'a group has another name, and what is inside and who names it follow',
    run: async (rest) =>
      edit(rest, `/acme/groups/${await groupId(rest, 'staff')}`, (g) => {
        g.name = 'team';
      }),
    changes: [renamed(['groups', '/team'], '/staff', '/team')],
  },
];

const webShop = {
  clientId: 'web-shop',
  publicClient: false,
  redirectUris: ['https://shop.acme.example/*'],
  webOrigins: [],
  protocol: 'openid-connect',
};
const audience = {
  name: 'audience',
  protocol: 'openid-connect',
  protocolMapper: 'oidc-audience-mapper',
  config: { 'included.custom.audience': 'books', 'access.token.claim': 'true', 'id.token.claim': 'false' },
};
const mapperId = async (rest: Rest, name: string): Promise<string> =>
  idOf(rest, `/acme/clients/${await clientId(rest, 'web-shop')}/protocol-mappers/models`, 'name', name);

export const CLIENT_CALLS: readonly Call[] = [
  {
    about: 'a client',
    run: (rest) => rest('POST', '/acme/clients', webShop),
    changes: [added(['clients', 'web-shop'])],
  },
  client(
    'web-shop',
    'one more redirect URI',
    (c) => {
      c.redirectUris = ['https://shop2.acme.example/*', ...c.redirectUris];
    },
    [added(['clients', 'web-shop', 'redirectUris'], 'https://shop2.acme.example/*')],
  ),
  client(
    'web-shop',
    'a web origin',
    (c) => {
      c.webOrigins = ['+'];
    },
    [added(['clients', 'web-shop', 'webOrigins'], '+')],
  ),
  client(
    'web-shop',
    'where to go after logout',
    (c) => {
      c.attributes['post.logout.redirect.uris'] = 'https://shop.acme.example/bye##https://acme.example/';
    },
    [
      added(['clients', 'web-shop', 'attributes', 'post.logout.redirect.uris'], 'https://acme.example/'),
      added(['clients', 'web-shop', 'attributes', 'post.logout.redirect.uris'], 'https://shop.acme.example/bye'),
    ],
    'two URIs in one text',
  ),
  client(
    'web-shop',
    'a description',
    (c) => {
      c.description = 'The shop';
    },
    [added(['clients', 'web-shop', 'description'], 'The shop')],
  ),
  client(
    'web-shop',
    'no passwords in the open',
    (c) => {
      c.directAccessGrantsEnabled = false;
    },
    [changed(['clients', 'web-shop', 'directAccessGrantsEnabled'], true, false)],
  ),
  client(
    'web-shop',
    'PKCE',
    (c) => {
      c.attributes['pkce.code.challenge.method'] = 'S256';
    },
    [added(['clients', 'web-shop', 'attributes', 'pkce.code.challenge.method'], 'S256')],
  ),
  client(
    'web-shop',
    'less in scope',
    (c) => {
      c.fullScopeAllowed = false;
    },
    [changed(['clients', 'web-shop', 'fullScopeAllowed'], true, false)],
  ),
  {
    about: 'a mapper',
    run: async (rest) =>
      rest('POST', `/acme/clients/${await clientId(rest, 'web-shop')}/protocol-mappers/models`, audience),
    changes: [added(['clients', 'web-shop', 'protocolMappers', 'audience'])],
  },
  {
    about: 'another audience',
    run: async (rest) =>
      edit(
        rest,
        `/acme/clients/${await clientId(rest, 'web-shop')}/protocol-mappers/models/${await mapperId(rest, 'audience')}`,
        (m) => {
          m.config['included.custom.audience'] = 'ledger';
        },
      ),
    changes: [
      changed(
        ['clients', 'web-shop', 'protocolMappers', 'audience', 'config', 'included.custom.audience'],
        'books',
        'ledger',
      ),
    ],
  },
  {
    about: 'a default scope goes',
    run: async (rest) =>
      rest(
        'DELETE',
        `/acme/clients/${await clientId(rest, 'web-shop')}/default-client-scopes/${await scopeId(rest, 'email')}`,
      ),
    changes: [removed(['clients', 'web-shop', 'defaultClientScopes'], 'email')],
  },
  {
    about: 'and is optional now',
    run: async (rest) =>
      rest(
        'PUT',
        `/acme/clients/${await clientId(rest, 'web-shop')}/optional-client-scopes/${await scopeId(rest, 'email')}`,
      ),
    changes: [added(['clients', 'web-shop', 'optionalClientScopes'], 'email')],
  },
  {
    about: "a client's role",
    run: async (rest) => rest('POST', `/acme/clients/${await clientId(rest, 'web-shop')}/roles`, { name: 'buyer' }),
    changes: [added(['roles.client', 'web-shop/buyer'])],
  },
  {
    about: 'a realm role in scope',
    run: async (rest) =>
      rest('POST', `/acme/clients/${await clientId(rest, 'web-shop')}/scope-mappings/realm`, [
        await role(rest, 'viewer'),
      ]),
    changes: [added(['clients', 'web-shop', 'scopeMappings'], 'viewer')],
  },
  {
    about: "another client's role in scope",
    run: async (rest) =>
      rest(
        'POST',
        `/acme/clients/${await clientId(rest, 'web-shop')}/scope-mappings/clients/${await clientId(rest, 'account')}`,
        [await clientRole(rest, 'account', 'view-profile')],
      ),
    changes: [added(['clients', 'web-shop', 'scopeMappings'], 'account/view-profile')],
  },
  {
    about: 'a flow of its own',
    run: async (rest) => {
      const browser = await idOf(rest, '/acme/authentication/flows', 'alias', 'browser');
      await edit(rest, `/acme/clients/${await clientId(rest, 'web-shop')}`, (c) => {
        c.authenticationFlowBindingOverrides = { browser };
      });
    },
    changes: [added(['clients', 'web-shop', 'authenticationFlowBindingOverrides', 'browser'], '$browser')],
  },
  client(
    'web-shop',
    'the client has another name, and all that names it follows',
    (c) => {
      c.clientId = 'shop';
    },
    [renamed(['clients', 'shop'], 'web-shop', 'shop')],
  ),
  client('shop', 'saving the client unchanged', () => {}, []),
  client(
    'shop',
    'the client is switched off',
    (c) => {
      c.enabled = false;
    },
    [changed(['clients', 'shop', 'enabled'], true, false)],
  ),
  {
    about: 'a mapper goes',
    run: async (rest) => {
      const id = await clientId(rest, 'shop');
      const mapper = await idOf(rest, `/acme/clients/${id}/protocol-mappers/models`, 'name', 'audience');
      await rest('DELETE', `/acme/clients/${id}/protocol-mappers/models/${mapper}`);
    },
    changes: [removed(['clients', 'shop', 'protocolMappers', 'audience'])],
  },
  {
    about: 'the client goes',
    run: async (rest) => rest('DELETE', `/acme/clients/${await clientId(rest, 'shop')}`),
    changes: [removed(['clients', 'shop']), removed(['roles.client', 'shop/buyer'])],
    why: 'its roles and what was in its scope go with it',
  },
  {
    about: 'a client for machines',
    run: (rest) =>
      rest('POST', '/acme/clients', {
        clientId: 'robot',
        publicClient: false,
        protocol: 'openid-connect',
        standardFlowEnabled: false,
      }),
    changes: [added(['clients', 'robot'])],
  },
  client(
    'robot',
    'it may log in by itself',
    (c) => {
      c.serviceAccountsEnabled = true;
    },
    [
      changed(['clients', 'robot', 'serviceAccountsEnabled'], false, true),
      added(['clients', 'robot', 'defaultClientScopes'], 'service_account'),
      added(['users', 'service-account-robot']),
    ],
    'a service account is a user, and its client gets the scope for its tokens',
  ),
  {
    about: 'it may look at users',
    run: async (rest) => {
      const user = await rest('GET', `/acme/clients/${await clientId(rest, 'robot')}/service-account-user`);
      await rest('POST', `/acme/users/${user.id}/role-mappings/clients/${await clientId(rest, 'realm-management')}`, [
        await clientRole(rest, 'realm-management', 'view-users'),
      ]);
    },
    changes: [added(['users', 'service-account-robot', 'clientRoles', 'realm-management'], 'view-users')],
  },
];

export const SCOPE_CALLS: readonly Call[] = [
  {
    about: 'a client scope',
    run: (rest) =>
      rest('POST', '/acme/client-scopes', {
        name: 'ledger',
        protocol: 'openid-connect',
        attributes: { 'include.in.token.scope': 'true' },
      }),
    changes: [added(['clientScopes', 'ledger'])],
  },
  {
    about: "a scope's attribute",
    run: async (rest) =>
      edit(rest, `/acme/client-scopes/${await scopeId(rest, 'ledger')}`, (s) => {
        s.attributes['include.in.token.scope'] = 'false';
      }),
    changes: [changed(['clientScopes', 'ledger', 'attributes', 'include.in.token.scope'], 'true', 'false')],
    betweenNormalForms: [added(['clientScopes', 'ledger', 'attributes', 'include.in.token.scope'], 'false')],
  },
  {
    about: 'a mapper of a built-in scope',
    run: async (rest) => {
      const scope = await scopeId(rest, 'profile');
      const mapper = await idOf(rest, `/acme/client-scopes/${scope}/protocol-mappers/models`, 'name', 'nickname');
      await edit(rest, `/acme/client-scopes/${scope}/protocol-mappers/models/${mapper}`, (m) => {
        m.config['claim.name'] = 'nick';
      });
    },
    changes: [
      changed(['clientScopes', 'profile', 'protocolMappers', 'nickname', 'config', 'claim.name'], 'nickname', 'nick'),
    ],
  },
  {
    about: 'every new client gets the scope',
    run: async (rest) => rest('PUT', `/acme/default-default-client-scopes/${await scopeId(rest, 'ledger')}`),
    changes: [added(['defaultDefaultClientScopes', 'ledger'])],
  },
  {
    about: 'a scope is no longer offered',
    run: async (rest) => rest('DELETE', `/acme/default-optional-client-scopes/${await scopeId(rest, 'phone')}`),
    changes: [removed(['defaultOptionalClientScopes', 'phone'])],
  },
  {
    about: 'a scope gives a role',
    run: async (rest) =>
      rest('POST', `/acme/client-scopes/${await scopeId(rest, 'ledger')}/scope-mappings/realm`, [
        await role(rest, 'viewer'),
      ]),
    changes: [added(['clientScopes', 'ledger', 'scopeMappings'], 'viewer')],
  },
  {
    about: 'a scope has another name',
    run: async (rest) =>
      edit(rest, `/acme/client-scopes/${await scopeId(rest, 'ledger')}`, (s) => {
        s.name = 'books';
      }),
    changes: [renamed(['clientScopes', 'books'], 'ledger', 'books')],
  },
  {
    about: 'a role goes',
    run: (rest) => rest('DELETE', '/acme/roles/reviewer'),
    changes: [removed(['roles.realm', 'reviewer']), removed(['groups', '/team', 'realmRoles'], 'reviewer')],
    why: 'a group had it',
  },
];

const authz = async (rest: Rest): Promise<string> =>
  `/acme/clients/${await clientId(rest, 'robot')}/authz/resource-server`;

export const AUTHORIZATION_CALLS: readonly Call[] = [
  client(
    'robot',
    'it decides who may do what',
    (c) => {
      c.authorizationServicesEnabled = true;
    },
    [
      changed(['clients', 'robot', 'authorizationServicesEnabled'], false, true),
      added(['authorization', 'robot']),
      added(['roles.client', 'robot/uma_protection']),
      added(['users', 'service-account-robot', 'clientRoles', 'robot'], 'uma_protection'),
    ],
    'the server makes the settings, and a role for the service account',
  ),
  {
    about: 'a scope of authorization',
    run: async (rest) => rest('POST', `${await authz(rest)}/scope`, { name: 'open' }),
    changes: [added(['authorization', 'robot', 'scopes', 'open'])],
  },
  {
    about: 'a resource',
    run: async (rest) =>
      rest('POST', `${await authz(rest)}/resource`, { name: 'door', scopes: [{ name: 'open' }], uris: ['/doors/*'] }),
    changes: [added(['authorization', 'robot', 'resources', 'door'])],
  },
  {
    about: 'a policy on roles',
    run: async (rest) =>
      rest('POST', `${await authz(rest)}/policy/role`, {
        name: 'only viewers',
        logic: 'POSITIVE',
        roles: [{ id: (await role(rest, 'viewer')).id, required: false }],
      }),
    changes: [added(['authorization', 'robot', 'policies', 'only viewers'])],
  },
  {
    about: 'a permission',
    run: async (rest) => {
      const base = await authz(rest);
      const policy = await idOf(rest, `${base}/policy`, 'name', 'only viewers');
      await rest('POST', `${base}/permission/scope`, {
        name: 'who opens doors',
        scopes: ['open'],
        policies: [policy],
        decisionStrategy: 'UNANIMOUS',
      });
    },
    changes: [added(['authorization', 'robot', 'policies', 'who opens doors'])],
  },
  {
    about: 'the policy is turned around',
    run: async (rest) => {
      const base = await authz(rest);
      const id = await idOf(rest, `${base}/policy`, 'name', 'only viewers');
      await edit(rest, `${base}/policy/role/${id}`, (p) => {
        p.logic = 'NEGATIVE';
      });
    },
    changes: [changed(['authorization', 'robot', 'policies', 'only viewers', 'logic'], 'POSITIVE', 'NEGATIVE')],
  },
  {
    about: 'nothing is forbidden any more',
    run: async (rest) =>
      edit(rest, `${await authz(rest)}`, (s) => {
        s.policyEnforcementMode = 'PERMISSIVE';
      }),
    changes: [changed(['authorization', 'robot', 'policyEnforcementMode'], 'ENFORCING', 'PERMISSIVE')],
  },
];
