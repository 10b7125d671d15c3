/** Which further identity providers has the rich realm? A social one, another Keycloak, and mappers that name groups and templates. */

import { type BuildStep, REALM } from './step.ts';

const IDPS = `/${REALM}/identity-provider/instances`;

export const brokerSteps: readonly BuildStep[] = [
  {
    name: 'github',
    run: async ({ rest }) => {
      await rest('POST', IDPS, {
        alias: 'github',
        providerId: 'github',
        enabled: true,
        linkOnly: true,
        storeToken: true,
        config: { clientId: 'gh', clientSecret: 'fake-secret-github', guiOrder: '2', syncMode: 'LEGACY' },
      });
    },
  },
  {
    name: 'sister',
    needs: ['flow after login'],
    run: async ({ rest, version }) => {
      await rest('POST', IDPS, {
        alias: 'sister',
        displayName: '',
        providerId: 'keycloak-oidc',
        enabled: true,
        addReadTokenRoleOnCreate: true,
        firstBrokerLoginFlowAlias: 'first broker login',
        postBrokerLoginFlowAlias: 'after login',
        ...(version >= 2600 && { hideOnLogin: true }),
        config: {
          clientId: 'acme-at-sister',
          clientSecret: 'fake-secret-sister',
          authorizationUrl: 'https://sister.example/realms/s/protocol/openid-connect/auth',
          tokenUrl: 'https://sister.example/realms/s/protocol/openid-connect/token',
          issuer: 'https://sister.example/realms/s',
          clientAuthMethod: 'client_secret_post',
          forwardParameters: 'login_hint,ui_locales',
          syncMode: 'FORCE',
          ...(version < 2600 && { hideOnLoginPage: 'true' }),
        },
      });
    },
  },
  {
    name: 'further broker mappers',
    needs: ['sister', 'github', 'saml broker', 'role with/slash 100%', 'client roles', 'group night shift'],
    run: async ({ rest, set, version }) => {
      const claims = '[{"key":"unit","value":"n[oi]ght"},{"key":"level","value":"1"}]';
      const mappers = set(
        {
          identityProviderAlias: 'sister',
          name: 'user name',
          identityProviderMapper: 'oidc-username-idp-mapper',
          config: { template: '${ALIAS}.${CLAIM.sub | lowercase}', target: 'LOCAL', syncMode: 'INHERIT' },
        },
        {
          identityProviderAlias: 'sister',
          name: 'shop buyer',
          identityProviderMapper: 'keycloak-oidc-role-to-role-idp-mapper',
          config: { 'external.role': 'shop.customer', role: 'web-shop.buyer', syncMode: 'FORCE' },
        },
        {
          identityProviderAlias: 'partner',
          name: 'mail',
          identityProviderMapper: 'saml-user-attribute-idp-mapper',
          config: { 'attribute.name': 'mail', 'user.attribute': 'email', syncMode: 'INHERIT' },
        },
        {
          identityProviderAlias: 'partner',
          name: 'by attributes',
          identityProviderMapper: 'saml-advanced-role-idp-mapper',
          config: {
            attributes: '[{"key":"dept","value":"it"}]',
            'are.attribute.values.regex': 'true',
            role: 'with/slash 100%',
            syncMode: 'INHERIT',
          },
        },
        {
          identityProviderAlias: 'github',
          name: 'badge',
          identityProviderMapper: 'github-user-attribute-mapper',
          config: { jsonField: 'plan.name', userAttribute: 'badge', syncMode: 'IMPORT' },
        },
        ...(version >= 2200
          ? [
              {
                identityProviderAlias: 'sister',
                name: 'night shift',
                identityProviderMapper: 'oidc-advanced-group-idp-mapper',
                config: {
                  claims,
                  'are.claim.values.regex': 'true',
                  group: '/staff/ops/night shift',
                  syncMode: 'FORCE',
                },
              },
            ]
          : []),
      );
      for (const mapper of mappers) await rest('POST', `${IDPS}/${mapper.identityProviderAlias}/mappers`, mapper);
    },
  },
];
