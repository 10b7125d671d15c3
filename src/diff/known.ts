/** What does the absence of something say about a side? Nothing, where its file cannot hold such a thing. */

import { isNeverExported, isNeverInPartial, lackingKeys } from '../baseline/lacking-keys.ts';
import { isWholeExport } from '../baseline/whole-export.ts';
import { textProperty } from '../json/object.ts';
import type { ComparedRealm, JsonObject, Place, Realm, Section } from '../model.ts';

/** What of a side is unknown. */
export interface Known {
  /** A property of the realm itself. */
  readonly isUnknownKey: (key: string) => boolean;
  /** A place inside an entity. */
  readonly isUnknownPlace: (place: Place) => boolean;
  /** An entity that is not in its list. */
  readonly isUnknownEntity: (section: Section, entity: JsonObject) => boolean;
}

export function knownOf({ realm, baseline }: ComparedRealm, other: ComparedRealm, root: Place): Known {
  if (realm.exportKind === 'full') return wholeBut(realm, root);
  // Beside an export nobody knows what a file leaves out that was written for no version; two such files are equals.
  const isForNoVersion = baseline === undefined && !realm.isNormalForm && !isWholeExport(realm);
  if (isForNoVersion && other.baseline !== undefined) return declaredIn({ realm });
  const lacking = lackingKeys(realm, root);
  const isExport = realm.isNormalForm || isWholeExport(realm);
  // An export with clients has the users of their service accounts; that it has none is known.
  const hasServiceAccounts = isExport && !lacking.has('clients');
  const isNever = (key: string) => isNeverInPartial(key, realm) && !(key === 'users' && hasServiceAccounts);
  return {
    isUnknownKey: (key) => !Object.hasOwn(realm.data, key) && (isNever(key) || lacking.has(key)),
    isUnknownPlace: (place) => place.unknownInPartial !== undefined,
    isUnknownEntity: (section, entity) => isExport && section.name === 'users' && !isServiceAccount(entity),
  };
}

/** All is known but what servers of the version never export, or the file says that it could not know. */
function wholeBut(realm: Realm, root: Place): Known {
  const lacking = realm.isNormalForm ? lackingKeys(realm, root) : new Set<string>();
  return {
    isUnknownKey: (key) => !Object.hasOwn(realm.data, key) && (lacking.has(key) || isNeverExported(key, realm)),
    isUnknownPlace: () => false,
    isUnknownEntity: () => false,
  };
}

/** Of a file that states only some things, what it does not state is unknown. */
export function declaredIn({ realm }: Pick<ComparedRealm, 'realm'>): Known {
  return {
    isUnknownKey: (key) => !Object.hasOwn(realm.data, key),
    isUnknownPlace: () => true,
    isUnknownEntity: () => true,
  };
}

function isServiceAccount(user: JsonObject): boolean {
  return (
    textProperty(user, 'serviceAccountClientId') !== undefined ||
    (textProperty(user, 'username') ?? '').startsWith('service-account-')
  );
}
