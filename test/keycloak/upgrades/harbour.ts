/**
 * Realms that upgrades find awkward: what each migration looks at, in another state than a new realm's. They hold for every server
 * from 18 on, so that one set of realms goes through all hops. `quay` has what is its own where a migration brings its own.
 */

import type { Answer, Server } from '../server.ts';

type Rest = Server['rest'];

export async function buildAwkwardRealms(server: Server): Promise<void> {
  await buildHarbour(server.rest);
  await buildQuay(server.rest);
}

async function buildHarbour(rest: Rest): Promise<void> {
  await rest('POST', '', {
    realm: 'harbour',
    enabled: true,
    displayName: 'Harbour',
    adminTheme: 'keycloak',
    accountTheme: 'rh-sso',
    loginTheme: 'rh-sso',
    emailTheme: 'rh-sso',
    internationalizationEnabled: false,
  });
  await rest('PUT', '/harbour', { browserSecurityHeaders: { xXSSProtection: '0', xFrameOptions: 'DENY' } });
  await buildClients(rest);
  await buildDirectories(rest);
  await buildProviders(rest);
  await buildFlows(rest);
  await moveActions(rest, 'harbour');
  await rest('POST', '/harbour/users', {
    username: 'mate',
    enabled: true,
    requiredActions: ['terms_and_conditions', 'UPDATE_PASSWORD'],
    attributes: { berth: ['12'] },
  });
  const { id } = await clientOf(rest, 'harbour', 'account');
  await tolerate(rest('POST', `/harbour/clients/${id}/roles`, { name: 'view-groups', description: 'ours' }));
}

const CLIENTS: readonly Answer[] = [
  { clientId: 'dock-empty', defaultClientScopes: [], optionalClientScopes: [] },
  { clientId: 'dock-own', defaultClientScopes: ['profile'], optionalClientScopes: ['email', 'address'] },
  { clientId: 'dock-bearer', bearerOnly: true },
  { clientId: 'dock-off', enabled: false, publicClient: true, redirectUris: ['https://off.example/*'] },
  { clientId: 'dock-service', serviceAccountsEnabled: true, secret: 'fake-dock-service' },
  { clientId: 'dock-saml', protocol: 'saml', redirectUris: ['https://saml.example/*'] },
  {
    clientId: 'dock-saml-own',
    protocol: 'saml',
    defaultClientScopes: [],
    attributes: { 'saml.encryption.algorithm': 'http://www.w3.org/2009/xmlenc11#aes256-gcm' },
  },
  { clientId: 'dock-theme', publicClient: true, attributes: { login_theme: 'rh-sso' } },
  { clientId: 'dock-light', publicClient: true, attributes: { 'client.use.lightweight.access.token.enabled': 'true' } },
  {
    clientId: 'dock-sub',
    secret: 'fake-dock-sub',
    protocolMappers: [
      {
        name: 'sub',
        protocol: 'openid-connect',
        protocolMapper: 'oidc-hardcoded-claim-mapper',
        config: { 'claim.name': 'sub', 'claim.value': 'fixed', 'access.token.claim': 'true' },
      },
    ],
  },
];

async function buildClients(rest: Rest): Promise<void> {
  for (const client of CLIENTS) await rest('POST', '/harbour/clients', client);
  const service = await clientOf(rest, 'harbour', 'dock-service');
  await rest('POST', '/harbour/clients', {
    clientId: 'dock-service-bare',
    serviceAccountsEnabled: true,
    secret: 'fake-bare',
  });
  const bare = await clientOf(rest, 'harbour', 'dock-service-bare');
  for (const { id } of bare.protocolMappers ?? [])
    await rest('DELETE', `/harbour/clients/${bare.id}/protocol-mappers/models/${id}`);
  await rest('PUT', `/harbour/clients/${service.id}`, { ...service, description: 'edited' });
  const console_ = await clientOf(rest, 'harbour', 'security-admin-console');
  await rest('PUT', `/harbour/clients/${console_.id}`, { ...console_, description: 'ours', fullScopeAllowed: false });
  const management = await clientOf(rest, 'harbour', 'realm-management');
  const admin = await rest('GET', `/harbour/clients/${management.id}/roles/realm-admin/composites`);
  await rest('DELETE', `/harbour/clients/${management.id}/roles/realm-admin/composites`, [
    admin.find((role: Answer) => role.name === 'manage-events'),
  ]);
  await rest('POST', `/harbour/clients/${management.id}/roles`, { name: 'view-organizations', description: 'ours' });
}

const LDAP = {
  providerId: 'ldap',
  providerType: 'org.keycloak.storage.UserStorageProvider',
  config: {
    enabled: ['false'],
    priority: ['0'],
    vendor: ['other'],
    editMode: ['READ_ONLY'],
    usersDn: ['ou=people,dc=harbour'],
    authType: ['none'],
    usernameLDAPAttribute: ['uid'],
    rdnLDAPAttribute: ['uid'],
    uuidLDAPAttribute: ['entryUUID'],
    userObjectClasses: ['inetOrgPerson'],
  },
};

async function buildDirectories(rest: Rest): Promise<void> {
  const { id: parentId } = await rest('GET', '/harbour');
  for (const useTruststoreSpi of ['ldapsOnly', 'never', 'always']) {
    const id = await rest('POST', '/harbour/components', {
      ...LDAP,
      name: `ldap ${useTruststoreSpi}`,
      parentId,
      config: { ...LDAP.config, connectionUrl: ['ldaps://127.0.0.1:2'], useTruststoreSpi: [useTruststoreSpi] },
    });
    for (const [name, providerId, config] of MAPPERS)
      await rest('POST', '/harbour/components', {
        name,
        providerId,
        providerType: 'org.keycloak.storage.ldap.mappers.LDAPStorageMapper',
        parentId: id,
        config,
      });
  }
}

