/** Which admin calls change the realm's own settings, its texts, its user profile and its client policies? */

import type { Answer } from '../server.ts';
import { added, type Call, changed, edit, moved, realm, removed } from './call.ts';

export const REALM_CALLS: readonly Call[] = [
  realm(
    'access tokens live longer',
    (r) => {
      r.accessTokenLifespan = 600;
    },
    [changed(['realm', 'acme', 'accessTokenLifespan'], 300, 600)],
  ),
  realm(
    'every request needs HTTPS',
    (r) => {
      r.sslRequired = 'all';
    },
    [changed(['realm', 'acme', 'sslRequired'], 'external', 'all')],
  ),
  realm(
    'a first password policy',
    (r) => {
      r.passwordPolicy = 'length(8)';
    },
    [added(['realm', 'acme', 'passwordPolicy', 'length'], '8')],
  ),
  realm(
    'a longer password and a digit',
    (r) => {
      r.passwordPolicy = 'length(12) and digits(1)';
    },
    [
      changed(['realm', 'acme', 'passwordPolicy', 'length'], '8', '12'),
      added(['realm', 'acme', 'passwordPolicy', 'digits'], '1'),
    ],
    'the call states two policies',
  ),
  realm(
    'a security header',
    (r) => {
      r.browserSecurityHeaders.xFrameOptions = 'DENY';
    },
    [changed(['realm', 'acme', 'browserSecurityHeaders', 'xFrameOptions'], 'SAMEORIGIN', 'DENY')],
  ),
  realm(
    'a mail server',
    (r) => {
      r.smtpServer = { host: 'mail.acme.example', from: 'no-reply@acme.example', port: '2525' };
    },
    [
      added(['realm', 'acme', 'smtpServer', 'host'], 'mail.acme.example'),
      added(['realm', 'acme', 'smtpServer', 'from'], 'no-reply@acme.example'),
      added(['realm', 'acme', 'smtpServer', 'port'], '2525'),
    ],
    'a mail server is several settings',
  ),
  realm(
    'another mail host',
    (r) => {
      r.smtpServer.host = 'mail2.acme.example';
    },
    [changed(['realm', 'acme', 'smtpServer', 'host'], 'mail.acme.example', 'mail2.acme.example')],
  ),
  realm(
    'events are stored',
    (r) => {
      r.eventsEnabled = true;
    },
    [changed(['realm', 'acme', 'eventsEnabled'], false, true)],
  ),
  {
    about: 'two kinds of events are stored',
    run: (rest) =>
      edit(rest, '/acme/events/config', (c: Answer) => {
        c.enabledEventTypes = ['LOGIN', 'LOGOUT'];
      }),
    changes: [
      added(['realm', 'acme', 'enabledEventTypes'], 'LOGIN'),
      added(['realm', 'acme', 'enabledEventTypes'], 'LOGOUT'),
    ],
    why: 'each member of a set is a change',
  },
  {
    about: 'one of them no longer',
    run: (rest) =>
      edit(rest, '/acme/events/config', (c: Answer) => {
        c.enabledEventTypes = ['LOGIN'];
      }),
    changes: [removed(['realm', 'acme', 'enabledEventTypes'], 'LOGOUT')],
  },
  realm(
    'two languages',
    (r) => {
      r.internationalizationEnabled = true;
      r.supportedLocales = ['en', 'de'];
      r.defaultLocale = 'en';
    },
    [
      changed(['realm', 'acme', 'internationalizationEnabled'], false, true),
      added(['realm', 'acme', 'supportedLocales'], 'de'),
      added(['realm', 'acme', 'supportedLocales'], 'en'),
      added(['realm', 'acme', 'defaultLocale'], 'en'),
    ],
    'three settings in one call',
  ),
  realm(
    'one more language',
    (r) => {
      r.supportedLocales = ['fr', 'de', 'en'];
    },
    [added(['realm', 'acme', 'supportedLocales'], 'fr')],
  ),
  {
    about: 'the first two texts of a language',
    run: (rest) => rest('POST', '/acme/localization/de', { loginTitle: 'Anmelden bei Acme', doRegister: 'Neu hier?' }),
    changes: [
      added(['localizationTexts', 'de', 'loginTitle'], 'Anmelden bei Acme'),
      added(['localizationTexts', 'de', 'doRegister'], 'Neu hier?'),
    ],
    why: 'two texts in one call',
  },
  {
    about: 'another text',
    run: (rest) => rest('POST', '/acme/localization/de', { loginTitle: 'Willkommen bei Acme' }),
    changes: [changed(['localizationTexts', 'de', 'loginTitle'], 'Anmelden bei Acme', 'Willkommen bei Acme')],
  },
  {
    about: 'a text goes',
    run: (rest) => rest('DELETE', '/acme/localization/de/doRegister'),
    changes: [removed(['localizationTexts', 'de', 'doRegister'], 'Neu hier?')],
  },
  realm(
    'an attribute',
    (r) => {
      r.attributes.frontendUrl = 'https://sso.acme.example';
    },
    [added(['realm', 'acme', 'attributes', 'frontendUrl'], 'https://sso.acme.example')],
  ),
  realm(
    'brute force is fought',
    (r) => {
      r.bruteForceProtected = true;
      r.failureFactor = 5;
    },
    [
      changed(['realm', 'acme', 'bruteForceProtected'], false, true),
      changed(['realm', 'acme', 'failureFactor'], 30, 5),
    ],
    'two settings in one call',
  ),
  realm(
    'codes of eight digits',
    (r) => {
      r.otpPolicyDigits = 8;
    },
    [changed(['realm', 'acme', 'otpPolicyDigits'], 6, 8)],
  ),
  realm(
    'the name that security keys show',
    (r) => {
      r.webAuthnPolicyRpEntityName = 'acme';
    },
    [changed(['realm', 'acme', 'webAuthnPolicyRpEntityName'], 'keycloak', 'acme')],
  ),
  realm(
    'a display name',
    (r) => {
      r.displayName = 'Acme Inc.';
    },
    [added(['realm', 'acme', 'displayName'], 'Acme Inc.')],
  ),
  realm('saving the realm unchanged', () => {}, []),
];

