/** Which values that follow from others does an importer read all the same? Puts them back; normalizing drops them again. */

import { emptyObject, isArray, isObject, property, textProperty } from '../json/object.ts';
import type { Realm } from '../model.ts';

/** The importer makes the default role from its short copy, and the listed role of that name then changes nothing. */
export function describeDefaultRole(realm: Realm): Realm {
  const { defaultRole, roles } = realm.data;
  const listed = property(roles, 'realm');
  if (!isObject(defaultRole) || defaultRole.description !== undefined || !isArray(listed)) return realm;
  const role = listed.find((each) => textProperty(each, 'name') === textProperty(defaultRole, 'name'));
  const description = textProperty(role, 'description');
  if (description === undefined) return realm;
  const described = Object.assign(emptyObject(), defaultRole, { description });
  return { ...realm, data: Object.assign(emptyObject(), realm.data, { defaultRole: described }) };
}
