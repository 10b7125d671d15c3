/** Which admin calls change what only a full export holds: users, organizations, secrets? Made together, seen in one export. */

import type { Answer } from '../server.ts';
import { added, type Call, changed, clientId, edit, idOf, type Rest, realm, removed, secret } from './call.ts';

const userId = (rest: Rest, username: string): Promise<string> =>
  idOf(rest, `/acme/users?exact=true&username=${username}`, 'username', username);
const user = async (rest: Rest, username: string, change: (user: Answer) => void): Promise<void> =>
  edit(rest, `/acme/users/${await userId(rest, username)}`, change);
const orgId = (rest: Rest): Promise<string> => idOf(rest, '/acme/organizations', 'alias', 'partners');

/** What has to be there before the calls below. */
export const PEOPLE: readonly ((rest: Rest) => Promise<unknown>)[] = [
  ...['alice', 'bob', 'carol', 'dave', 'erin', 'frank'].map(
    (username) => (rest: Rest) =>
      rest('POST', '/acme/users', {
        username,
        enabled: true,
        firstName: username,
        lastName: 'Test',
        email: `${username}@acme.example`,
      }),
  ),
  async (rest) =>
    rest('PUT', `/acme/users/${await userId(rest, 'dave')}/reset-password`, {
      type: 'password',
      value: 'fake-password-1',
      temporary: false,
    }),
  (rest) => rest('POST', '/acme/groups', { name: 'night' }),
  (rest) =>
    rest('POST', '/acme/clients', {
      clientId: 'vault',
      protocol: 'openid-connect',
      publicClient: false,
      secret: 'fake-secret-one',
    }),
  (rest) =>
    edit(rest, '/acme', (r: Answer) => {
      r.organizationsEnabled = true;
    }),
  (rest) =>
    rest('POST', '/acme/organizations', {
      name: 'Partners',
      alias: 'partners',
      enabled: true,
      domains: [{ name: 'partners.example', verified: false }],
    }),
];

/** Made one after the other, each with a full export after it. */
export const PEOPLE_CALLS: readonly Call[] = [
  {
    about: 'a user',
    run: (rest) => rest('POST', '/acme/users', { username: 'grace', enabled: true }),
    changes: [added(['users', 'grace'])],
  },
  {
    about: "a user's address",
    run: (rest) =>
      user(rest, 'alice', (u) => {
        u.email = 'alice@new.example';
      }),
    changes: [changed(['users', 'alice', 'email'], 'alice@acme.example', 'alice@new.example')],
  },
  {
    about: "a user's role",
    run: async (rest) =>
      rest('POST', `/acme/users/${await userId(rest, 'bob')}/role-mappings/realm`, [
        await rest('GET', '/acme/roles/viewer'),
      ]),
    changes: [added(['users', 'bob', 'realmRoles'], 'viewer')],
  },
  {
    about: "a user's group",
    run: async (rest) =>
      rest(
        'PUT',
        `/acme/users/${await userId(rest, 'carol')}/groups/${await idOf(rest, '/acme/groups', 'name', 'night')}`,
      ),
    changes: [added(['users', 'carol', 'groups'], '/night')],
  },
  {
    about: "a user's password",
    run: async (rest) =>
      rest('PUT', `/acme/users/${await userId(rest, 'dave')}/reset-password`, {
        type: 'password',
        value: 'fake-password-2',
        temporary: false,
      }),
    changes: [secret('changed', ['users', 'dave', 'credentials', 'password'])],
  },
  {
    about: 'a user has to do something',
    run: (rest) =>
      user(rest, 'erin', (u) => {
        u.requiredActions.push('UPDATE_PASSWORD');
      }),
    changes: [added(['users', 'erin', 'requiredActions'], 'UPDATE_PASSWORD')],
  },
  {
    about: 'a user goes',
    run: async (rest) => rest('DELETE', `/acme/users/${await userId(rest, 'frank')}`),
    changes: [removed(['users', 'frank'])],
  },
  {
    about: 'a new secret',
    run: async (rest) => rest('POST', `/acme/clients/${await clientId(rest, 'vault')}/client-secret`),
    changes: [secret('changed', ['clients', 'vault', 'secret'])],
  },
  {
    about: "an organization's description",
    run: async (rest) =>
      edit(rest, `/acme/organizations/${await orgId(rest)}`, (o) => {
        o.description = 'Friends';
      }),
    changes: [added(['organizations', 'partners', 'description'], 'Friends')],
  },
  {
    about: 'one more domain',
    run: async (rest) =>
      edit(rest, `/acme/organizations/${await orgId(rest)}`, (o) => {
        o.domains.push({ name: 'friends.example', verified: true });
      }),
    changes: [added(['organizations', 'partners', 'domains', 'friends.example'])],
  },
  {
    about: 'a member',
    run: async (rest) => rest('POST', `/acme/organizations/${await orgId(rest)}/members`, await userId(rest, 'alice')),
    changes: [added(['organizations', 'partners', 'members', 'alice'])],
  },
  {
    about: "a user's attribute",
    run: async (rest) =>
      user(rest, 'bob', (u) => {
        u.attributes = { ...u.attributes, locale: ['de'] };
      }),
    changes: [added(['users', 'bob', 'attributes', 'locale'], ['de'])],
  },
  {
    about: "a user has a client's role",
    run: async (rest) => {
      const account = await clientId(rest, 'account');
      const role = await rest('GET', `/acme/clients/${account}/roles/view-consent`);
      return rest('POST', `/acme/users/${await userId(rest, 'carol')}/role-mappings/clients/${account}`, [role]);
    },
    changes: [added(['users', 'carol', 'clientRoles', 'account'], 'view-consent')],
  },
  {
    about: 'a user is locked out',
    run: (rest) =>
      user(rest, 'erin', (u) => {
        u.enabled = false;
      }),
    changes: [changed(['users', 'erin', 'enabled'], true, false)],
  },
  {
    about: 'a member leaves',
    run: async (rest) =>
      rest('DELETE', `/acme/organizations/${await orgId(rest)}/members/${await userId(rest, 'alice')}`),
    changes: [removed(['organizations', 'partners', 'members', 'alice'])],
  },
  {
    about: 'the organization goes',
    run: async (rest) => rest('DELETE', `/acme/organizations/${await orgId(rest)}`),
    changes: [removed(['organizations', 'partners'])],
  },
  realm(
    'a password for the mail server',
    (r) => {
      r.smtpServer = {
        ...r.smtpServer,
        host: 'mail2.acme.example',
        from: 'no-reply@acme.example',
        port: '2525',
        auth: 'true',
        user: 'mailer',
        password: 'fake-mail-password',
      };
    },
    [
      added(['realm', 'acme', 'smtpServer', 'auth'], 'true'),
      added(['realm', 'acme', 'smtpServer', 'user'], 'mailer'),
      secret('added', ['realm', 'acme', 'smtpServer', 'password']),
    ],
    'a login is a name and a password',
  ),
];