const MAPPERS: readonly (readonly [string, string, object])[] = [
  [
    'picture',
    'user-attribute-ldap-mapper',
    {
      'ldap.attribute': ['jpegPhoto'],
      'user.model.attribute': ['picture'],
      'is.binary.attribute': ['true'],
      'read.only': ['true'],
      'always.read.value.from.ldap': ['true'],
      'is.mandatory.in.ldap': ['false'],
    },
  ],
  [
    'crews',
    'group-ldap-mapper',
    {
      'groups.dn': ['ou=crews,dc=harbour'],
      'group.name.ldap.attribute': ['cn'],
      'group.object.classes': ['groupOfNames'],
      'membership.ldap.attribute': ['member'],
      'membership.attribute.type': ['DN'],
      'membership.user.ldap.attribute': ['uid'],
      'preserve.group.inheritance': ['false'],
      'drop.non.existing.groups.during.sync': ['false'],
      mode: ['READ_ONLY'],
      'user.roles.retrieve.strategy': ['LOAD_GROUPS_BY_MEMBER_ATTRIBUTE'],
    },
  ],
];

async function buildProviders(rest: Rest): Promise<void> {
  const oidc = {
    providerId: 'oidc',
    enabled: true,
    config: {
      clientId: 'harbour',
      clientSecret: 'fake-broker',
      clientAuthMethod: 'client_secret_post',
      authorizationUrl: 'https://pilot.example/auth',
      tokenUrl: 'https://pilot.example/token',
    },
  };
  const provider = (alias: string, config: object, more: object = {}): Answer => ({
    ...oidc,
    alias,
    ...more,
    config: { ...oidc.config, ...config },
  });
  for (const body of [
    provider('pilot', { hideOnLoginPage: 'true' }),
    provider('tug', { hideOnLoginPage: 'false', syncMode: 'LEGACY' }),
    provider(
      'ferry',
      { syncMode: 'FORCE' },
      { updateProfileFirstLoginMode: 'on', firstBrokerLoginFlowAlias: 'first broker login' },
    ),
  ])
    await rest('POST', '/harbour/identity-provider/instances', body);
}

async function buildFlows(rest: Rest): Promise<void> {
  const flows = '/harbour/authentication/flows';
  const copy = (from: string, newName: string): Promise<Answer> =>
    rest('POST', `${flows}/${encodeURIComponent(from)}/copy`, { newName });
  await copy('browser', 'harbour browser');
  await copy('registration', 'harbour registration');
  await copy('first broker login', 'harbour broker login');
  const realm = await rest('GET', '/harbour');
  await rest('PUT', '/harbour', { ...realm, browserFlow: 'harbour browser', registrationFlow: 'harbour registration' });
}

/** Other places for the actions that 26.7 moves, one of them taken away, one switched off. */
async function moveActions(rest: Rest, realm: string): Promise<void> {
  const actions: readonly Answer[] = await rest('GET', `/${realm}/authentication/required-actions`);
  const change = async (alias: string, changes: object): Promise<void> => {
    const action = actions.find((each) => each.alias === alias);
    if (action !== undefined)
      await rest('PUT', `/${realm}/authentication/required-actions/${alias}`, { ...action, ...changes });
  };
  await change('VERIFY_EMAIL', { priority: 39 });
  await change('CONFIGURE_TOTP', { enabled: false });
  await change('terms_and_conditions', { enabled: true, defaultAction: true });
  await change('TERMS_AND_CONDITIONS', { enabled: true, defaultAction: true });
  await rest('DELETE', `/${realm}/authentication/required-actions/delete_account`);
}

/** Has scopes of its own where migrations bring theirs, lacks `acr` and `VERIFY_EMAIL`, and has a profile. */
async function buildQuay(rest: Rest): Promise<void> {
  await rest('POST', '', { realm: 'quay', enabled: true, attributes: { userProfileEnabled: 'true' } });
  const scopes: readonly Answer[] = await rest('GET', '/quay/client-scopes');
  const acr = scopes.find(({ name }) => name === 'acr');
  if (acr !== undefined) await rest('DELETE', `/quay/client-scopes/${acr.id}`);
  for (const name of ['basic', 'service_account', 'AuthnContextClassRef', 'organization']) {
    if (scopes.some((scope) => scope.name === name)) continue;
    await rest('POST', '/quay/client-scopes', { name, description: 'ours', protocol: 'openid-connect' });
  }
  await rest('POST', '/quay/clients', {
    clientId: 'crane',
    publicClient: true,
    redirectUris: ['https://crane.example/*'],
  });
  await rest('POST', '/quay/clients', { clientId: 'lorry', protocol: 'saml' });
  const profile = await rest('GET', '/quay/users/profile');
  await rest('PUT', '/quay/users/profile', {
    ...profile,
    attributes: [...profile.attributes, { name: 'berth', permissions: { view: ['admin'], edit: ['admin'] } }],
  });
  const actions: readonly Answer[] = await rest('GET', '/quay/authentication/required-actions');
  for (const { alias } of actions)
    if (alias === 'VERIFY_EMAIL') await rest('DELETE', `/quay/authentication/required-actions/${alias}`);
}

async function clientOf(rest: Rest, realm: string, clientId: string): Promise<Answer> {
  const [client] = await rest('GET', `/${realm}/clients?clientId=${clientId}`);
  return client;
}

/** Some servers have it already. */
async function tolerate(call: Promise<unknown>): Promise<void> {
  await call.catch((error: Error) => {
    if (!error.message.includes(' 409 ')) throw error;
  });
}
