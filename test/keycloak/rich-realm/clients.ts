/** Which clients and client scopes has the rich realm, and what do they share? */

import { type Building, type BuildStep, idOf, REALM } from './step.ts';

/** A new client takes a copy of the realm's default scopes, and its service account joins the default groups. */
export const BEFORE_CLIENTS = ['default scopes', 'default groups', 'required actions'];

export const mapper = (name: string, claim: string) => ({
  name,
  protocol: 'openid-connect',
  protocolMapper: 'oidc-usermodel-attribute-mapper',
  config: {
    'user.attribute': claim,
    'claim.name': claim,
    'jsonType.label': 'String',
    'id.token.claim': 'true',
    'access.token.claim': 'false',
  },
});

export const client = (
  clientId: string,
  settings: (building: Building) => Readonly<Record<string, unknown>>,
  needs: readonly string[] = [],
): BuildStep => ({
  name: clientId,
  needs: [...BEFORE_CLIENTS, ...needs],
  run: (building) => {
    const wanted = settings(building);
    const hasSecret = wanted.publicClient !== true && wanted.bearerOnly !== true;
    // 18 makes no secret for a new client but one at its first save, which would be a change of the realm.
    const early = building.version < 1900 && hasSecret && { secret: `fake-secret-${clientId}` };
    return building.rest('POST', `/${REALM}/clients`, { clientId, ...early, ...wanted });
  },
});

const scope = (name: string): BuildStep => ({
  name: `client scope ${name}`,
  run: ({ rest, set }) =>
    rest('POST', `/${REALM}/client-scopes`, {
      name,
      protocol: 'openid-connect',
      description: '',
      attributes: { 'include.in.token.scope': 'true', 'consent.screen.text': '' },
      protocolMappers: set(mapper(`${name} one`, 'one'), mapper(`${name} two`, 'two')),
    }),
});

export const clientSteps: readonly BuildStep[] = [
  scope('orders'),
  scope('returns'),
  scope('invoices'),
  {
    name: 'default scopes',
    needs: ['client scope orders', 'client scope returns', 'client scope invoices'],
    run: async (building) => {
      for (const name of building.set('orders', 'returns')) {
        await building.rest('PUT', `/${REALM}/default-default-client-scopes/${idOf(building, `client scope ${name}`)}`);
      }
      await building.rest('PUT', `/${REALM}/default-optional-client-scopes/${idOf(building, 'client scope invoices')}`);
    },
  },
  client('web-shop', ({ set }) => ({
    name: 'Web shop',
    description: '',
    publicClient: true,
    redirectUris: set('https://shop.example/*', 'https://www.shop.example/cb', '/relative/*'),
    webOrigins: set('https://shop.example', '+'),
    attributes: {
      'pkce.code.challenge.method': 'S256',
      'post.logout.redirect.uris': 'https://shop.example/*##https://bye.example',
      'acr.loa.map': '{"silver":"1","gold":"2"}',
    },
    protocolMappers: set(mapper('shop one', 'one'), mapper('shop two', 'two'), mapper('shop three', 'three')),
  })),
  client('back/office 1', () => ({
    secret: 'fake-secret-back-office',
    serviceAccountsEnabled: false,
    directAccessGrantsEnabled: true,
    consentRequired: true,
    redirectUris: [],
  })),
  client('backend', ({ set }) => ({
    secret: 'fake-secret-backend',
    serviceAccountsEnabled: true,
    standardFlowEnabled: false,
    attributes: {
      'access.token.lifespan': '120',
      'request.uris': set('https://a.example/r', 'https://b.example/r').join('##'),
    },
  })),
  client('generated-secret', () => ({ publicClient: false, redirectUris: ['https://gen.example/*'] })),
  client('bearer', () => ({ bearerOnly: true })),
  client('saml-sp', ({ set }) => ({
    protocol: 'saml',
    redirectUris: set('https://sp.example/acs', 'https://sp.example/slo'),
    attributes: { 'saml.authnstatement': 'true', saml_name_id_format: 'email', 'saml.client.signature': 'true' },
    protocolMappers: [
      {
        name: 'mail',
        protocol: 'saml',
        protocolMapper: 'saml-user-property-mapper',
        config: { 'user.attribute': 'email', 'attribute.name': 'mail', 'attribute.nameformat': 'Basic' },
      },
    ],
  })),
  client(
    'bound',
    (building) => ({
      redirectUris: ['https://bound.example/*'],
      authenticationFlowBindingOverrides: {
        browser: idOf(building, 'flow strong'),
        direct_grant: idOf(building, 'flow direct'),
      },
    }),
    ['flow strong', 'flow direct'],
  ),
  {
    name: 'client roles',
    needs: ['web-shop', 'bearer'],
    run: async (building) => {
      for (const clientId of building.set('web-shop', 'bearer')) {
        for (const name of building.set('viewer', 'buyer', 'clerk')) {
          await building.rest('POST', `/${REALM}/clients/${idOf(building, clientId)}/roles`, {
            name,
            description: `${name} of ${clientId}`,
          });
        }
      }
    },
  },
  {
    name: 'client scope assignments',
    needs: ['web-shop', 'backend', 'client scope invoices', 'client scope orders'],
    run: async (building) => {
      const shop = `/${REALM}/clients/${idOf(building, 'web-shop')}`;
      await building.rest('DELETE', `${shop}/default-client-scopes/${idOf(building, 'client scope orders')}`);
      await building.rest('PUT', `${shop}/optional-client-scopes/${idOf(building, 'client scope orders')}`);
    },
  },
  {
    name: 'client role assignments',
    needs: ['client roles', 'role auditor', 'role reader', 'client scope orders', 'back/office 1'],
    run: async (building) => {
      const { rest, set } = building;
      const shop = idOf(building, 'web-shop');
      const clientRoles = await rest('GET', `/${REALM}/clients/${shop}/roles`);
      const realmRoles = await Promise.all(['auditor', 'reader'].map((name) => rest('GET', `/${REALM}/roles/${name}`)));
      const owners = set(
        `clients/${idOf(building, 'back/office 1')}`,
        `client-scopes/${idOf(building, 'client scope orders')}`,
      );
      await rest('PUT', `/${REALM}/clients/${idOf(building, 'back/office 1')}`, {
        clientId: 'back/office 1',
        fullScopeAllowed: false,
      });
      for (const owner of owners) {
        for (const each of set(...realmRoles)) await rest('POST', `/${REALM}/${owner}/scope-mappings/realm`, [each]);
        for (const each of set(...clientRoles))
          await rest('POST', `/${REALM}/${owner}/scope-mappings/clients/${shop}`, [each]);
      }
    },
  },
];
