/**
 * A realm of what is awkward, as a server takes it: two of one name, slashes in names, settings of extensions. Two flows of one
 * alias are not among it: an importer finds them by that name and gives the executions of both to one of them.
 */

const id = (number: number): string => `aaaa0000-0000-4000-8000-${String(number).padStart(12, '0')}`;

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
    ],
    components: { 'org.keycloak.storage.UserStorageProvider': [storage(40, 'north'), storage(41, 'south')] },
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
