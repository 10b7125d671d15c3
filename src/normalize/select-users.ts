/** Which users stay in the file? All, those that stand for a client's service account, or none. */

import { without } from '../json/map.ts';
import { emptyObject, isArray, isObject, textProperty } from '../json/object.ts';
import type { Json, JsonObject, Step } from '../model.ts';

export const selectUsers: Step = {
  name: 'select-users',
  why: 'people are not configuration, but the roles of a service account are',
  run: (realm, { options }) =>
    options.users === 'keep'
      ? { realm }
      : { realm: { ...realm, data: withoutPeople(realm.data, options.users === 'service-accounts') } },
};

function withoutPeople(data: JsonObject, keepServiceAccounts: boolean): JsonObject {
  const result = emptyObject();
  for (const [key, value] of Object.entries(data)) {
    if (key === 'federatedUsers') continue;
    if (key === 'users') {
      const kept = isArray(value) && keepServiceAccounts ? value.filter(isServiceAccount) : [];
      if (kept.length > 0) result[key] = kept;
    } else {
      result[key] = key === 'organizations' && isArray(value) ? value.map(withoutMembers) : value;
    }
  }
  return result;
}

function isServiceAccount(user: Json): boolean {
  return textProperty(user, 'serviceAccountClientId') !== undefined;
}

/** Members are users; naming users that the file does not hold would stop an import. */
function withoutMembers(organization: Json): Json {
  return isObject(organization) ? without(organization, ['members']) : organization;
}
