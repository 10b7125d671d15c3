/** Which rarer kinds of client has the rich realm? Signed JWTs, devices, encrypted SAML, and mappers that name other clients and roles. */

import type { Answer } from '../server.ts';
import { client, mapper } from './clients.ts';
import { type BuildStep, idOf, REALM } from './step.ts';

/** A mapper that puts something fixed, or something of another client, into a token. */
const namingMapper = (name: string, protocolMapper: string, config: Readonly<Record<string, string>>) => ({
  name,
  protocol: 'openid-connect',
  protocolMapper,
  config: { 'access.token.claim': 'true', 'id.token.claim': 'false', ...config },
});

export const clientKindSteps: readonly BuildStep[] = [
  client(
    'signed-jwt',
    ({ set }) => ({
      clientAuthenticatorType: 'client-jwt',
      rootUrl: 'https://jwt.example',
      adminUrl: 'https://jwt.example/admin',
      baseUrl: '/start',
      redirectUris: set('/cb', '/cb/*'),
      implicitFlowEnabled: true,
      frontchannelLogout: true,
      attributes: {
        'use.jwks.url': 'true',
        'jwks.url': 'https://jwt.example/jwks',
        'token.endpoint.auth.signing.alg': 'PS256',
        'default.acr.values': 'gold##silver',
        'backchannel.logout.session.required': 'true',
        'frontchannel.logout.url': 'https://jwt.example/bye',
        'client.session.idle.timeout': '900',
        'display.on.consent.screen': 'true',
        'consent.screen.text': 'A signed client',
      },
      protocolMappers: set(
        namingMapper('for the shop', 'oidc-audience-mapper', { 'included.client.audience': 'web-shop' }),
        namingMapper('always buyer', 'oidc-hardcoded-role-mapper', { role: 'web-shop.buyer' }),
        namingMapper('shop roles', 'oidc-usermodel-client-role-mapper', {
          'usermodel.clientRoleMapping.clientId': 'web-shop',
          'claim.name': 'shop.roles',
          'jsonType.label': 'String',
          multivalued: 'true',
        }),
        namingMapper('fixed', 'oidc-hardcoded-claim-mapper', {
          'claim.name': 'limits',
          'claim.value': '{"b": 2, "a": [1]}',
          'jsonType.label': 'JSON',
        }),
      ),
    }),
    ['settings'],
  ),
  client('tv', ({ set }) => ({
    name: '${client_tv}',
    publicClient: true,
    enabled: false,
    standardFlowEnabled: false,
    alwaysDisplayInConsole: true,
    attributes: {
      'oauth2.device.authorization.grant.enabled': 'true',
      'oauth2.device.polling.interval': '7',
      'use.refresh.tokens': 'false',
      'tls.client.certificate.bound.access.tokens': 'false',
    },
    protocolMappers: set(mapper('tv two', 'two'), mapper('tv one', 'one')),
  })),
  client('saml-encrypted', ({ set }) => ({
    protocol: 'saml',
    redirectUris: set('https://wiki.example/*', 'https://forum.example/*'),
    attributes: {
      'saml.encrypt': 'true',
      'saml.server.signature': 'true',
      'saml.assertion.signature': 'true',
      'saml.force.post.binding': 'true',
      'saml.signature.algorithm': 'RSA_SHA256',
      saml_assertion_consumer_url_post: 'https://wiki.example/acs',
      saml_single_logout_service_url_redirect: 'https://wiki.example/slo',
    },
  })),
  {
    name: 'client scope directory',
    needs: ['saml-sp', 'saml-encrypted'],
    run: async (building) => {
      const { rest, set } = building;
      const id = await rest('POST', `/${REALM}/client-scopes`, {
        name: 'directory',
        protocol: 'saml',
        attributes: { 'gui.order': '7', 'display.on.consent.screen': 'false' },
        protocolMappers: ['phone', 'street'].map((attribute) => ({
          name: `directory ${attribute}`,
          protocol: 'saml',
          protocolMapper: 'saml-user-attribute-mapper',
          config: { 'user.attribute': attribute, 'attribute.name': attribute, 'attribute.nameformat': 'Basic' },
        })),
      });
      for (const each of set('saml-sp', 'saml-encrypted')) {
        await rest('PUT', `/${REALM}/clients/${idOf(building, each)}/default-client-scopes/${id}`);
      }
      return id;
    },
  },
  {
    name: 'client role composites',
    needs: ['client roles', 'role reader'],
    run: async (building) => {
      const { rest, set } = building;
      const roles = `/${REALM}/clients/${idOf(building, 'web-shop')}/roles`;
      const bearerRole = await rest('GET', `/${REALM}/clients/${idOf(building, 'bearer')}/roles/viewer`);
      const parts: readonly Answer[] = [
        await rest('GET', `${roles}/viewer`),
        await rest('GET', `${roles}/buyer`),
        await rest('GET', `/${REALM}/roles/reader`),
        bearerRole,
      ];
      for (const part of set(...parts)) await rest('POST', `${roles}/clerk/composites`, [part]);
    },
  },
  {
    name: 'optional client scopes',
    needs: ['signed-jwt', 'client scope returns', 'client scope invoices'],
    run: async (building) => {
      const where = `/${REALM}/clients/${idOf(building, 'signed-jwt')}`;
      await building.rest('DELETE', `${where}/default-client-scopes/${idOf(building, 'client scope returns')}`);
      await building.rest('PUT', `${where}/optional-client-scopes/${idOf(building, 'client scope returns')}`);
      await building.rest('DELETE', `${where}/optional-client-scopes/${idOf(building, 'client scope invoices')}`);
    },
  },
];
