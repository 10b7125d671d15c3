/** Is a realm that comes view by view the realm that a partial export holds? A server of our own that knows one small realm. */

import { afterEach, describe, expect, test } from 'vitest';
import { type AdminServer, type Answers, oneRealm, SECRET, startAdminServer } from './admin-server.ts';
import { folderWith, runCliAsync } from './run-cli.ts';

const CLIENTS = [
  { id: 'c1', clientId: 'web', enabled: true, secret: '**********', fullScopeAllowed: false },
  { id: 'c2', clientId: 'realm-management', enabled: true, bearerOnly: true, fullScopeAllowed: false },
  { id: 'c3', clientId: 'job', enabled: true, secret: '**********', serviceAccountsEnabled: true },
];
const ROLE = { id: 'r1', name: 'editor', composite: true, clientRole: false, containerId: 'realm' };
const CLIENT_ROLE = { id: 'r2', name: 'view-realm', composite: false, clientRole: true, containerId: 'c2' };
const STEP = { authenticator: 'auth-cookie', requirement: 'REQUIRED', priority: 10 };
const FLOW = { id: 'f1', alias: 'own', providerId: 'basic-flow', topLevel: true, builtIn: false };
const SUBFLOW = { id: 'f2', alias: 'own below', providerId: 'basic-flow', topLevel: false, builtIn: false };
const STEPS = {
  own: [{ authenticatorFlow: true, flowAlias: 'own below', requirement: 'REQUIRED', priority: 10 }],
  below: [{ ...STEP, authenticatorConfig: 'cookie' }],
};
const CONFIG = { id: 'a1', alias: 'cookie', config: { keep: 'yes' } };
const SCOPE = { id: 's1', name: 'profile', protocol: 'openid-connect' };
const BROKER = { alias: 'corp', providerId: 'oidc', enabled: true, config: { clientId: 'us' } };
const MAPPER = {
  id: 'm1',
  name: 'mail',
  identityProviderAlias: 'corp',
  identityProviderMapper: 'hardcoded-user-session',
};
const KEYS = { id: 'k1', name: 'rsa', providerId: 'rsa-generated', config: { priority: ['100'] } };
const ACCOUNT = { id: 'u1', username: 'service-account-job', enabled: true };

const SETTINGS = { id: 'realm', realm: 'acme', enabled: true, sslRequired: 'external' };

const PARTIAL = {
  ...SETTINGS,
  keycloakVersion: '26.7.3',
  clients: CLIENTS,
  roles: {
    realm: [{ ...ROLE, composites: { realm: ['reader'], client: { 'realm-management': ['view-realm'] } } }],
    client: { 'realm-management': [CLIENT_ROLE] },
  },
  groups: [{ id: 'g1', name: 'staff', path: '/staff', subGroups: [{ id: 'g2', name: 'ops', path: '/staff/ops' }] }],
  defaultGroups: ['/staff'],
  clientScopes: [SCOPE],
  defaultDefaultClientScopes: ['profile'],
  defaultOptionalClientScopes: [],
  scopeMappings: [{ client: 'web', roles: ['editor'] }],
  clientScopeMappings: {},
  authenticationFlows: [
    { ...FLOW, authenticationExecutions: STEPS.own },
    { ...SUBFLOW, authenticationExecutions: STEPS.below },
  ],
  authenticatorConfig: [CONFIG],
  requiredActions: [{ alias: 'VERIFY_EMAIL', name: 'Verify', providerId: 'VERIFY_EMAIL', enabled: true }],
  identityProviders: [BROKER],
  identityProviderMappers: [MAPPER],
  components: { 'org.keycloak.keys.KeyProvider': [{ ...KEYS, subComponents: {} }] },
  localizationTexts: { de: { hello: 'Hallo' } },
  users: [{ ...ACCOUNT, serviceAccountClientId: 'job', realmRoles: ['editor'], groups: ['/staff'] }],
};

/** By what stands behind `/admin/realms/acme`. Lists with a page of their own stop at their end. */
const VIEWS: { readonly [path: string]: unknown } = {
  '': SETTINGS,
  '/clients': CLIENTS.map((client) => (client.secret === undefined ? client : { ...client, secret: SECRET })),
  '/roles': [ROLE],
  '/clients/c1/roles': [],
  '/clients/c2/roles': [CLIENT_ROLE],
  '/clients/c3/roles': [],
  '/roles-by-id/r1/composites': [{ ...ROLE, name: 'reader' }, CLIENT_ROLE],
  '/groups': [{ id: 'g1', name: 'staff', path: '/staff', subGroupCount: 1, subGroups: [] }],
  '/groups/g1/children': [{ id: 'g2', name: 'ops', path: '/staff/ops', parentId: 'g1' }],
  '/default-groups': [{ path: '/staff' }],
  '/client-scopes': [SCOPE],
  '/default-default-client-scopes': [SCOPE],
  '/default-optional-client-scopes': [],
  '/clients/c1/scope-mappings': { realmMappings: [ROLE] },
  '/clients/c2/scope-mappings': {},
  '/clients/c3/scope-mappings': {},
  '/client-scopes/s1/scope-mappings': {},
  '/authentication/flows': [{ ...FLOW, authenticationExecutions: STEPS.own }],
  '/authentication/flows/own/executions': [{ flowId: 'f2' }, { authenticationConfig: 'a1' }],
  '/authentication/flows/f2': { ...SUBFLOW, authenticationExecutions: STEPS.below },
  '/authentication/config/a1': CONFIG,
  '/authentication/required-actions': PARTIAL.requiredActions,
  '/identity-provider/instances': [BROKER],
  '/identity-provider/instances/corp/mappers': [MAPPER],
  '/components': [{ ...KEYS, parentId: 'realm', providerType: 'org.keycloak.keys.KeyProvider' }],
  '/localization': ['de'],
  '/localization/de': { hello: 'Hallo' },
  '/users': [ACCOUNT],
  '/users/u1/role-mappings': { realmMappings: [ROLE] },
  '/users/u1/groups': [{ path: '/staff' }],
};

