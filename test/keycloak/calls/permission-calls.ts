/** Which admin calls change fine-grained admin permissions of the first version (24.0.5), which name everything by id? */

import { added, type Call, changed, clientId, type Expected, edit, idOf, type Rest, removed, renamed } from './call.ts';

const CLIENT_PERMISSIONS = [
  'configure',
  'manage',
  'map-roles',
  'map-roles-client-scope',
  'map-roles-composite',
  'token-exchange',
  'view',
];
const GROUP_PERMISSIONS = ['manage', 'manage.members', 'manage.membership', 'view', 'view.members'];
const ROLE_PERMISSIONS = ['map-role', 'map-role-client-scope', 'map-role-composite'];

const on = (...path: readonly string[]) => ['authorization', 'realm-management', ...path] as const;
const enable = (rest: Rest, where: string, enabled = true) =>
  rest('PUT', `/acme/${where}/management/permissions`, { enabled });
const permissions = (of: readonly string[], end: string): readonly Expected[] =>
  of.map((each) => added(on('policies', `${each}${end}`)));
const scopes = (...names: readonly string[]): readonly Expected[] => names.map((name) => added(on('scopes', name)));
const authz = async (rest: Rest): Promise<string> =>
  `/acme/clients/${await clientId(rest, 'realm-management')}/authz/resource-server`;

export const PERMISSION_CALLS: readonly Call[] = [
  {
    about: 'a client to give permissions on',
    run: (rest) => rest('POST', '/acme/clients', { clientId: 'till', protocol: 'openid-connect', publicClient: false }),
    changes: [added(['clients', 'till'])],
  },
  {
    about: 'a second one',
    run: (rest) =>
      rest('POST', '/acme/clients', { clientId: 'kiosk', protocol: 'openid-connect', publicClient: false }),
    changes: [added(['clients', 'kiosk'])],
  },
  {
    about: 'permissions on the first client',
    run: async (rest) => enable(rest, `clients/${await clientId(rest, 'till')}`),
    changes: [
      changed(['clients', 'realm-management', 'authorizationServicesEnabled'], false, true),
      added(['authorization', 'realm-management']),
    ],
    why: 'with the first permission realm-management begins to decide',
  },
  {
    about: 'permissions on the second client',
    run: async (rest) => enable(rest, `clients/${await clientId(rest, 'kiosk')}`),
    changes: [
      added(on('resources', 'client.resource.$kiosk')),
      ...permissions(CLIENT_PERMISSIONS, '.permission.client.$kiosk'),
    ],
    why: 'each thing that may be permitted is a permission',
  },
  {
    about: 'permissions on a role',
    run: async (rest) => enable(rest, `roles-by-id/${(await rest('GET', '/acme/roles/viewer')).id}`),
    changes: [
      added(on('resources', 'role.resource.$viewer')),
      ...permissions(ROLE_PERMISSIONS, '.permission.$viewer'),
      ...scopes('map-role', 'map-role-client-scope', 'map-role-composite'),
    ],
    why: 'the first role brings the scopes of roles',
  },
  {
    about: 'permissions on a group',
    run: async (rest) => enable(rest, `groups/${await idOf(rest, '/acme/groups', 'name', 'team')}`),
    changes: [
      added(on('resources', 'group.resource.$/team')),
      ...permissions(GROUP_PERMISSIONS, '.permission.group.$/team'),
      ...scopes('manage-members', 'view-members', 'manage-membership'),
    ],
    why: 'the first group brings the scopes of groups',
  },
  {
    about: 'a policy for them',
    run: async (rest) =>
      rest('POST', `${await authz(rest)}/policy/role`, {
        name: 'only viewers',
        logic: 'POSITIVE',
        roles: [{ id: (await rest('GET', '/acme/roles/viewer')).id, required: false }],
      }),
    changes: [added(on('policies', 'only viewers'))],
  },
  {
    about: 'who may see the first client',
    run: async (rest) => {
      const base = await authz(rest);
      const client = await clientId(rest, 'till');
      const name = `view.permission.client.${client}`;
      const [permission] = await rest('GET', `${base}/policy?name=${name}`);
      const policy = await idOf(rest, `${base}/policy?name=only`, 'name', 'only viewers');
      const path = `${base}/permission/scope/${permission.id}`;
      const [resource] = await rest('GET', `${base}/resource?name=client.resource.${client}`);
      const [scope] = await rest('GET', `${base}/scope?name=view`);
      const whole = await rest('GET', path);
      await rest('PUT', path, { ...whole, resources: [resource._id], scopes: [scope.id], policies: [policy] });
    },
    changes: [added(on('policies', 'view.permission.client.$till', 'config', 'applyPolicies'), 'only viewers')],
  },
  {
    about: 'the client has another name, and its permissions follow',
    run: async (rest) =>
      edit(rest, `/acme/clients/${await clientId(rest, 'till')}`, (c) => {
        c.clientId = 'register';
      }),
    changes: [renamed(['clients', 'register'], 'till', 'register')],
  },
  {
    about: 'no permissions on the second client',
    run: async (rest) => enable(rest, `clients/${await clientId(rest, 'kiosk')}`, false),
    changes: [
      removed(on('resources', 'client.resource.$kiosk')),
      ...CLIENT_PERMISSIONS.map((each) => removed(on('policies', `${each}.permission.client.$kiosk`))),
    ],
    why: 'what was made with them goes with them',
  },
];
