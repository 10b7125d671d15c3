/** Which admin calls change how people sign in: flows, required actions, identity providers, user storage and keys? */

import type { Answer } from '../server.ts';
import { added, type Call, changed, edit, idOf, moved, type Rest, realm, removed, renamed } from './call.ts';

const FLOW = 'browser otp';
const FORMS = 'browser otp forms';
const TWO_FACTORS = 'browser otp Browser - Conditional 2FA';

const executions = (flow: string): string => `/acme/authentication/flows/${encodeURIComponent(flow)}/executions`;
const execution = async (rest: Rest, flow: string, name: string): Promise<Answer> => {
  const list: Answer = await rest('GET', executions(flow));
  return list.find((each: Answer) => each.providerId === name || each.displayName === name);
};
const editExecution = async (rest: Rest, flow: string, name: string, change: (e: Answer) => void): Promise<void> => {
  const found = await execution(rest, flow, name);
  change(found);
  await rest('PUT', executions(flow), found);
};

/** On 26.7.3; 24.0.5 calls the inner flow otherwise (`flowCalls`). */
export function flowCalls(twoFactors = TWO_FACTORS): readonly Call[] {
  return [
    {
      about: 'a copy of the browser flow',
      run: (rest) => rest('POST', '/acme/authentication/flows/browser/copy', { newName: FLOW }),
      changes: [added(['authenticationFlows', FLOW])],
    },
    {
      about: 'a second factor for everybody',
      run: (rest) =>
        editExecution(rest, FLOW, twoFactors, (e) => {
          e.requirement = 'REQUIRED';
        }),
      changes: [changed(['authenticationFlows', FLOW, FORMS, twoFactors, 'requirement'], 'CONDITIONAL', 'REQUIRED')],
    },
    {
      about: 'no cookie',
      run: (rest) =>
        editExecution(rest, FLOW, 'auth-cookie', (e) => {
          e.requirement = 'DISABLED';
        }),
      changes: [changed(['authenticationFlows', FLOW, 'auth-cookie', 'requirement'], 'ALTERNATIVE', 'DISABLED')],
    },
    {
      about: 'one more step',
      run: (rest) => rest('POST', `${executions(FORMS)}/execution`, { provider: 'auth-username-form' }),
      changes: [added(['authenticationFlows', FLOW, FORMS, 'auth-username-form'])],
    },
    {
      about: 'it comes before the second factor',
      run: async (rest) =>
        rest(
          'POST',
          `/acme/authentication/executions/${(await execution(rest, FLOW, 'auth-username-form')).id}/raise-priority`,
        ),
      changes: [moved(['authenticationFlows', FLOW, FORMS, 'auth-username-form'], 3, 2)],
    },
    {
      about: 'a step goes',
      run: async (rest) =>
        rest('DELETE', `/acme/authentication/executions/${(await execution(rest, FLOW, 'auth-username-form')).id}`),
      changes: [removed(['authenticationFlows', FLOW, FORMS, 'auth-username-form'])],
    },
    {
      about: 'which provider is asked first',
      run: async (rest) =>
        rest(
          'POST',
          `/acme/authentication/executions/${(await execution(rest, FLOW, 'identity-provider-redirector')).id}/config`,
          { alias: 'to corp', config: { defaultProvider: 'corp' } },
        ),
      changes: [added(['authenticationFlows', FLOW, 'identity-provider-redirector', 'authenticatorConfig'])],
    },
    {
      about: 'another provider is asked first',
      run: async (rest) => {
        const { authenticationConfig } = await execution(rest, FLOW, 'identity-provider-redirector');
        await edit(rest, `/acme/authentication/config/${authenticationConfig}`, (c) => {
          c.config.defaultProvider = 'partner';
        });
      },
      changes: [
        changed(
          [
            'authenticationFlows',
            FLOW,
            'identity-provider-redirector',
            'authenticatorConfig',
            'config',
            'defaultProvider',
          ],
          'corp',
          'partner',
        ),
      ],
    },
    {
      about: 'a flow inside',
      run: (rest) =>
        rest('POST', `${executions(FLOW)}/flow`, {
          alias: 'passkeys',
          type: 'basic-flow',
          provider: 'registration-page-form',
          description: 'Keys first',
        }),
      changes: [added(['authenticationFlows', FLOW, 'passkeys'])],
    },
    realm(
      'people log in with the new flow',
      (r) => {
        r.browserFlow = FLOW;
      },
      [changed(['realm', 'acme', 'browserFlow'], 'browser', FLOW)],
    ),
    {
      about: 'the flow has another name, and who uses it follows',
      run: async (rest) => {
        const id = await idOf(rest, '/acme/authentication/flows', 'alias', FLOW);
        await edit(rest, `/acme/authentication/flows/${id}`, (f) => {
          f.alias = 'browser strong';
        });
      },
      changes: [renamed(['authenticationFlows', 'browser strong'], FLOW, 'browser strong')],
    },
    {
      about: 'an empty flow',
      run: (rest) =>
        rest('POST', '/acme/authentication/flows', {
          alias: 'spare',
          providerId: 'basic-flow',
          topLevel: true,
          builtIn: false,
          description: '',
        }),
      changes: [added(['authenticationFlows', 'spare'])],
    },
    {
      about: 'the empty flow goes',
      run: async (rest) =>
        rest(
          'DELETE',
          `/acme/authentication/flows/${await idOf(rest, '/acme/authentication/flows', 'alias', 'spare')}`,
        ),
      changes: [removed(['authenticationFlows', 'spare'])],
    },
  ];
}

