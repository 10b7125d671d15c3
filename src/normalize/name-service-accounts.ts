/** Gives a service account that only names its client the username that a server gives it. */

import { mapArray } from '../json/map.ts';
import { emptyObject, isArray, isObject, textProperty } from '../json/object.ts';
import type { Json, Step } from '../model.ts';

export const nameServiceAccounts: Step = {
  name: 'name-service-accounts',
  why: 'the username follows from the client (ServiceAccountConstants.SERVICE_ACCOUNT_USER_PREFIX); files that people write leave it out',
  run: (realm) => {
    const { users } = realm.data;
    if (!isArray(users) || !users.some(lacksName)) return { realm };
    return { realm: { ...realm, data: Object.assign(emptyObject(), realm.data, { users: mapArray(users, named) }) } };
  },
};

function lacksName(user: Json): boolean {
  return textProperty(user, 'username') === undefined && textProperty(user, 'serviceAccountClientId') !== undefined;
}

/** UserModel names are kept in lower case (JpaUserProvider.addUser). */
function named(user: Json): Json {
  if (!isObject(user) || !lacksName(user)) return user;
  const username = `service-account-${(textProperty(user, 'serviceAccountClientId') ?? '').toLowerCase()}`;
  return Object.assign(emptyObject(), { username }, user);
}
