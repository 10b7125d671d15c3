/** What do rules claim that can be seen on a running server? Each claim: a realm in which the rule speaks, one in which it does not, and what each does. */

import type { Answer } from '../server.ts';
import { adminCall, askToken, beginLogin, claimsOf, type Tried, USER } from './look.ts';

export interface Claim {
  readonly rule: string;
  readonly about: string;
  /** A RealmRepresentation, without its name. */
  readonly realm: (isSo: boolean) => { readonly [key: string]: Answer };
  /** What is made after the import, where no import can. */
  readonly prepare?: (tried: Tried, isSo: boolean) => Promise<void>;
  /** What an export of it says, where that is not the representation. */
  readonly exported?: (isSo: boolean) => { readonly [key: string]: Answer };
  /** One short sentence about what was seen. */
  readonly look: (tried: Tried) => Promise<string>;
  readonly so: string;
  readonly not: string;
}

const PASSWORD = [{ type: 'password', value: USER.password, temporary: false }];

function user(more: { readonly [key: string]: Answer } = {}) {
  const { username } = USER;
  const names = { firstName: 'Anna', lastName: 'Example', email: 'anna@app.example', emailVerified: true };
  return { username, enabled: true, ...names, credentials: PASSWORD, ...more };
}

function app(more: { readonly [key: string]: Answer } = {}) {
  const flags = {
    publicClient: true,
    directAccessGrantsEnabled: true,
    standardFlowEnabled: true,
    fullScopeAllowed: false,
  };
  const attributes = { 'pkce.code.challenge.method': '' };
  return { clientId: 'app', redirectUris: ['https://app.example/cb'], ...flags, attributes, ...more };
}

function acme(client: { readonly [key: string]: Answer } = {}, more: { readonly [key: string]: Answer } = {}) {
  return { enabled: true, clients: [app(client)], users: [user()], ...more };
}

const SCOPES = ['web-origins', 'acr', 'profile', 'roles', 'basic', 'email'];

/** Asks for a code behind a conditional sub-flow; `steps` are what stands in the sub-flow. */
function codes(steps: readonly Answer[], config: readonly Answer[] = []) {
  const step = (authenticator: string, priority: number) => ({ authenticator, priority, requirement: 'REQUIRED' });
  return {
    directGrantFlow: 'codes',
    authenticationFlows: [
      {
        ...{ alias: 'codes', providerId: 'basic-flow', topLevel: true, builtIn: false },
        authenticationExecutions: [
          step('direct-grant-validate-username', 10),
          step('direct-grant-validate-password', 20),
          { flowAlias: 'second factor', authenticatorFlow: true, priority: 30, requirement: 'CONDITIONAL' },
        ],
      },
      {
        ...{ alias: 'second factor', providerId: 'basic-flow', topLevel: false, builtIn: false },
        authenticationExecutions: [...steps, step('direct-grant-validate-otp', 90)],
      },
    ],
    authenticatorConfig: config,
    users: [user({ credentials: [...PASSWORD, OTP], realmRoles: ['default-roles', 'boss'].slice(1) })],
    roles: { realm: [{ name: 'boss' }] },
  };
}

const OTP = {
  type: 'otp',
  secretData: JSON.stringify({ value: 'DJmQfC73VGFhw7D4QJ8A' }),
  credentialData: JSON.stringify({ subType: 'totp', digits: 6, counter: 0, period: 30, algorithm: 'HmacSHA1' }),
};

const CONDITION = { authenticator: 'conditional-user-configured', priority: 10, requirement: 'REQUIRED' };

const grant = async (tried: Tried): Promise<string> => {
  const { status, body } = await askToken(tried);
  return status === 200 ? 'a token' : `refused: ${body.error}`;
};

function roleCondition(role: string) {
  const condition = {
    authenticator: 'conditional-user-role',
    priority: 10,
    requirement: 'REQUIRED',
    authenticatorConfig: 'only',
  };
  return codes([condition], [{ alias: 'only', config: { condUserRole: role } }]);
}

