/** Who may administer parts of the rich realm? Fine-grained admin permissions, version 1 before 26.2 and version 2 from then on. */

import type { Answer } from '../server.ts';
import { type Building, type BuildStep, clientIdOf, idOf, REALM, saveRealm } from './step.ts';

const NEEDS = [
  'web-shop',
  'backend',
  'client roles',
  'role auditor',
  'role editor',
  'group ops',
  'group staff',
  'user alice',
  'user bob',
  'corp',
  'organizations',
];

export const adminPermissionSteps: readonly BuildStep[] = [
  { name: 'admin permissions', needs: NEEDS, until: 2602, run: (building) => buildVersion1(building) },
  { name: 'admin permissions', needs: NEEDS, since: 2602, run: (building) => buildVersion2(building) },
  {
    name: 'admin permissions on people',
    since: 2602,
    isLate: true,
    run: (building) => buildVersion2OnPeople(building),
  },
];

/** Version 1 is switched on object by object; then policies are hung on the permissions that appeared. */
async function buildVersion1(building: Building): Promise<void> {
  const { rest, set } = building;
  const viewer = await rest('GET', `/${REALM}/clients/${idOf(building, 'web-shop')}/roles/viewer`);
  const objects = set(
    `clients/${idOf(building, 'web-shop')}`,
    `clients/${idOf(building, 'backend')}`,
    `groups/${idOf(building, 'group ops')}`,
    `roles-by-id/${idOf(building, 'role auditor')}`,
    `roles-by-id/${viewer.id}`,
    'identity-provider/instances/corp',
  );
  await rest('PUT', `/${REALM}/users-management-permissions`, { enabled: true });
  for (const object of objects) await rest('PUT', `/${REALM}/${object}/management/permissions`, { enabled: true });
  const at = await resourceServerOf(building, 'realm-management');
  const editors = await rest('POST', `${at}/policy/role`, {
    name: 'editors only',
    roles: [{ id: idOf(building, 'role editor') }],
  });
  const alice = await rest('POST', `${at}/policy/user`, { name: 'alice only', users: [idOf(building, 'user alice')] });
  const permissions: readonly Answer[] = await rest('GET', `${at}/permission?max=500`);
  const chosen = permissions.filter(({ name }) => /^(view|manage|map-role|token-exchange)\.permission\./.test(name));
  for (const permission of set(...chosen)) {
    const where = `${at}/permission/scope/${permission.id}`;
    const [resources, scopes]: readonly Answer[][] = [
      await rest('GET', `${at}/permission/${permission.id}/resources`),
      await rest('GET', `${at}/permission/${permission.id}/scopes`),
    ];
    await rest('PUT', where, {
      ...permission,
      resources: (resources ?? []).map(({ _id }) => _id),
      scopes: (scopes ?? []).map(({ id }) => id),
      policies: set(editors.id, alice.id),
    });
  }
}

/** Version 2 is switched on for the realm; a permission on objects names them by id. */
async function buildVersion2(building: Building): Promise<void> {
  const { rest, set } = building;
  await saveRealm(building, { adminPermissionsEnabled: true });
  const at = await resourceServerOf(building, 'admin-permissions');
  const viewer = await rest('GET', `/${REALM}/clients/${idOf(building, 'web-shop')}/roles/viewer`);
  const editors = await rest('POST', `${at}/policy/role`, {
    name: 'editors only',
    roles: [{ id: idOf(building, 'role editor') }],
  });
  const alice = await rest('POST', `${at}/policy/user`, { name: 'alice only', users: [idOf(building, 'user alice')] });
  building.ids.set('policy editors', editors.id).set('policy alice', alice.id);
  await permit(
    building,
    {
      name: 'see two clients',
      resourceType: 'Clients',
      resources: set(idOf(building, 'web-shop'), idOf(building, 'backend')),
      scopes: set('view', 'manage'),
    },
    { name: 'see all clients', resourceType: 'Clients', resources: [], scopes: ['view'] },
    {
      name: 'lead groups',
      resourceType: 'Groups',
      resources: set(idOf(building, 'group ops'), idOf(building, 'group staff')),
      scopes: set('view', 'manage-members'),
    },
    {
      name: 'give roles',
      resourceType: 'Roles',
      resources: set(idOf(building, 'role auditor'), viewer.id),
      scopes: ['map-role'],
    },
  );
}

async function buildVersion2OnPeople(building: Building): Promise<void> {
  const users = {
    name: 'help users',
    resourceType: 'Users',
    resources: building.set(idOf(building, 'user alice'), idOf(building, 'user bob')),
    scopes: building.set('view', 'impersonate'),
  };
  await permit(building, users);
  if (building.version < 2607) return;
  await permit(building, {
    name: 'see organizations',
    resourceType: 'Organizations',
    resources: [idOf(building, 'organization acme-org')],
    scopes: ['view'],
  });
}

async function permit(building: Building, ...permissions: readonly object[]): Promise<void> {
  const at = await resourceServerOf(building, 'admin-permissions');
  const policies = building.set(idOf(building, 'policy editors'), idOf(building, 'policy alice'));
  for (const permission of building.set(...permissions)) {
    await building.rest('POST', `${at}/permission/scope`, { ...permission, policies, decisionStrategy: 'UNANIMOUS' });
  }
}

async function resourceServerOf(building: Building, clientId: string): Promise<string> {
  return `/${REALM}/clients/${await clientIdOf(building, clientId)}/authz/resource-server`;
}
