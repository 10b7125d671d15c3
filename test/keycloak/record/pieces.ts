/** Which minimal entities tell what an importer fills in? One of each kind that a server says it knows. */

import type { Answer } from '../server.ts';

/** The recorded new realm: mixed case, because its default role is named in lower case. */
export const FRESH = 'BaselineRealm';

/** One entity and the list of the realm that it belongs to. */
export interface Piece {
  readonly at: readonly string[];
  readonly entity: Answer;
}

const piece = (at: string, entity: Answer): Piece => ({ at: at.split('/'), entity });

/** Pieces that every server is asked to take; what it refuses is left out. Each stands after those that it names. */
const ALWAYS: readonly Piece[] = [
  piece('clients', { clientId: 'client' }),
  piece('clients', { clientId: 'client-public', publicClient: true }),
  piece('clients', { clientId: 'client-bearer-only', bearerOnly: true }),
  piece('clients', { clientId: 'client-consent', consentRequired: true }),
  piece('clients', { clientId: 'client-service-account', serviceAccountsEnabled: true }),
  piece('clients', { clientId: 'client-saml', protocol: 'saml' }),
  piece('clientScopes', { name: 'scope-without-protocol' }),
  piece('clientScopes', { name: 'scope-openid-connect', protocol: 'openid-connect' }),
  piece('clientScopes', { name: 'scope-saml', protocol: 'saml' }),
  piece('roles/realm', { name: 'role' }),
  piece('roles/client/client', { name: 'role' }),
  piece('groups', { name: 'group', subGroups: [{ name: 'subgroup' }] }),
  piece('users', { username: 'user' }),
  piece('requiredActions', { alias: 'action', name: 'action', providerId: 'UPDATE_PASSWORD' }),
  piece('authenticatorConfig', { alias: 'config', config: {} }),
  piece('authenticationFlows', {
    alias: 'subflow',
    providerId: 'basic-flow',
    authenticationExecutions: [{ authenticator: 'auth-username-password-form', requirement: 'REQUIRED' }],
  }),
  piece('authenticationFlows', {
    alias: 'flow',
    providerId: 'basic-flow',
    authenticationExecutions: [
      { authenticator: 'auth-cookie', authenticatorConfig: 'config', requirement: 'ALTERNATIVE' },
      { flowAlias: 'subflow', authenticatorFlow: true, requirement: 'ALTERNATIVE', priority: 10 },
    ],
  }),
  piece('clientProfiles/profiles', { name: 'profile' }),
  piece('clientPolicies/policies', { name: 'policy' }),
  piece('clients', {
    clientId: 'client-authorization',
    serviceAccountsEnabled: true,
    authorizationServicesEnabled: true,
    authorizationSettings: {
      resources: [{ name: 'resource' }],
      scopes: [{ name: 'scope' }],
      policies: [
        { name: 'policy-role', type: 'role', config: { roles: '[{"id":"role"}]' } },
        { name: 'policy-user', type: 'user', config: { users: '["user"]' } },
        { name: 'policy-client', type: 'client', config: { clients: '["client"]' } },
        {
          name: 'policy-resource',
          type: 'resource',
          config: { resources: '["resource"]', applyPolicies: '["policy-role"]' },
        },
        { name: 'policy-scope', type: 'scope', config: { scopes: '["scope"]', applyPolicies: '["policy-role"]' } },
      ],
    },
  }),
];

const ORGANIZATIONS: readonly Piece[] = [
  piece('organizations', { name: 'organization', alias: 'organization', domains: [{ name: 'organization.example' }] }),
];

/** What the names of our own pieces begin with: whatever else a realm holds, the server made. */
export const PIECE_NAME =
  /^(client|scope|role|group|subgroup|user|action|flow|subflow|config|organization|profile|policy|resource|mapper|idp|component)(-|$)/;

/** Providers that refuse an entity without a config, so that there is nothing to fill in (26.7.3 and 24.0.5 answer 500); kerberos is asked for users at export (26.0.8). */
const NEED_CONFIG = [
  'java-keystore',
  'jwt-authorization-grant',
  'kerberos',
  'ldap',
  'max-clients',
  'oauth2',
  'rsa',
  'rsa-enc',
  'trusted-hosts',
];

/** The pieces for one server: the constant ones, and one for each provider that its `serverinfo` lists. */
export function piecesFor(serverInfo: Answer, hasOrganizations: boolean): readonly Piece[] {
  return [
    ...ALWAYS,
    ...(hasOrganizations ? ORGANIZATIONS : []),
    ...protocolMappers(serverInfo),
    ...identityProviders(serverInfo),
    ...components(serverInfo),
  ];
}

function needsNoConfig(id: string): boolean {
  return !NEED_CONFIG.includes(id);
}

function protocolMappers({ protocolMapperTypes = {} }: Answer): readonly Piece[] {
  return Object.entries<Answer[]>(protocolMapperTypes).flatMap(([protocol, types]) =>
    types.map(({ id }) =>
      piece(`clientScopes/mappers-${protocol}/protocolMappers`, { name: `mapper-${id}`, protocol, protocolMapper: id }),
    ),
  );
}

function identityProviders({ identityProviders: providers = [], providers: spis = {} }: Answer): readonly Piece[] {
  const ids: string[] = [...new Set<string>(providers.map(({ id }: Answer) => id))].filter(needsNoConfig).sort();
  const mappers = Object.keys(spis['identity-provider-mapper']?.providers ?? {}).sort();
  return [
    ...ids.map((id) => piece('identityProviders', { alias: `idp-${id}`, providerId: id })),
    ...mappers.map((id) =>
      piece('identityProviderMappers', {
        name: `mapper-${id}`,
        identityProviderAlias: 'idp-oidc',
        identityProviderMapper: id,
      }),
    ),
  ];
}

/** Types of components that people add; of the others a realm has what the server made. */
const COMPONENT_TYPES = [
  'org.keycloak.keys.KeyProvider',
  'org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy',
  'org.keycloak.storage.UserStorageProvider',
];

function components({ componentTypes = {} }: Answer): readonly Piece[] {
  return COMPONENT_TYPES.flatMap((type) =>
    (componentTypes[type] ?? [])
      .map(({ id }: Answer): string => id)
      .filter(needsNoConfig)
      .map((id: string) => piece(`components/${type}`, { name: `component-${id}`, providerId: id, config: {} })),
  );
}

/** The realm that holds all pieces. */
export function assemble(base: Answer, pieces: readonly Piece[]): Answer {
  const realm = structuredClone(base);
  for (const { at, entity } of pieces) listAt(realm, at).push(structuredClone(entity));
  return realm;
}

/** The list at a path; a key on the way into a list is the name of an entity there, made when it is missing. */
function listAt(realm: Answer, at: readonly string[]): Answer[] {
  const [last = '', ...above] = [...at].reverse();
  let value = realm;
  for (const key of above.reverse()) {
    if (Array.isArray(value)) {
      const found = value.find(({ name }) => name === key) ?? { name: key };
      if (!value.includes(found)) value.push(found);
      value = found;
    } else {
      value[key] ??= key === 'clientScopes' ? [] : {};
      value = value[key];
    }
  }
  value[last] ??= [];
  return value[last];
}
