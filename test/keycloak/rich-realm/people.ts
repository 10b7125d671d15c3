/** What has the rich realm about people that no form of the console makes? Imported users with consents and hashes, odd group names, early user profiles. */

import { type BuildStep, idOf, REALM, saveRealm } from './step.ts';

const PASSWORD = {
  type: 'password',
  userLabel: 'old one',
  secretData: '{"value":"fake-hash-dave","salt":"ZmFrZS1zYWx0","additionalParameters":{}}',
  credentialData: '{"hashIterations":27500,"algorithm":"pbkdf2-sha256","additionalParameters":{}}',
};
const ONE_TIME_CODES = {
  type: 'otp',
  userLabel: 'phone',
  secretData: '{"value":"fake-otp-secret"}',
  credentialData: '{"subType":"totp","digits":6,"counter":0,"period":30,"algorithm":"HmacSHA1"}',
};

export const peopleSteps: readonly BuildStep[] = [
  {
    name: 'imported user',
    needs: [
      'default groups',
      'default role',
      'user profile',
      'required actions',
      'back/office 1',
      'backend',
      'client roles',
      'client scope orders',
      'role reader',
      'group night shift',
      'google',
      'corp',
    ],
    run: async ({ rest, set }) => {
      const consent = (clientId: string, ...scopes: readonly string[]) => ({
        clientId,
        grantedClientScopes: set(...scopes),
        createdDate: 1_700_000_000_000,
        lastUpdatedDate: 1_700_000_001_000,
      });
      await rest('POST', `/${REALM}/partialImport`, {
        ifResourceExists: 'FAIL',
        users: [
          {
            username: 'dave',
            firstName: 'Dave',
            lastName: 'Import',
            email: 'dave@example.org',
            enabled: false,
            attributes: { badge: ['badge-9'] },
            credentials: [PASSWORD, ONE_TIME_CODES],
            requiredActions: set('CONFIGURE_TOTP', 'UPDATE_PASSWORD'),
            realmRoles: set('reader', `default-roles-${REALM}`, 'with/slash 100%'),
            clientRoles: { 'web-shop': set('viewer', 'buyer') },
            groups: set('/staff/ops/night shift', '/partners'),
            clientConsents: set(consent('back/office 1', 'orders', 'email'), consent('backend', 'profile', 'email')),
            federatedIdentities: set(
              { identityProvider: 'google', userId: 'dave-at-google', userName: 'dave' },
              { identityProvider: 'corp', userId: 'dave-at-corp', userName: 'dave' },
            ),
          },
        ],
      });
    },
  },
  {
    name: 'group r/d',
    run: ({ rest }) => rest('POST', `/${REALM}/groups`, { name: 'r/d', attributes: { cost: ['2', '1'] } }),
  },
  {
    name: 'members of odd groups',
    needs: ['group r/d', 'user carol', 'user bob'],
    run: async (building) => {
      for (const name of building.set('carol', 'bob')) {
        const where = `/${REALM}/users/${idOf(building, `user ${name}`)}`;
        await building.rest('PUT', `${where}/groups/${idOf(building, 'group r/d')}`);
      }
    },
  },
  {
    name: 'user profile',
    until: 2400,
    // The preview is switched on by an attribute.
    needs: ['settings'],
    run: async (building) => {
      const { rest, set } = building;
      await saveRealm(building, { attributes: { userProfileEnabled: 'true' } });
      const profile = await rest('GET', `/${REALM}/users/profile`);
      const permissions = { view: set('admin', 'user'), edit: set('admin', 'user') };
      await rest('PUT', `/${REALM}/users/profile`, {
        ...profile,
        attributes: [...profile.attributes, { name: 'badge', displayName: 'Badge', permissions }],
      });
    },
  },
];
