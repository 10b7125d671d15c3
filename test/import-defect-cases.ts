/** A realm with each defect of `rules/imports.json`, and nearly the same realm without it. Normal forms over a baseline, or files that a person wrote. */

const flow = (alias: string, more: object = {}) => ({
  alias,
  providerId: 'basic-flow',
  topLevel: true,
  authenticationExecutions: [],
  ...more,
});
const execution = (more: object) => ({
  authenticator: 'auth-cookie',
  authenticatorFlow: false,
  requirement: 'ALTERNATIVE',
  ...more,
});
const subFlow = (flowAlias: string) => ({ flowAlias, authenticatorFlow: true, requirement: 'ALTERNATIVE' });
const provider = (more: object = {}) => ({
  alias: 'corp',
  providerId: 'oidc',
  enabled: true,
  config: {
    clientId: 'acme',
    clientSecret: 'fake-secret',
    authorizationUrl: 'https://corp.example/auth',
    tokenUrl: 'https://corp.example/token',
  },
  ...more,
});
const providerMapper = (identityProviderAlias: string, role: string) => ({
  name: 'm',
  identityProviderAlias,
  identityProviderMapper: 'oidc-hardcoded-role-idp-mapper',
  config: { role, syncMode: 'INHERIT' },
});
const audience = (client: string, more: object = {}) => ({
  name: 'm',
  protocol: 'openid-connect',
  protocolMapper: 'oidc-audience-mapper',
  config: { 'included.client.audience': client },
  ...more,
});
const roles = { realm: [{ name: 'staff' }], client: { shop: [{ name: 'viewer' }] } };
const clients = [{ clientId: 'shop', publicClient: true }];
const policies = (policy: object) => ({
  clients: [
    {
      clientId: 'portal',
      authorizationSettings: {
        resources: [{ name: 'doc' }],
        scopes: [{ name: 'read' }],
        policies: [
          { name: 'only ada', type: 'role', config: { roles: '[{"id":"offline_access","required":false}]' } },
          policy,
        ],
      },
    },
  ],
});
const profile = (attribute: object) => ({
  clientScopes: [{ name: 'profile', protocol: 'openid-connect' }],
  components: {
    'org.keycloak.userprofile.UserProfileProvider': [
      {
        providerId: 'declarative-user-profile',
        config: {
          'kc.user.profile.config': [
            JSON.stringify({
              attributes: [{ name: 'username' }, { name: 'email' }, { name: 'floor', ...attribute }],
              groups: [{ name: 'office' }],
            }),
          ],
        },
      },
    ],
  },
});

