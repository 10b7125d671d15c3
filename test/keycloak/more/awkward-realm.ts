/** A realm of what is awkward, as a server takes it: two of one name, slashes in names, settings of extensions. */

const id = (number: number): string => `aaaa0000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const execution = (authenticator: string) => ({
  authenticator,
  authenticatorFlow: false,
  requirement: 'REQUIRED',
  priority: 10,
  userSetupAllowed: false,
});

const storage = (number: number, host: string) => ({
  id: id(number),
  name: 'ldap',
  providerId: 'ldap',
  config: {
    enabled: ['false'],
    priority: ['0'],
    vendor: ['other'],
    editMode: ['READ_ONLY'],
    connectionUrl: [`ldap://${host}.example`],
    usersDn: ['ou=people,dc=acme'],
    authType: ['simple'],
    bindDn: ['cn=admin'],
    bindCredential: ['fake-bind'],
    usernameLDAPAttribute: ['uid'],
    rdnLDAPAttribute: ['uid'],
    uuidLDAPAttribute: ['entryUUID'],
    userObjectClasses: ['inetOrgPerson'],
  },
});

export function awkwardRealm(hasOrganizations: boolean): object {
  return {
    realm: 'awkward',
    enabled: true,
    attributes: {
      '_providerConfig.ext-event-http.0': '{"targetUri":"https://hooks.example","sharedSecret":"fake-shared"}',
      'acme.webhook.url': 'https://ada:fake-password@hooks.example/in',
      'acme.duo.skey': 'fake-skey',
      'acme.headers': '{"Authorization":"Bearer fake-token-1234"}',
    },
    ...(hasOrganizations && {
      organizationsEnabled: true,
      organizations: ['blue', 'red'].map((name, index) => ({
        id: id(100 + index),
        name,
        alias: name,
        enabled: true,
        domains: [{ name: `${name}.example`, verified: false }],
      })),
    }),
    groups: [
      { id: id(1), name: 'test/lead', attributes: { note: ['one name with a slash'] } },
      { id: id(2), name: 'test', subGroups: [{ id: id(3), name: 'lead', attributes: { note: ['below test'] } }] },
    ],
    roles: {
      realm: [
        { id: id(10), name: 'a/b' },
        { id: id(11), name: 'f#2' },
      ],
      client: { 'https://sp.example/app': [{ id: id(12), name: 'view/all' }] },
    },
    clients: [
      { id: id(20), clientId: 'https://sp.example/app', publicClient: true, redirectUris: ['https://sp.example/*'] },
      {
        id: id(21),
        clientId: 'portal',
        secret: 'fake-portal',
        serviceAccountsEnabled: true,
        authorizationServicesEnabled: true,
        attributes: { 'acme.api_key': 'fake-api-key' },
        authorizationSettings: {
          resources: [{ name: 'doc' }, { name: 'log/all' }],
          scopes: [{ name: 'read' }],
          policies: [
            { name: 'roles', type: 'role', config: { roles: '[{"id":"f#2","required":false}]' } },
            { name: 'leads', type: 'group', config: { groups: '[{"path":"/test/lead","extendChildren":false}]' } },
            {
              name: 'reading',
              type: 'scope',
              config: { resources: '["doc"]', scopes: '["read"]', applyPolicies: '["roles"]' },
            },
          ],
        },
      },
      { id: id(22), clientId: 'bank', publicClient: true, authenticationFlowBindingOverrides: { browser: id(31) } },
      { id: id(23), clientId: 'shop', publicClient: true, authenticationFlowBindingOverrides: { browser: id(30) } },
    ],
    components: { 'org.keycloak.storage.UserStorageProvider': [storage(40, 'north'), storage(41, 'south')] },
    ...flows(),
  };
}

/** With flows of its own in the file a realm gets no others, so those that it binds are here, too. */
function flows(): object {
  const names = [
    'browser',
    'registration',
    'direct grant',
    'reset credentials',
    'clients',
    'docker auth',
    'first broker login',
  ];
  const flow = (alias: string, number: number, authenticator: string) => ({
    id: id(number),
    alias,
    providerId: alias === 'clients' ? 'client-flow' : 'basic-flow',
    topLevel: true,
    builtIn: false,
    authenticationExecutions: [execution(authenticator)],
  });
  const AUTHENTICATORS = [
    'auth-username-password-form',
    'registration-page-form',
    'direct-grant-validate-username',
    'reset-credentials-choose-user',
    'client-secret',
    'docker-http-basic-authenticator',
    'idp-create-user-if-unique',
  ];
  return {
    authenticationFlows: [
      flow('step up', 30, 'auth-otp-form'),
      flow('step up', 31, 'webauthn-authenticator'),
      ...names.map((alias, index) => flow(alias, 50 + index, AUTHENTICATORS[index] ?? '')),
    ],
  };
}

export function typedRealm(realm: string): object {
  return {
    realm,
    enabled: true,
    accessTokenLifespan: 600,
    verifyEmail: true,
    registrationAllowed: false,
    attributes: { 'acme.limit': '12', 'acme.on': 'true' },
    smtpServer: { host: 'mail.example', from: 'acme@mail.example', port: '587', auth: 'false' },
    clients: [
      {
        clientId: 'shop',
        publicClient: true,
        fullScopeAllowed: false,
        nodeReRegistrationTimeout: 5,
        attributes: { 'access.token.lifespan': '120' },
      },
    ],
    groups: [{ name: '1984', attributes: { floor: ['3'] } }],
    components: {
      'org.keycloak.keys.KeyProvider': [{ name: 'hmac', providerId: 'hmac-generated', config: { priority: ['100'] } }],
    },
  };
}

/** The same in texts for numbers and flags, and the other way round. */
export function untypedRealm(realm: string): object {
  return {
    realm,
    enabled: 'true',
    accessTokenLifespan: '600',
    verifyEmail: 1,
    registrationAllowed: 'False',
    attributes: { 'acme.limit': 12, 'acme.on': true },
    smtpServer: { host: 'mail.example', from: 'acme@mail.example', port: 587, auth: false },
    clients: [
      {
        clientId: 'shop',
        publicClient: 'TRUE',
        fullScopeAllowed: 'false',
        nodeReRegistrationTimeout: ' 5',
        attributes: { 'access.token.lifespan': 120 },
      },
    ],
    groups: [{ name: 1984, attributes: { floor: [3] } }],
    components: {
      'org.keycloak.keys.KeyProvider': [{ name: 'hmac', providerId: 'hmac-generated', config: { priority: [100] } }],
    },
  };
}
