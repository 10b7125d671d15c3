/** Which components does the rich realm add or edit? A second directory with edited mappers, more keys, registration policies. */

import type { Answer } from '../server.ts';
import { type Building, type BuildStep, idOf, REALM } from './step.ts';

const COMPONENTS = `/${REALM}/components`;
const REGISTRATION = 'org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy';
const MAPPER = 'org.keycloak.storage.ldap.mappers.LDAPStorageMapper';

async function addToRealm({ rest }: Building, component: object): Promise<string> {
  const { id } = await rest('GET', `/${REALM}`);
  return rest('POST', COMPONENTS, { ...component, parentId: id });
}

async function addKeys(building: Building): Promise<void> {
  const keys = building.set(
    { name: 'extra-aes', providerId: 'aes-generated', config: { priority: ['5'], secretSize: ['24'] } },
    {
      name: 'extra-rsa',
      providerId: 'rsa-generated',
      config: { priority: ['6'], algorithm: ['PS256'], keySize: ['2048'] },
    },
    { name: 'extra-ec', providerId: 'ecdsa-generated', config: { priority: ['7'], ecdsaEllipticCurveKey: ['P-384'] } },
  );
  for (const { config, ...key } of keys) {
    await addToRealm(building, {
      ...key,
      providerType: 'org.keycloak.keys.KeyProvider',
      config: { enabled: ['true'], active: ['false'], ...config },
    });
  }
}

export const storageSteps: readonly BuildStep[] = [
  {
    name: 'partner directory',
    run: ({ set, ...building }) =>
      addToRealm(
        { set, ...building },
        {
          name: 'partner directory',
          providerId: 'ldap',
          providerType: 'org.keycloak.storage.UserStorageProvider',
          config: {
            enabled: ['false'],
            priority: ['3'],
            vendor: ['ad'],
            connectionUrl: ['ldaps://127.0.0.1:2'],
            usersDn: ['ou=partners,dc=example,dc=org'],
            authType: ['none'],
            editMode: ['UNSYNCED'],
            usernameLDAPAttribute: ['cn'],
            rdnLDAPAttribute: ['cn'],
            uuidLDAPAttribute: ['objectGUID'],
            userObjectClasses: ['person, organizationalPerson, user'],
            customUserSearchFilter: ['(memberOf=cn=sso)'],
            fullSyncPeriod: ['86400'],
            changedSyncPeriod: ['-1'],
            cachePolicy: ['EVICT_DAILY'],
            evictionHour: ['3'],
            evictionMinute: ['5'],
            importEnabled: ['true'],
            pagination: ['true'],
          },
        },
      ),
  },
  {
    name: 'partner directory mappers',
    needs: ['partner directory', 'group partners'],
    run: async (building) => {
      const { rest } = building;
      const parentId = idOf(building, 'partner directory');
      await rest('POST', COMPONENTS, {
        name: 'groups',
        providerId: 'group-ldap-mapper',
        providerType: MAPPER,
        parentId,
        config: {
          'groups.dn': ['ou=groups,dc=example,dc=org'],
          'group.name.ldap.attribute': ['cn'],
          'group.object.classes': ['groupOfNames'],
          'membership.ldap.attribute': ['member'],
          'membership.attribute.type': ['DN'],
          'membership.user.ldap.attribute': ['cn'],
          'preserve.group.inheritance': ['false'],
          'ignore.missing.groups': ['true'],
          'drop.non.existing.groups.during.sync': ['false'],
          'user.roles.retrieve.strategy': ['LOAD_GROUPS_BY_MEMBER_ATTRIBUTE'],
          'groups.path': ['/partners'],
          mode: ['READ_ONLY'],
        },
      });
      const mappers: readonly Answer[] = await rest('GET', `${COMPONENTS}?parent=${parentId}&type=${MAPPER}`);
      const mail = mappers.find(({ name }) => name === 'email');
      await rest('PUT', `${COMPONENTS}/${mail.id}`, {
        ...mail,
        config: { ...mail.config, 'ldap.attribute': ['userPrincipalName'], 'always.read.value.from.ldap': ['true'] },
      });
    },
  },
  { name: 'more keys', run: addKeys },
  {
    name: 'registration policies',
    run: async (building) => {
      const { rest, set } = building;
      const policies: readonly Answer[] = await rest('GET', `${COMPONENTS}?type=${REGISTRATION}`);
      const edited: Readonly<Record<string, object>> = {
        'trusted-hosts': { 'trusted-hosts': set('a.example', 'b.example'), 'client-uris-must-match': ['true'] },
        'max-clients': { 'max-clients': ['30'] },
      };
      for (const policy of set(...policies)) {
        const config = edited[policy.providerId];
        if (config !== undefined) {
          await rest('PUT', `${COMPONENTS}/${policy.id}`, { ...policy, config: { ...policy.config, ...config } });
        }
      }
      await addToRealm(building, {
        name: 'Ask again',
        providerId: 'consent-required',
        providerType: REGISTRATION,
        subType: 'authenticated',
      });
    },
  },
];
