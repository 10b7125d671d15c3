/** What does the rich realm's resource server protect, and by which policies? */

import { BEFORE_CLIENTS } from './clients.ts';
import { type Building, type BuildStep, clientIdOf, idOf, REALM } from './step.ts';

const at = (building: Building): string =>
  `/${REALM}/clients/${idOf(building, 'resource-server')}/authz/resource-server`;

export const authorizationSteps: readonly BuildStep[] = [
  {
    name: 'resource-server',
    needs: BEFORE_CLIENTS,
    run: ({ rest }) =>
      rest('POST', `/${REALM}/clients`, {
        clientId: 'resource-server',
        secret: 'fake-secret-resource-server',
        serviceAccountsEnabled: true,
        authorizationServicesEnabled: true,
      }),
  },
  {
    name: 'authorization scopes',
    needs: ['resource-server'],
    run: async (building) => {
      for (const name of building.set('read', 'write', 'delete'))
        await building.rest('POST', `${at(building)}/scope`, { name });
    },
  },
  {
    name: 'authorization resources',
    needs: ['authorization scopes'],
    run: async (building) => {
      const { rest, set } = building;
      for (const name of set('invoice', 'order $1', 'report')) {
        await rest('POST', `${at(building)}/resource`, {
          name,
          type: `urn:acme:${name}`,
          uris: set(`/${name}/*`, `/${name}`),
          scopes: set({ name: 'read' }, { name: 'write' }),
          ownerManagedAccess: name === 'report',
          attributes: { level: ['1'] },
        });
      }
    },
  },
  {
    name: 'authorization policies',
    needs: [
      'resource-server',
      'role auditor',
      'role editor',
      'client roles',
      'user alice',
      'user bob',
      'group ops',
      'group staff',
      'backend',
      'client scope orders',
      'client scope invoices',
    ],
    run: async (building) => {
      const { rest, set } = building;
      const viewer = await rest('GET', `/${REALM}/clients/${idOf(building, 'web-shop')}/roles/viewer`);
      const policies: readonly [string, object][] = [
        [
          'role',
          {
            name: 'by role',
            roles: set(
              { id: idOf(building, 'role auditor'), required: true },
              { id: idOf(building, 'role editor'), required: false },
              { id: viewer.id, required: false },
            ),
          },
        ],
        ['user', { name: 'by user', users: set(idOf(building, 'user alice'), idOf(building, 'user bob')) }],
        [
          'group',
          {
            name: 'by group',
            groupsClaim: 'groups',
            groups: set(
              { id: idOf(building, 'group ops'), extendChildren: true },
              { id: idOf(building, 'group staff'), extendChildren: false },
            ),
          },
        ],
        [
          'client',
          { name: 'by client', clients: set(idOf(building, 'backend'), await clientIdOf(building, 'account')) },
        ],
        ['time', { name: 'by time', hour: '8', hourEnd: '18' }],
        ['regex', { name: 'by pattern', targetClaim: 'email', pattern: '.*@example[.]org' }],
        [
          'client-scope',
          {
            name: 'by scope',
            clientScopes: set(
              { id: idOf(building, 'client scope orders'), required: true },
              { id: idOf(building, 'client scope invoices'), required: false },
            ),
          },
        ],
      ];
      for (const [type, policy] of set(...policies)) await rest('POST', `${at(building)}/policy/${type}`, policy);
    },
  },
  {
    name: 'authorization permissions',
    needs: ['authorization policies', 'authorization resources'],
    run: async (building) => {
      const { rest, set } = building;
      const policy = async (name: string): Promise<string> =>
        (await rest('GET', `${at(building)}/policy/search?name=${encodeURIComponent(name)}`)).id;
      const [role, user, group] = [await policy('by role'), await policy('by user'), await policy('by group')];
      await rest('POST', `${at(building)}/policy/aggregate`, {
        name: 'all of them',
        policies: set(role, user, group),
        decisionStrategy: 'AFFIRMATIVE',
      });
      await rest('POST', `${at(building)}/permission/scope`, {
        name: 'may read',
        scopes: set('read', 'write'),
        policies: set(role, user),
      });
      await rest('POST', `${at(building)}/permission/resource`, {
        name: 'may see reports',
        resources: ['report'],
        policies: set(group, user),
        decisionStrategy: 'AFFIRMATIVE',
      });
    },
  },
];