/** A realm with the defect, and nearly the same without. */
export const DEFECT_CASES: { readonly [row: string]: readonly [object, object] } = {
  'realm-role-made-for-a-group': [
    { roles, clients, groups: [{ name: 'a', subGroups: [{ name: 'b', realmRoles: ['gone'] }] }] },
    { roles, clients, groups: [{ name: 'a', subGroups: [{ name: 'b', realmRoles: ['staff', 'offline_access'] }] }] },
  ],
  'client-role-made-for-a-group': [
    { roles, clients, groups: [{ name: 'a', clientRoles: { shop: ['gone'] } }] },
    { roles, clients, groups: [{ name: 'a', clientRoles: { shop: ['viewer'] } }] },
  ],
  'realm-role-made-for-a-scope-mapping': [
    { roles, clients, scopeMappings: [{ client: 'shop', roles: ['gone'] }] },
    { roles, clients, scopeMappings: [{ client: 'shop', roles: ['staff'] }] },
  ],
  'client-of-granted-roles': [
    { clients, groups: [{ name: 'a', clientRoles: { gone: [] } }] },
    { clients, groups: [{ name: 'a', clientRoles: { account: [] } }] },
  ],
  'role-in-a-composite': [
    { roles: { realm: [{ name: 'staff', composites: { realm: ['gone'] } }] } },
    { roles: { realm: [{ name: 'staff', composites: { realm: ['uma_authorization'] } }] } },
  ],
  'client-in-a-composite': [
    { clients, roles: { realm: [{ name: 'staff', composites: { client: { gone: [] } } }] } },
    { clients, roles: { realm: [{ name: 'staff', composites: { client: { shop: [] } } }] } },
  ],
  'client-role-in-a-composite': [
    { clients, roles: { ...roles, realm: [{ name: 'staff', composites: { client: { shop: ['gone'] } } }] } },
    { clients, roles: { ...roles, realm: [{ name: 'staff', composites: { client: { shop: ['viewer'] } } }] } },
  ],
  'roles-in-a-circle': [
    {
      roles: {
        realm: [
          { name: 'a', composites: { realm: ['b'] } },
          { name: 'b', composites: { realm: ['a'] } },
        ],
      },
    },
    { roles: { realm: [{ name: 'a', composites: { realm: ['b'] } }, { name: 'b' }] } },
  ],
  'client-scope-of-a-client': [
    { clientScopes: [{ name: 'profile' }], clients: [{ clientId: 'shop', defaultClientScopes: ['gone'] }] },
    { clientScopes: [{ name: 'profile' }], clients: [{ clientId: 'shop', defaultClientScopes: ['profile'] }] },
  ],
  'default-scope-of-the-realm': [
    { clientScopes: [{ name: 'profile' }], defaultDefaultClientScopes: ['gone'] },
    { defaultDefaultClientScopes: ['profile'] },
  ],
  'scope-twice-at-a-client': [
    { clients: [{ clientId: 'shop', defaultClientScopes: ['phone'], optionalClientScopes: ['phone'] }] },
    { clients: [{ clientId: 'shop', defaultClientScopes: ['phone'], optionalClientScopes: ['email'] }] },
  ],
  'scope-twice-at-the-realm': [
    { defaultDefaultClientScopes: ['phone'], defaultOptionalClientScopes: ['phone'] },
    { defaultDefaultClientScopes: ['phone'], defaultOptionalClientScopes: ['email'] },
  ],
  'default-group': [
    { groups: [{ name: 'staff' }], defaultGroups: ['/gone'] },
    { groups: [{ name: 'staff', subGroups: [{ name: 'ops' }] }], defaultGroups: ['/staff/ops'] },
  ],
  'flow-of-the-realm': [
    { authenticationFlows: [flow('ours')], browserFlow: 'gone' },
    { authenticationFlows: [flow('ours')], browserFlow: 'ours' },
  ],
  'flow-of-an-identity-provider': [
    { authenticationFlows: [flow('ours')], identityProviders: [provider({ postBrokerLoginFlowAlias: 'gone' })] },
    { authenticationFlows: [flow('ours')], identityProviders: [provider({ postBrokerLoginFlowAlias: 'ours' })] },
  ],
  'flow-of-a-client': [
    {
      authenticationFlows: [flow('ours')],
      clients: [{ clientId: 's', authenticationFlowBindingOverrides: { browser: '$gone' } }],
    },
    {
      authenticationFlows: [flow('ours')],
      clients: [{ clientId: 's', authenticationFlowBindingOverrides: { browser: '$ours' } }],
    },
  ],
  'sub-flow-of-an-execution': [
    {
      authenticationFlows: [flow('a', { authenticationExecutions: [subFlow('gone')] })],
    },
    {
      authenticationFlows: [flow('a', { authenticationExecutions: [subFlow('b')] }), flow('b', { topLevel: false })],
    },
  ],
  'config-of-an-execution': [
    {
      authenticatorConfig: [{ alias: 'c', config: {} }],
      authenticationFlows: [flow('a', { authenticationExecutions: [execution({ authenticatorConfig: 'gone' })] })],
    },
    {
      authenticatorConfig: [{ alias: 'c', config: {} }],
      authenticationFlows: [flow('a', { authenticationExecutions: [execution({ authenticatorConfig: 'c' })] })],
    },
  ],
  'sub-flow-that-nothing-names': [
    { authenticationFlows: [flow('a', { topLevel: false })] },
    { authenticationFlows: [flow('a')] },
  ],
  'flow-twice': [{ authenticationFlows: [flow('a'), flow('a')] }, { authenticationFlows: [flow('a'), flow('b')] }],
  'role-in-a-mapper-of-an-identity-provider': [
    {
      roles,
      clients,
      identityProviders: [provider()],
      identityProviderMappers: [providerMapper('corp', 'gone')],
    },
    {
      roles,
      clients,
      identityProviders: [provider()],
      identityProviderMappers: [providerMapper('corp', 'shop.viewer')],
    },
  ],
  'identity-provider-of-a-mapper': [
    { identityProviders: [provider()], identityProviderMappers: [providerMapper('gone', 'offline_access')] },
    { identityProviders: [provider()], identityProviderMappers: [providerMapper('corp', 'offline_access')] },
  ],
  'client-in-an-audience': [
    {
      clients: [
        {
          clientId: 's',
          protocolMappers: [audience('gone')],
        },
      ],
    },
    {
      clients: [
        {
          clientId: 's',
          protocolMappers: [audience('s')],
        },
      ],
    },
  ],
  'profile-of-a-client-policy': [
    {
      clientProfiles: { profiles: [{ name: 'ours' }] },
      clientPolicies: { policies: [{ name: 'p', profiles: ['gone'] }] },
    },
    {
      clientProfiles: { profiles: [{ name: 'ours' }] },
      clientPolicies: { policies: [{ name: 'p', profiles: ['ours', 'fapi-1-baseline'] }] },
    },
  ],
  'scope-in-the-user-profile': [
    profile({ selector: { scopes: ['gone'] } }),
    profile({ selector: { scopes: ['profile'] } }),
  ],
  'group-in-the-user-profile': [profile({ group: 'gone' }), profile({ group: 'office' })],
  'default-locale': [
    { supportedLocales: ['en'], defaultLocale: 'fr' },
    { supportedLocales: ['en', 'fr'], defaultLocale: 'fr' },
  ],
  'policy-of-a-permission': [
    policies({ name: 'p', type: 'scope', config: { applyPolicies: '["gone"]' } }),
    policies({ name: 'p', type: 'scope', config: { applyPolicies: '["only ada"]' } }),
  ],
  'scope-of-a-permission': [
    policies({ name: 'p', type: 'scope', config: { scopes: '["gone"]' } }),
    policies({ name: 'p', type: 'scope', config: { scopes: '["read"]' } }),
  ],
  'resource-of-a-permission': [
    policies({ name: 'p', type: 'scope', config: { resources: '["gone"]' } }),
    policies({ name: 'p', type: 'scope', config: { resources: '["doc"]' } }),
  ],
  'client-of-a-scope-mapping': [
    { clients, scopeMappings: [{ client: 'gone', roles: [] }] },
    { clients, scopeMappings: [{ client: 'shop', roles: [] }] },
  ],
  'client-twice': [{ clients: [...clients, ...clients] }, { clients }],
  'realm-role-twice': [
    { roles: { realm: [{ name: 'a' }, { name: 'a' }] } },
    { roles: { realm: [{ name: 'a' }, { name: 'A' }] } },
  ],
  'group-twice': [
    { groups: [{ name: 'a', subGroups: [{ name: 'b' }, { name: 'b' }] }] },
    { groups: [{ name: 'a', subGroups: [{ name: 'b' }] }, { name: 'b' }] },
  ],
  'mapper-twice': [
    { clients: [{ clientId: 's', protocolMappers: [audience('s'), audience('s')] }] },
    { clients: [{ clientId: 's', protocolMappers: [audience('s'), audience('s', { name: 'n' })] }] },
  ],
};