const phone = {
  name: 'phone',
  displayName: 'Phone',
  permissions: { view: ['admin', 'user'], edit: ['admin'] },
  validations: { length: { max: 30 } },
  multivalued: false,
};

const profile =
  (change: (profile: Answer) => void): Call['run'] =>
  (rest) =>
    edit(rest, '/acme/users/profile', change);
const attribute = (name: string, from: Answer): Answer => from.attributes.find((each: Answer) => each.name === name);

export const USER_PROFILE_CALLS: readonly Call[] = [
  {
    about: 'an attribute of users',
    run: profile((p) => {
      p.attributes.push(phone);
    }),
    changes: [added(['userProfile', 'acme', 'attributes', 'phone'])],
  },
  {
    about: 'users may edit it',
    run: profile((p) => {
      attribute('phone', p).permissions.edit = ['user', 'admin'];
    }),
    changes: [added(['userProfile', 'acme', 'attributes', 'phone', 'permissions', 'edit'], 'user')],
  },
  {
    about: 'it may be longer',
    run: profile((p) => {
      attribute('phone', p).validations.length.max = 40;
    }),
    changes: [changed(['userProfile', 'acme', 'attributes', 'phone', 'validations', 'length', 'max'], 30, 40)],
  },
  {
    about: 'a built-in attribute is no longer required',
    run: profile((p) => {
      delete attribute('lastName', p).required;
    }),
    changes: [removed(['userProfile', 'acme', 'attributes', 'lastName', 'required'])],
  },
  {
    about: 'attributes of any name are allowed',
    run: profile((p) => {
      p.unmanagedAttributePolicy = 'ENABLED';
    }),
    changes: [added(['userProfile', 'acme', 'unmanagedAttributePolicy'], 'ENABLED')],
  },
  {
    about: 'the new attribute is shown first',
    run: profile((p) => {
      p.attributes.unshift(p.attributes.pop());
    }),
    changes: [moved(['userProfile', 'acme', 'attributes', 'phone'], 5, 1)],
  },
];

const clientProfile = {
  name: 'acme-secure',
  description: 'What every client of Acme keeps to',
  executors: [{ executor: 'pkce-enforcer', configuration: { 'auto-configure': true } }],
};
const clientPolicy = {
  name: 'acme-everybody',
  description: 'For all clients',
  enabled: true,
  conditions: [{ condition: 'any-client', configuration: {} }],
  profiles: ['acme-secure'],
};

export const CLIENT_POLICY_CALLS: readonly Call[] = [
  {
    about: 'a client profile',
    run: (rest) => rest('PUT', '/acme/client-policies/profiles', { profiles: [clientProfile] }),
    changes: [added(['clientProfiles', 'acme-secure'])],
  },
  {
    about: 'a client policy',
    run: (rest) => rest('PUT', '/acme/client-policies/policies', { policies: [clientPolicy] }),
    changes: [added(['clientPolicies', 'acme-everybody'])],
  },
  {
    about: 'the policy is switched off',
    run: (rest) => rest('PUT', '/acme/client-policies/policies', { policies: [{ ...clientPolicy, enabled: false }] }),
    changes: [changed(['clientPolicies', 'acme-everybody', 'enabled'], true, false)],
  },
  {
    about: 'the profile has one more executor',
    run: (rest) =>
      rest('PUT', '/acme/client-policies/profiles', {
        profiles: [
          {
            ...clientProfile,
            executors: [
              ...clientProfile.executors,
              { executor: 'consent-required', configuration: { 'auto-configure': 'false' } },
            ],
          },
        ],
      }),
    changes: [added(['clientProfiles', 'acme-secure', 'executors', 'consent-required'])],
  },
];
