/** Whom does the rich realm trust with its users? Identity providers, their mappers, and an LDAP storage. */

import { type BuildStep, idOf, REALM } from './step.ts';

const IDPS = `/${REALM}/identity-provider/instances`;

export const brokeringSteps: readonly BuildStep[] = [
  {
    name: 'corp',
    needs: ['flow first login'],
    run: async ({ rest, set }) => {
      await rest('POST', IDPS, {
        alias: 'corp',
        displayName: 'Corporate login',
        providerId: 'oidc',
        enabled: true,
        trustEmail: true,
        firstBrokerLoginFlowAlias: 'first login of corp',
        postBrokerLoginFlowAlias: '',
        config: {
          clientId: 'acme',
          clientSecret: 'fake-secret-corp',
          authorizationUrl: 'https://corp.example/auth',
          tokenUrl: 'https://corp.example/token',
          defaultScope: set('openid', 'profile', 'email').join(' '),
          syncMode: 'IMPORT',
          useJwksUrl: 'true',
        },
      });
    },
  },
  {
    name: 'google',
    run: async ({ rest }) => {
      await rest('POST', IDPS, {
        alias: 'google',
        providerId: 'google',
        enabled: true,
        config: { clientId: 'g', clientSecret: 'fake-secret-google', syncMode: 'IMPORT' },
      });
    },
  },
  {
    name: 'saml broker',
    run: async ({ rest }) => {
      await rest('POST', IDPS, {
        alias: 'partner',
        providerId: 'saml',
        enabled: false,
        config: {
          entityId: 'acme',
          singleSignOnServiceUrl: 'https://partner.example/sso',
          nameIDPolicyFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
          syncMode: 'FORCE',
          signingCertificate: 'ZmFrZQ==',
        },
      });
    },
  },
  {
    name: 'broker mappers',
    needs: ['corp', 'google', 'role reader'],
    run: async ({ rest, set }) => {
      const mappers = set(
        {
          identityProviderAlias: 'corp',
          name: 'reader for all',
          identityProviderMapper: 'oidc-hardcoded-role-idp-mapper',
          config: { role: 'reader', syncMode: 'INHERIT' },
        },
        {
          identityProviderAlias: 'corp',
          name: 'by claims',
          identityProviderMapper: 'oidc-advanced-role-idp-mapper',
          config: {
            claims: '[{"key":"dept","value":"it"},{"key":"level","value":"3"}]',
            role: 'reader',
            syncMode: 'INHERIT',
            'are.claim.values.regex': 'false',
          },
        },
        {
          identityProviderAlias: 'google',
          name: 'reader for all',
          identityProviderMapper: 'oidc-hardcoded-role-idp-mapper',
          config: { role: 'reader', syncMode: 'INHERIT' },
        },
      );
      for (const mapper of mappers) await rest('POST', `${IDPS}/${mapper.identityProviderAlias}/mappers`, mapper);
    },
  },
  {
    name: 'ldap',
    run: async ({ rest }) => {
      const realm = await rest('GET', `/${REALM}`);
      return rest('POST', `/${REALM}/components`, {
        name: 'corp ldap',
        providerId: 'ldap',
        providerType: 'org.keycloak.storage.UserStorageProvider',
        parentId: realm.id,
        config: {
          enabled: ['false'],
          priority: ['0'],
          vendor: ['other'],
          connectionUrl: ['ldap://127.0.0.1:1'],
          usersDn: ['ou=people,dc=example,dc=org'],
          bindDn: ['cn=reader'],
          bindCredential: ['fake-bind-credential'],
          authType: ['simple'],
          editMode: ['READ_ONLY'],
          usernameLDAPAttribute: ['uid'],
          rdnLDAPAttribute: ['uid'],
          uuidLDAPAttribute: ['entryUUID'],
          userObjectClasses: ['inetOrgPerson, organizationalPerson'],
          searchScope: ['1'],
          importEnabled: ['true'],
        },
      });
    },
  },
  {
    name: 'ldap mappers',
    needs: ['ldap', 'role reader'],
    run: async (building) => {
      const { rest, set } = building;
      const mappers = set(
        { name: 'reader for all', providerId: 'hardcoded-ldap-role-mapper', config: { role: ['reader'] } },
        {
          name: 'phone',
          providerId: 'user-attribute-ldap-mapper',
          config: {
            'ldap.attribute': ['telephoneNumber'],
            'user.model.attribute': ['phone'],
            'read.only': ['true'],
            'always.read.value.from.ldap': ['false'],
            'is.mandatory.in.ldap': ['false'],
          },
        },
      );
      for (const mapper of mappers) {
        await rest('POST', `/${REALM}/components`, {
          ...mapper,
          providerType: 'org.keycloak.storage.ldap.mappers.LDAPStorageMapper',
          parentId: idOf(building, 'ldap'),
        });
      }
    },
  },
];
