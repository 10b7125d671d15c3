/** What the rich realm decides for itself: settings, texts, policies, keys, its user profile, required actions. */

import { type BuildStep, REALM, saveRealm } from './step.ts';

export const realmSteps: readonly BuildStep[] = [
  {
    name: 'settings',
    run: (building) =>
      saveRealm(building, {
        displayName: 'Acme {"not": "json"}',
        accessTokenLifespan: 600,
        ssoSessionIdleTimeout: 3600,
        loginTheme: 'keycloak',
        internationalizationEnabled: true,
        supportedLocales: building.set('en', 'de', 'fr'),
        defaultLocale: 'en',
        passwordPolicy: 'length(12) and digits(1) and notUsername(undefined)',
        eventsEnabled: true,
        eventsListeners: building.set('jboss-logging', 'email'),
        enabledEventTypes: building.set('LOGIN', 'LOGIN_ERROR', 'LOGOUT', 'REGISTER'),
        adminEventsEnabled: true,
        bruteForceProtected: true,
        failureFactor: 7,
        webAuthnPolicyRpEntityName: 'acme',
        webAuthnPolicyAcceptableAaguids: building.set('aaguid-b', 'aaguid-a'),
        webAuthnPolicySignatureAlgorithms: ['RS256', 'ES256'],
        smtpServer: {
          host: 'mail.example',
          port: '25',
          from: 'sso@example.org',
          auth: 'true',
          user: 'mailer',
          password: 'fake-smtp-password',
        },
        browserSecurityHeaders: { xFrameOptions: 'DENY', contentSecurityPolicy: "frame-src 'self'" },
        attributes: { 'acr.loa.map': '{"gold":"2","silver":"1"}', frontendUrl: 'http://127.0.0.1:8080' },
      }),
  },
  {
    name: 'texts',
    run: async ({ rest, set }) => {
      for (const locale of set('en', 'de')) {
        await rest('POST', `/${REALM}/localization/${locale}`, {
          greeting: `hello ${locale}`,
          farewell: 'bye',
          loginPassword: 'x',
        });
      }
    },
  },
  {
    name: 'client profiles',
    // Before 24 saving the realm's settings sweeps policies and profiles away: they are attributes of it.
    needs: [
      'settings',
      'credential policies',
      'flow bindings',
      'further flow bindings',
      'user profile',
      'organizations',
      'admin permissions',
    ],
    run: ({ rest }) =>
      rest('PUT', `/${REALM}/client-policies/profiles`, {
        profiles: [
          {
            name: 'strict',
            description: 'our own',
            executors: [
              { executor: 'pkce-enforcer', configuration: { 'auto-configure': 'true' } },
              { executor: 'consent-required', configuration: { 'auto-configure': 'false' } },
            ],
          },
          { name: 'lax', description: '', executors: [] },
        ],
      }),
  },
  {
    name: 'client policies',
    // A policy in force may change or refuse later calls, so it comes when all clients and mappers stand.
    needs: [
      'client profiles',
      'web-shop',
      'backend',
      'saml-sp',
      'bound',
      'resource-server',
      'client scope assignments',
      'client role assignments',
      'admin permissions',
    ],
    run: ({ rest }) =>
      rest('PUT', `/${REALM}/client-policies/policies`, {
        policies: [
          {
            name: 'for nobody',
            description: '',
            enabled: false,
            conditions: [
              { condition: 'client-scopes', configuration: { type: 'Optional', scopes: ['orders', 'phone'] } },
            ],
            profiles: ['strict', 'lax'],
          },
          {
            name: 'another',
            description: 'second',
            enabled: false,
            conditions: [{ condition: 'any-client', configuration: {} }],
            profiles: ['strict'],
          },
        ],
      }),
  },
  {
    name: 'key provider',
    run: async ({ rest }) => {
      const realm = await rest('GET', `/${REALM}`);
      return rest('POST', `/${REALM}/components`, {
        name: 'extra-hmac',
        providerId: 'hmac-generated',
        providerType: 'org.keycloak.keys.KeyProvider',
        parentId: realm.id,
        config: { priority: ['77'], enabled: ['true'], active: ['true'], secretSize: ['64'], algorithm: ['HS256'] },
      });
    },
  },
  {
    name: 'user profile',
    since: 2400,
    run: async ({ rest, set }) => {
      const profile = await rest('GET', `/${REALM}/users/profile`);
      return rest('PUT', `/${REALM}/users/profile`, {
        ...profile,
        unmanagedAttributePolicy: 'ADMIN_EDIT',
        attributes: [
          ...profile.attributes,
          {
            name: 'badge',
            displayName: 'Badge',
            permissions: { view: set('admin', 'user'), edit: set('admin', 'user') },
            validations: { length: { min: 3, max: 12 } },
            required: { roles: set('user', 'admin') },
          },
        ],
      });
    },
  },
  {
    name: 'required actions',
    run: async ({ rest }) => {
      const action = await rest('GET', `/${REALM}/authentication/required-actions/CONFIGURE_TOTP`);
      await rest('PUT', `/${REALM}/authentication/required-actions/CONFIGURE_TOTP`, { ...action, defaultAction: true });
    },
  },
];