function earlyCondition(isEarly: boolean) {
  const condition = {
    authenticator: 'conditional-user-attribute',
    priority: 10,
    requirement: 'REQUIRED',
    authenticatorConfig: 'vip',
  };
  const form = { authenticator: 'auth-username-password-form', priority: isEarly ? 20 : 5, requirement: 'REQUIRED' };
  const sub = { flowAlias: 'vip', authenticatorFlow: true, priority: 10, requirement: 'CONDITIONAL' };
  return {
    browserFlow: 'login',
    authenticatorConfig: [
      { alias: 'vip', config: { attribute_name: 'vip', attribute_expected_value: 'yes', not: 'false' } },
    ],
    authenticationFlows: [
      {
        ...{ alias: 'login', providerId: 'basic-flow', topLevel: true, builtIn: false },
        authenticationExecutions: isEarly ? [sub, form] : [form, sub],
      },
      {
        ...{ alias: 'vip', providerId: 'basic-flow', topLevel: false, builtIn: false },
        authenticationExecutions: [
          condition,
          { authenticator: 'auth-otp-form', priority: 20, requirement: 'REQUIRED' },
        ],
      },
    ],
  };
}

const BOB = { username: 'bob', enabled: true, firstName: 'Bob', lastName: 'Example', email: 'bob@app.example' };

async function idOf({ server, realm }: Tried, username: string): Promise<string> {
  const [found] = await server.rest('GET', `/${realm}/users?exact=true&username=${username}`);
  return found.id;
}

/** Lets anna look at bob, by a permission of version 2. */
async function permitAnna(tried: Tried): Promise<void> {
  const { server, realm } = tried;
  const [client] = await server.rest('GET', `/${realm}/clients?clientId=admin-permissions`);
  const at = `/${realm}/clients/${client.id}/authz/resource-server`;
  const policy = await server.rest('POST', `${at}/policy/user`, {
    name: 'anna only',
    users: [await idOf(tried, 'anna')],
  });
  await server.rest('POST', `${at}/permission/scope`, {
    ...{ name: 'see bob', resourceType: 'Users', scopes: ['view'], decisionStrategy: 'UNANIMOUS' },
    resources: [await idOf(tried, 'bob')],
    policies: [policy.id],
  });
}

const OPS = {
  roles: {
    realm: [
      { name: 'ops', composite: true, composites: { client: { 'realm-management': ['manage-users'] } } },
      { name: 'reader' },
    ],
  },
};

const SEE_BOB = {
  ...{ name: 'see bob', type: 'scope', logic: 'POSITIVE', decisionStrategy: 'UNANIMOUS' },
  config: {
    ...{ defaultResourceType: 'Users', resources: '["bob"]', scopes: '["view"]' },
    applyPolicies: '["anna only"]',
  },
};