function views(special: Answers = () => undefined): Answers {
  return (call, query) => {
    const found = special(call, query);
    if (found !== undefined) return found;
    const [, path] = /^GET \/admin\/realms\/acme(.*)$/.exec(call) ?? [];
    return path === undefined
      ? oneRealm({}, () => (call.startsWith('POST /admin') ? 403 : undefined))(call, query)
      : (VIEWS[path] ?? 404);
  };
}

let server: AdminServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function normalForm(answers: Answers) {
  server = await startAdminServer(answers);
  const auth = 'auth: { clientId: ci, clientSecret: "env:KC_SECRET" }';
  const { path } = folderWith({
    '.realmdiff.yaml': `environments:\n  prod: { url: "${server.url}", realm: acme, version: 26.7.3, ${auth} }`,
  });
  const result = await runCliAsync(['normalize', 'live:prod'], { cwd: path, env: { KC_SECRET: SECRET } });
  expect(result.stdout + result.stderr).not.toContain(SECRET);
  await server.close();
  return result;
}

test('views and a partial export give the same bytes', async () => {
  const partial = await normalForm(oneRealm(PARTIAL));
  const seen = await normalForm(views());
  expect(seen.stdout).toBe(partial.stdout);
  expect(seen.exit).toBe(0);
  expect(seen.stderr).not.toContain('not verified');
});

describe('a view that is refused is named, and the rest is there', () => {
  test.each([
    ['/components', 'components of realm acme not verified: needs the role view-realm'],
    ['/identity-provider/instances', 'needs the role view-identity-providers'],
    ['/groups', 'groups, defaultGroups of realm acme not verified: needs the role view-users'],
    ['/authentication/flows', 'authenticationFlows, authenticatorConfig of realm acme not verified'],
    ['/client-scopes/s1/scope-mappings', 'scopeMappings, clientScopeMappings of realm acme not verified'],
  ])('%s', async (path, sentence) => {
    const { stdout, stderr, exit } = await normalForm(
      views((call) => (call === `GET /admin/realms/acme${path}` ? 403 : undefined)),
    );
    expect(stderr).toContain(sentence);
    expect(JSON.parse(stdout).requiredActions).toBeDefined();
    expect(JSON.parse(stdout).$realmdiff.unknown.length).toBeGreaterThan(3);
    expect(exit).toBe(0);
  });
});

test('what is gone when its turn comes is looked for once more', async () => {
  let asked = 0;
  const once: Answers = (call) => {
    if (!call.endsWith('/groups/g1/children')) return undefined;
    asked += 1;
    return asked === 1 ? 404 : undefined;
  };
  const { stdout, stderr } = await normalForm(views(once));
  expect(asked).toBe(2);
  expect(stderr).not.toContain('not verified');
  expect(stdout).toContain('"ops"');
  const always = await normalForm(views((call) => (call.endsWith('/groups/g1/children') ? 404 : undefined)));
  expect(always.stderr).toContain('twice: the realm changes while it is read');
});

test('a list that leaves out the realm’s own clients is a hidden one', async () => {
  const few = VIEWS['/clients'] as readonly object[];
  const { stdout, stderr } = await normalForm(
    views((call) => (call === 'GET /admin/realms/acme/clients' ? few.slice(0, 1) : undefined)),
  );
  expect(stderr).toContain('clients of realm acme not verified: needs the role view-clients');
  expect(JSON.parse(stdout).clients).toBeUndefined();
});

test('users that admin permissions name by id have their names, on every server the same', async () => {
  const server = (alice: string): Answers => {
    const resources = [
      { name: alice, owner: {}, scopes: [{ name: 'view' }] },
      { name: 'Users', scopes: [] },
    ];
    const permission = {
      name: 'help alice',
      type: 'scope',
      config: { defaultResourceType: 'Users', resources: JSON.stringify([alice]), scopes: '["view"]' },
    };
    const settings = { resources, policies: [permission], scopes: [{ name: 'view' }] };
    const holder = { id: 'c9', clientId: 'admin-permissions', authorizationServicesEnabled: true };
    const data = { ...PARTIAL, clients: [...CLIENTS, { ...holder, authorizationSettings: settings }] };
    return oneRealm(data, (call) => (call.endsWith(`/users/${alice}`) ? { username: 'alice' } : undefined));
  };
  const first = await normalForm(server('11111111-1111-4111-8111-111111111111'));
  const second = await normalForm(server('22222222-2222-4222-8222-222222222222'));
  expect(first.stdout).toContain('"$alice"');
  expect(first.stdout).not.toContain('userNames');
  expect(second.stdout).toBe(first.stdout);
});
