/** What does the absence of something say about a side? Nothing, where its file cannot hold such a thing. */

import {
  AUTHORIZATION,
  isNeverExported,
  isNeverInPartial,
  lackingKeys,
  MEMBERS,
  OTHER_USERS,
} from '../baseline/lacking-keys.ts';
import { isWholeExport } from '../baseline/whole-export.ts';
import { textProperty } from '../json/object.ts';
import type { ComparedRealm, JsonObject, Place, Realm, Section } from '../model.ts';
import { isOnePiece, type Where } from './where.ts';

/** What of a side is unknown. */
export interface Known {
  /** A property of the realm itself. */
  readonly isUnknownKey: (key: string) => boolean;
  /** A place inside an entity. */
  readonly isUnknownPlace: (place: Place) => boolean;
  /** A part of an entity that nobody was shown, whatever a baseline would put there. */
  readonly isHiddenPart: (where: Where) => boolean;
  /** A link to something that nobody was shown: its text may be an id on one side and a name on the other. */
  readonly isHiddenLink: (place: Place) => boolean;
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
  const hasAllUsers = realm.exportKind === 'live' && !lacking.has('users') && !lacking.has(OTHER_USERS);
  const isHidden = (section: string) =>
    !Object.hasOwn(realm.data, section) && (isNever(section) || lacking.has(section));
  return {
    isUnknownKey: isHidden,
    isUnknownPlace: (place) => place.unknownInPartial !== undefined || pointsAt(place, isHidden),
    isHiddenPart: (where) => isOnePiece(where) && lacking.has(AUTHORIZATION),
    isHiddenLink: (place) => realm.exportKind === 'live' && pointsAt(place, isHidden),
    isUnknownEntity: (section, entity) =>
      isFallbackKey(section, entity) ||
      (isExport && section.name === 'users' && !isServiceAccount(entity) && !hasAllUsers) ||
      (section.name === 'organizations.members' && lacking.has(MEMBERS)),
  };
}

/** A link to something that the side cannot hold: a partial export leaves out the organization of an identity provider, too. */
function pointsAt({ reference }: Place, isHidden: (section: string) => boolean): boolean {
  return reference !== undefined && reference.target.length === 1 && reference.target.every(isHidden);
}

/** All is known but what servers of the version never export, or the file says that it could not know. */
function wholeBut(realm: Realm, root: Place): Known {
  const lacking = realm.isNormalForm ? lackingKeys(realm, root) : new Set<string>();
  return {
    isUnknownKey: (key) => !Object.hasOwn(realm.data, key) && (lacking.has(key) || isNeverExported(key, realm)),
    isUnknownPlace: () => false,
    isHiddenPart: (where) => isOnePiece(where) && lacking.has(AUTHORIZATION),
    isHiddenLink: () => false,
    isUnknownEntity: isFallbackKey,
  };
}

/** Of a file that states only some things, what it does not state is unknown. */
export function declaredIn({ realm }: Pick<ComparedRealm, 'realm'>): Known {
  return {
    isUnknownKey: (key) => !Object.hasOwn(realm.data, key),
    isUnknownPlace: () => true,
    isHiddenPart: () => false,
    isHiddenLink: () => false,
    isUnknownEntity: () => true,
  };
}

/**
 * A key that the server made when somebody first asked for a signature of its algorithm: nobody decided that there is one, and that a
 * realm has none says as little (GeneratedRsaKeyProviderFactory.createFallbackKeys and its neighbours).
 */
function isFallbackKey({ name }: Section, entity: JsonObject): boolean {
  if (!name.startsWith('components')) return false;
  const [own = '', provider = ''] = [textProperty(entity, 'name'), textProperty(entity, 'providerId')];
  return own.startsWith('fallback-') && provider.endsWith('-generated');
}

function isServiceAccount(user: JsonObject): boolean {
  return (
    textProperty(user, 'serviceAccountClientId') !== undefined ||
    (textProperty(user, 'username') ?? '').startsWith('service-account-')
  );
}