const action = '/acme/authentication/required-actions';

export const REQUIRED_ACTION_CALLS: readonly Call[] = [
  {
    about: 'everybody confirms the terms',
    run: (rest) =>
      edit(rest, `${action}/TERMS_AND_CONDITIONS`, (a) => {
        a.enabled = true;
      }),
    changes: [changed(['requiredActions', 'TERMS_AND_CONDITIONS', 'enabled'], false, true)],
  },
  {
    about: 'new users set up a second factor',
    run: (rest) =>
      edit(rest, `${action}/CONFIGURE_TOTP`, (a) => {
        a.defaultAction = true;
      }),
    changes: [changed(['requiredActions', 'CONFIGURE_TOTP', 'defaultAction'], false, true)],
  },
];

const corp = {
  alias: 'corp',
  providerId: 'oidc',
  enabled: true,
  config: {
    clientId: 'acme',
    clientSecret: 'fake-secret-of-corp',
    authorizationUrl: 'https://corp.example/authorize',
    tokenUrl: 'https://corp.example/token',
    issuer: 'https://corp.example',
    syncMode: 'FORCE',
  },
};
const IDP = '/acme/identity-provider/instances';
const mapper = {
  name: 'to reviewers',
  identityProviderAlias: 'corp',
  identityProviderMapper: 'oidc-hardcoded-role-idp-mapper',
  config: { role: 'viewer', syncMode: 'INHERIT' },
};

export const IDENTITY_PROVIDER_CALLS: readonly Call[] = [
  {
    about: 'an identity provider',
    run: (rest) => rest('POST', IDP, corp),
    changes: [added(['identityProviders', 'corp'])],
  },
  {
    about: 'its addresses are trusted',
    run: (rest) =>
      edit(rest, `${IDP}/corp`, (i) => {
        i.trustEmail = true;
      }),
    changes: [added(['identityProviders', 'corp', 'trustEmail'], true)],
  },
  {
    about: 'it has moved',
    run: (rest) =>
      edit(rest, `${IDP}/corp`, (i) => {
        i.config.tokenUrl = 'https://corp.example/oauth/token';
      }),
    changes: [
      changed(
        ['identityProviders', 'corp', 'config', 'tokenUrl'],
        'https://corp.example/token',
        'https://corp.example/oauth/token',
      ),
    ],
  },
  {
    about: 'two scopes are asked for',
    run: (rest) =>
      edit(rest, `${IDP}/corp`, (i) => {
        i.config.defaultScope = 'openid email';
      }),
    changes: [
      added(['identityProviders', 'corp', 'config', 'defaultScope'], 'email'),
      added(['identityProviders', 'corp', 'config', 'defaultScope'], 'openid'),
    ],
    why: 'two scopes in one text',
  },
  {
    about: 'what happens after its first login',
    run: (rest) =>
      edit(rest, `${IDP}/corp`, (i) => {
        i.firstBrokerLoginFlowAlias = 'first broker login';
      }),
    changes: [added(['identityProviders', 'corp', 'firstBrokerLoginFlowAlias'], 'first broker login')],
  },
  {
    about: 'a mapper of it',
    run: (rest) => rest('POST', `${IDP}/corp/mappers`, mapper),
    changes: [added(['identityProviderMappers', 'corp/to reviewers'])],
  },
  {
    about: 'the mapper gives another role',
    run: async (rest) => {
      const id = await idOf(rest, `${IDP}/corp/mappers`, 'name', 'to reviewers');
      await edit(rest, `${IDP}/corp/mappers/${id}`, (m) => {
        m.config.role = 'offline_access';
      });
    },
    changes: [changed(['identityProviderMappers', 'corp/to reviewers', 'config', 'role'], 'viewer', 'offline_access')],
  },
  {
    about: 'it is hidden',
    run: (rest) =>
      edit(rest, `${IDP}/corp`, (i) => {
        i.hideOnLogin = true;
      }),
    changes: [added(['identityProviders', 'corp', 'hideOnLogin'], true)],
  },
  { about: 'saving it unchanged', run: (rest) => edit(rest, `${IDP}/corp`, () => {}), changes: [] },
  {
    about: 'it goes, with its mapper',
    run: (rest) => rest('DELETE', `${IDP}/corp`),
    changes: [removed(['identityProviders', 'corp']), removed(['identityProviderMappers', 'corp/to reviewers'])],
    why: 'mappers belong to a provider',
  },
];

const component = async (rest: Rest, type: string, name: string, subType?: string): Promise<string> => {
  const list: Answer = await rest('GET', `/acme/components?type=${type}`);
  return list.find((each: Answer) => each.name === name && (subType === undefined || each.subType === subType)).id;
};
const editComponent = async (rest: Rest, id: string, change: (c: Answer) => void) =>
  edit(rest, `/acme/components/${id}`, change);
