/** Who may do what in the rich realm: roles, composites, groups, users, organizations. */

import { type Building, type BuildStep, clientIdOf, idOf, REALM, saveRealm } from './step.ts';

const role = (name: string): BuildStep => ({
  name: `role ${name}`,
  run: async ({ rest }) => {
    await rest('POST', `/${REALM}/roles`, { name, description: `may ${name}`, attributes: { team: ['b', 'a'] } });
    return (await rest('GET', `/${REALM}/roles/${encodeURIComponent(name)}`)).id;
  },
});

const group = (name: string, above?: string): BuildStep => ({
  name: `group ${name}`,
  ...(above !== undefined && { needs: [`group ${above}`] }),
  run: (building) =>
    building.rest(
      'POST',
      above === undefined ? `/${REALM}/groups` : `/${REALM}/groups/${idOf(building, `group ${above}`)}/children`,
      {
        name,
        attributes: { cost: ['1', '2'], place: ['north'] },
      },
    ),
});

const ROLES = ['auditor', 'editor', 'reader', 'with/slash 100%'];
const GROUPS = ['staff', 'partners', 'ops', 'night shift'];
const USERS = ['alice', 'bob', 'carol'];

const user = (name: string, index: number): BuildStep => ({
  name: `user ${name}`,
  needs: ['default groups', 'default role', 'user profile', ...GROUPS.map((each) => `group ${each}`)],
  run: ({ rest }) =>
    rest('POST', `/${REALM}/users`, {
      username: name,
      email: `${name}@example.org`,
      firstName: name,
      lastName: 'Example',
      enabled: true,
      emailVerified: index === 0,
      attributes: { badge: [`badge-${index}`] },
      requiredActions: index === 1 ? ['UPDATE_PASSWORD', 'VERIFY_EMAIL'] : [],
      credentials: [{ type: 'password', value: `fake-password-${name}-1`, temporary: false, userLabel: 'first' }],
    }),
});

export const accessSteps: readonly BuildStep[] = [
  ...ROLES.map(role),
  group('staff'),
  group('partners'),
  group('ops', 'staff'),
  group('night shift', 'ops'),
  {
    name: 'composites',
    needs: [...ROLES.map((name) => `role ${name}`), 'client roles'],
    run: async (building) => {
      const { rest, set } = building;
      const shop = idOf(building, 'web-shop');
      const clientRoles = await rest('GET', `/${REALM}/clients/${shop}/roles`);
      const realmRoles = await Promise.all(['reader', 'editor'].map((name) => rest('GET', `/${REALM}/roles/${name}`)));
      for (const part of set(...realmRoles, ...clientRoles))
        await rest('POST', `/${REALM}/roles/auditor/composites`, [part]);
    },
  },
  {
    name: 'default role',
    needs: ['role reader', 'client roles'],
    run: async (building) => {
      const { rest, set } = building;
      const viewer = await rest('GET', `/${REALM}/clients/${idOf(building, 'web-shop')}/roles/viewer`);
      const reader = await rest('GET', `/${REALM}/roles/reader`);
      const defaultRole = await rest('GET', `/${REALM}/roles/default-roles-${REALM}`);
      for (const part of set(viewer, reader))
        await rest('POST', `/${REALM}/roles-by-id/${defaultRole.id}/composites`, [part]);
    },
  },
  {
    name: 'group roles',
    needs: ['group ops', 'group staff', 'role auditor', 'role reader', 'client roles'],
    run: async (building) => {
      const { rest, set } = building;
      const shop = idOf(building, 'web-shop');
      const [auditor, reader] = await Promise.all(
        ['auditor', 'reader'].map((name) => rest('GET', `/${REALM}/roles/${name}`)),
      );
      const clientRoles = await rest('GET', `/${REALM}/clients/${shop}/roles`);
      for (const name of set('ops', 'staff')) {
        const where = `/${REALM}/groups/${idOf(building, `group ${name}`)}/role-mappings`;
        for (const each of set(auditor, reader)) await rest('POST', `${where}/realm`, [each]);
        for (const each of set(...clientRoles)) await rest('POST', `${where}/clients/${shop}`, [each]);
      }
    },
  },
  {
    name: 'default groups',
    needs: ['group staff', 'group night shift', 'group partners'],
    run: async (building) => {
      for (const name of building.set('partners', 'night shift')) {
        await building.rest('PUT', `/${REALM}/default-groups/${idOf(building, `group ${name}`)}`);
      }
    },
  },
  ...USERS.map(user),
  {
    name: 'user access',
    needs: [...USERS.map((name) => `user ${name}`), 'role auditor', 'role editor', 'client roles', 'google', 'corp'],
    run: async (building) => {
      const { rest, set } = building;
      const shop = idOf(building, 'web-shop');
      const clientRoles = await rest('GET', `/${REALM}/clients/${shop}/roles`);
      const realmRoles = await Promise.all(['auditor', 'editor'].map((name) => rest('GET', `/${REALM}/roles/${name}`)));
      for (const name of set('alice', 'bob')) {
        const where = `/${REALM}/users/${idOf(building, `user ${name}`)}`;
        for (const each of set(...realmRoles)) await rest('POST', `${where}/role-mappings/realm`, [each]);
        for (const each of set(...clientRoles)) await rest('POST', `${where}/role-mappings/clients/${shop}`, [each]);
        for (const each of set('ops', 'staff')) await rest('PUT', `${where}/groups/${idOf(building, `group ${each}`)}`);
        for (const provider of set('google', 'corp')) {
          await rest('POST', `${where}/federated-identity/${provider}`, {
            identityProvider: provider,
            userId: `${name}-at-${provider}`,
            userName: name,
          });
        }
      }
    },
  },
  {
    name: 'service account roles',
    needs: ['backend'],
    run: async (building) => {
      const { rest, set } = building;
      const account = await rest('GET', `/${REALM}/clients/${idOf(building, 'backend')}/service-account-user`);
      const management = await clientIdOf(building, 'realm-management');
      const roles = await Promise.all(
        ['view-users', 'query-users', 'view-realm'].map((name) =>
          rest('GET', `/${REALM}/clients/${management}/roles/${name}`),
        ),
      );
      for (const each of set(...roles))
        await rest('POST', `/${REALM}/users/${account.id}/role-mappings/clients/${management}`, [each]);
    },
  },
  {
    name: 'organizations',
    since: 2600,
    needs: ['corp', 'google', 'user alice', 'user bob', 'settings'],
    run: async (building) => {
      await saveRealm(building, { organizationsEnabled: true });
      for (const name of building.set('zeta', 'acme-org')) await makeOrganization(building, name);
    },
  },
];

async function makeOrganization(building: Building, name: string): Promise<void> {
  const { rest, set } = building;
  const id = await rest('POST', `/${REALM}/organizations`, {
    name,
    alias: name,
    enabled: true,
    description: `the organization ${name}`,
    attributes: { tier: ['b', 'a'] },
    domains: set(`${name}.example`, `${name}.test`).map((domain) => ({
      name: domain,
      verified: domain.endsWith('test'),
    })),
  });
  building.ids.set(`organization ${name}`, id);
  if (name !== 'acme-org') return;
  for (const member of set('alice', 'bob')) {
    await rest('POST', `/${REALM}/organizations/${id}/members`, idOf(building, `user ${member}`));
  }
  await rest('POST', `/${REALM}/organizations/${id}/identity-providers`, 'corp');
}