export const CLAIMS: readonly Claim[] = [
  {
    rule: 'client-lacks-basic-scope',
    about: 'an access token without basic has no sub',
    realm: (isSo) => acme({ defaultClientScopes: isSo ? SCOPES.filter((each) => each !== 'basic') : SCOPES }),
    look: async (tried) => (claimsOf(await askToken(tried)).sub === undefined ? 'no sub' : 'sub'),
    so: 'no sub',
    not: 'sub',
  },
  {
    rule: 'conditional-flow-without-condition',
    about: 'a conditional sub-flow without a condition asks for no code',
    realm: (isSo) => acme({}, codes(isSo ? [] : [CONDITION])),
    look: grant,
    so: 'a token',
    not: 'refused: invalid_grant',
  },
  {
    rule: 'condition-on-missing-role',
    about: 'a condition on a role that is not there asks for no code',
    realm: (isSo) => acme({}, roleCondition(isSo ? 'gone' : 'boss')),
    look: grant,
    so: 'a token',
    not: 'refused: invalid_grant',
  },
  {
    rule: 'condition-on-attribute-of-nobody',
    about: 'a condition on an attribute before the user is known locks everybody out',
    realm: (isSo) => acme({}, earlyCondition(isSo)),
    look: beginLogin,
    so: 'error page 400',
    not: 'login page',
  },
  {
    rule: 'public-client-with-password-grant',
    about: 'the password grant answers',
    realm: (isSo) => acme({ directAccessGrantsEnabled: isSo }),
    look: grant,
    so: 'a token',
    not: 'refused: unauthorized_client',
  },
  {
    rule: 'client-with-implicit-flow',
    about: 'a token comes back in the address',
    realm: (isSo) => acme({ implicitFlowEnabled: isSo }),
    look: (tried) => beginLogin(tried, { response_type: 'token', nonce: 'n' }),
    so: 'login page',
    not: 'sent back: unauthorized_client',
  },
  {
    rule: 'client-with-full-scope',
    about: 'every role of the user is in the token',
    realm: (isSo) =>
      acme(
        { fullScopeAllowed: isSo },
        { roles: { realm: [{ name: 'boss' }] }, users: [user({ realmRoles: ['boss'] })] },
      ),
    look: async (tried) =>
      claimsOf(await askToken(tried)).realm_access?.roles?.includes('boss') === true ? 'boss in the token' : 'no boss',
    so: 'boss in the token',
    not: 'no boss',
  },
  {
    rule: 'client-redirects-anywhere',
    about: 'a login may return to any host',
    realm: (isSo) => acme({ redirectUris: [isSo ? '*' : 'https://app.example/cb'] }),
    look: (tried) => beginLogin(tried, { redirect_uri: 'https://evil.example/cb' }),
    so: 'login page',
    not: 'error page 400',
  },
  {
    rule: 'client-redirect-uri-never-fits',
    about: 'a star inside of a host name fits no host',
    realm: (isSo) => acme({ redirectUris: [isSo ? 'https://*.app.example/*' : 'https://a.app.example/*'] }),
    look: (tried) => beginLogin(tried, { redirect_uri: 'https://a.app.example/cb' }),
    so: 'error page 400',
    not: 'login page',
  },
  {
    rule: 'public-client-without-pkce',
    about: 'a login without a code challenge is accepted',
    realm: (isSo) => acme({ attributes: isSo ? {} : { 'pkce.code.challenge.method': 'S256' } }),
    look: beginLogin,
    so: 'login page',
    not: 'sent back: invalid_request',
  },
  {
    rule: 'realm-without-brute-force-protection',
    about: 'after many wrong passwords the right one still works',
    realm: (isSo) =>
      acme({}, { bruteForceProtected: !isSo, failureFactor: 2, waitIncrementSeconds: 600, maxFailureWaitSeconds: 900 }),
    look: async (tried) => {
      for (let tries = 0; tries < 6; tries++) await askToken(tried, { password: 'wrong' });
      return grant(tried);
    },
    so: 'a token',
    not: 'refused: invalid_grant',
  },
  {
    rule: 'service-account-reaches-administration',
    about: 'a role inside of a role of a group lets a service account look at users',
    realm: (isSo) => ({
      enabled: true,
      ...OPS,
      groups: [{ name: 'staff', path: '/staff', realmRoles: [isSo ? 'ops' : 'reader'] }],
      clients: [
        {
          clientId: 'ci',
          secret: 'fake-secret',
          serviceAccountsEnabled: true,
          fullScopeAllowed: true,
          standardFlowEnabled: false,
        },
      ],
      users: [{ username: 'service-account-ci', enabled: true, serviceAccountClientId: 'ci', groups: ['/staff'] }],
    }),
    look: async (tried) => {
      const token = await askToken(tried, {
        grant_type: 'client_credentials',
        client_id: 'ci',
        client_secret: 'fake-secret',
      });
      return `users: ${await adminCall(tried, token, '/users')}`;
    },
    so: 'users: 200',
    not: 'users: 403',
  },
  {
    rule: 'default-role-reaches-administration',
    about: 'every user administers the realm',
    realm: (isSo) =>
      acme(
        { fullScopeAllowed: true },
        {
          defaultRole: { name: 'default-roles-acme' },
          roles: {
            realm: [
              ...OPS.roles.realm,
              { name: 'default-roles-acme', composite: true, composites: { realm: [isSo ? 'ops' : 'reader'] } },
            ],
          },
          users: [user({ realmRoles: ['default-roles-acme'] })],
        },
      ),
    look: async (tried) => `users: ${await adminCall(tried, await askToken(tried), '/users')}`,
    so: 'users: 200',
    not: 'users: 403',
  },
  {
    rule: 'lightweight-token-without-sub',
    about: 'a lightweight access token does not say whose it is',
    realm: (isSo) =>
      acme({
        attributes: { 'client.use.lightweight.access.token.enabled': String(isSo) },
        defaultClientScopes: SCOPES,
      }),
    look: async (tried) => (claimsOf(await askToken(tried)).sub === undefined ? 'no sub' : 'sub'),
    so: 'no sub',
    not: 'sub',
  },
  {
    rule: 'client-web-origin-any',
    about: 'a script of any page may read the answer',
    realm: (isSo) => acme({ webOrigins: [isSo ? '*' : 'https://app.example'] }),
    look: async ({ server, realm }) => {
      const body = new URLSearchParams({ grant_type: 'password', client_id: 'app', ...USER });
      const headers = { origin: 'https://evil.example' };
      const url = `${server.base}/realms/${realm}/protocol/openid-connect/token`;
      const response = await fetch(url, { method: 'POST', body, headers });
      return `allowed: ${response.headers.get('access-control-allow-origin') ?? 'nobody'}`;
    },
    so: 'allowed: https://evil.example',
    not: 'allowed: nobody',
  },
  {
    rule: 'realm-with-reusable-refresh-tokens',
    about: 'a refresh token that was used works again',
    realm: (isSo) => acme({}, { revokeRefreshToken: true, refreshTokenMaxReuse: isSo ? 2 : 0 }),
    look: async (tried) => {
      const refresh_token = String((await askToken(tried)).body.refresh_token);
      const again = { grant_type: 'refresh_token', refresh_token };
      await askToken(tried, again);
      return (await askToken(tried, again)).status === 200 ? 'works again' : 'works once';
    },
    so: 'works again',
    not: 'works once',
  },
  {
    rule: 'admin-permission-given',
    about: 'a permission lets a user look at another one',
    realm: () => acme({}, { adminPermissionsEnabled: true, users: [user(), BOB] }),
    prepare: async (tried, isSo) => {
      if (isSo) await permitAnna(tried);
    },
    exported: (isSo) => ({
      adminPermissionsEnabled: true,
      users: [{ username: 'anna' }, { username: 'bob' }],
      clients: [
        {
          clientId: 'admin-permissions',
          authorizationSettings: {
            policies: [{ name: 'anna only', type: 'user', config: { users: '["anna"]' } }, ...(isSo ? [SEE_BOB] : [])],
          },
        },
      ],
    }),
    look: async (tried) =>
      `bob: ${await adminCall(tried, await askToken(tried), `/users/${await idOf(tried, 'bob')}`)}`,
    so: 'bob: 200',
    not: 'bob: 403',
  },
  {
    rule: 'masked-secret',
    about: 'an import takes the mask for the secret',
    realm: (isSo) => ({
      enabled: true,
      clients: [{ clientId: 'ci', serviceAccountsEnabled: true, secret: isSo ? '**********' : 'fake-secret' }],
    }),
    look: async (tried) => {
      const more = { grant_type: 'client_credentials', client_id: 'ci', client_secret: '**********' };
      return (await askToken(tried, more)).status === 200 ? 'the mask is the secret' : 'refused';
    },
    so: 'the mask is the secret',
    not: 'refused',
  },
  {
    rule: 'realm-with-open-registration',
    about: 'anybody may register',
    realm: (isSo) =>
      acme(
        {},
        { registrationAllowed: isSo, verifyEmail: true, smtpServer: { host: 'localhost', from: 'a@app.example' } },
      ),
    look: async ({ server, realm }) => {
      const query = new URLSearchParams({
        client_id: 'app',
        response_type: 'code',
        redirect_uri: 'https://app.example/cb',
      });
      const response = await fetch(`${server.base}/realms/${realm}/protocol/openid-connect/registrations?${query}`);
      return /kc-register-form|name="password-confirm"/.test(await response.text()) ? 'registration page' : 'refused';
    },
    so: 'registration page',
    not: 'refused',
  },
];