const STORAGE = 'org.keycloak.storage.UserStorageProvider';
const LDAP_MAPPER = 'org.keycloak.storage.ldap.mappers.LDAPStorageMapper';
const KEYS = 'org.keycloak.keys.KeyProvider';
const REGISTRATION = 'org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy';

const ldap = {
  name: 'corp ldap',
  providerId: 'ldap',
  providerType: STORAGE,
  config: {
    enabled: ['true'],
    priority: ['0'],
    editMode: ['READ_ONLY'],
    vendor: ['other'],
    connectionUrl: ['ldap://127.0.0.1:1389'],
    usersDn: ['ou=people,dc=acme,dc=example'],
    userObjectClasses: ['inetOrgPerson, organizationalPerson'],
    usernameLDAPAttribute: ['uid'],
    rdnLDAPAttribute: ['uid'],
    uuidLDAPAttribute: ['entryUUID'],
    authType: ['simple'],
    bindDn: ['cn=admin,dc=acme,dc=example'],
    bindCredential: ['fake-bind-password'],
    searchScope: ['1'],
    importEnabled: ['true'],
    cachePolicy: ['DEFAULT'],
  },
};

export const COMPONENT_CALLS: readonly Call[] = [
  {
    about: 'users from a directory',
    run: (rest) => rest('POST', '/acme/components', ldap),
    changes: [added(['components', 'UserStorageProvider/corp ldap'])],
  },
  {
    about: 'nothing of it is cached',
    run: async (rest) =>
      editComponent(rest, await component(rest, STORAGE, 'corp ldap'), (c) => {
        c.config.cachePolicy = ['NO_CACHE'];
      }),
    changes: [
      changed(['components', 'UserStorageProvider/corp ldap', 'config', 'cachePolicy'], ['DEFAULT'], ['NO_CACHE']),
    ],
  },
  {
    about: 'one of its mappers',
    run: async (rest) => {
      const parent = await component(rest, STORAGE, 'corp ldap');
      const list: Answer = await rest('GET', `/acme/components?parent=${parent}&type=${LDAP_MAPPER}`);
      const id = list.find((each: Answer) => each.name === 'email').id;
      await editComponent(rest, id, (c) => {
        c.config['ldap.attribute'] = ['mailAddress'];
      });
    },
    changes: [
      changed(
        [
          'components',
          'UserStorageProvider/corp ldap',
          'subComponents',
          LDAP_MAPPER,
          'email',
          'config',
          'ldap.attribute',
        ],
        ['mail'],
        ['mailAddress'],
      ),
    ],
  },
  {
    about: 'keys of another kind',
    run: (rest) =>
      rest('POST', '/acme/components', {
        name: 'eddsa',
        providerId: 'eddsa-generated',
        providerType: KEYS,
        config: { priority: ['50'], enabled: ['true'], active: ['true'] },
      }),
    changes: [added(['components', 'KeyProvider/eddsa'])],
  },
  {
    about: 'they come first',
    run: async (rest) =>
      editComponent(rest, await component(rest, KEYS, 'eddsa'), (c) => {
        c.config.priority = ['200'];
      }),
    changes: [changed(['components', 'KeyProvider/eddsa', 'config', 'priority'], ['50'], ['200'])],
  },
  {
    about: 'who may register clients',
    run: async (rest) =>
      editComponent(rest, await component(rest, REGISTRATION, 'Trusted Hosts'), (c) => {
        c.config['trusted-hosts'] = ['build.acme.example', 'ci.acme.example'];
      }),
    changes: [
      added(['components', 'ClientRegistrationPolicy/Trusted Hosts', 'config', 'trusted-hosts'], 'build.acme.example'),
      added(['components', 'ClientRegistrationPolicy/Trusted Hosts', 'config', 'trusted-hosts'], 'ci.acme.example'),
    ],
    why: 'two hosts in one call',
  },
  {
    about: 'which scopes strangers may ask for',
    run: async (rest) =>
      editComponent(rest, await component(rest, REGISTRATION, 'Allowed Client Scopes', 'anonymous'), (c) => {
        c.config['allow-default-scopes'] = ['false'];
      }),
    changes: [
      changed(
        ['components', 'ClientRegistrationPolicy/Allowed Client Scopes (anonymous)', 'config', 'allow-default-scopes'],
        ['true'],
        ['false'],
      ),
    ],
  },
  {
    about: 'strangers register as many clients as they like',
    run: async (rest) => rest('DELETE', `/acme/components/${await component(rest, REGISTRATION, 'Max Clients Limit')}`),
    changes: [removed(['components', 'ClientRegistrationPolicy/Max Clients Limit'])],
  },
  {
    about: 'the directory goes',
    run: async (rest) => rest('DELETE', `/acme/components/${await component(rest, STORAGE, 'corp ldap')}`),
    changes: [removed(['components', 'UserStorageProvider/corp ldap'])],
  },
];
