/** Is a value a secret? Decided here alone: by its place, by what is beside it, by its name, by how it looks. */

import { isArray, isObject, textProperty } from '../json/object.ts';
import type { Json, JsonObject, PathKey, Place } from '../model.ts';
import {
  EXPORT_MASK,
  holdsCredentials,
  holdsSecret,
  isPrivateKeyText,
  isPrivateMember,
  isSecretKey,
  isSecretPlaceholder,
  SECRET,
} from './secret-keys.ts';

/**
 * `known`: a row says so, for all that is inside. `likely`: the key sounds like it, or one above that nobody knows. `none`:
 * neither. `open`: neither, in a map that an extension may keep its settings in. `plain`: a row says that it is none.
 */
export type Secrecy = 'known' | 'likely' | 'none' | 'open' | 'plain';

/** A property where it stands: its key, its place, the object around it and the key of that. */
export interface PropertyAt {
  readonly key: string;
  readonly place: Place;
  readonly owner: JsonObject;
  readonly above: PathKey | undefined;
}

/** The secrecy of a property of an object that has the `outer` one. */
export function secrecyOf(outer: Secrecy, at: PropertyAt): Secrecy {
  if (outer === 'known' || outer === 'plain') return outer;
  const own = ownSecrecy(at);
  return outer === 'likely' && (own === 'none' || own === 'open') ? 'likely' : own;
}

function ownSecrecy({ key, place, owner, above }: PropertyAt): Secrecy {
  if (isKnownSecret(place, owner)) return 'known';
  if (isPrivateMember(key, owner)) return 'known';
  if (place.plainText !== undefined) return 'plain';
  if ((place.sets ?? place.json ?? place.delimited) !== undefined) return 'none';
  if (isSecretKey(key) && !isKnownStructure(owner[key], place)) return 'likely';
  return above === 'attributes' || above === 'config' ? 'open' : 'none';
}

/** A map of roles or a list of credentials says itself what in it is secret: `roles.client` of a client called `api-token`. */
function isKnownStructure(value: Json | undefined, place: Place): boolean {
  return (
    (isArray(value) || isObject(value)) && (place.reaches('section') || place.reaches('sets') || holdsSecrets(place))
  );
}

function isKnownSecret({ secret, secretBeside }: Place, owner: JsonObject): boolean {
  return secret !== undefined || (secretBeside !== undefined && Boolean(textProperty(owner, secretBeside.says)));
}

/** True when a row knows a secret at the place or below it. */
export function holdsSecrets(place: Place): boolean {
  return place.reaches('secret') || place.reaches('secretBeside');
}

export function isSecret(value: Json, secrecy: Secrecy): boolean {
  if (typeof value === 'string') return isSecretText(value, secrecy);
  const isScalar = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
  return secrecy === 'known' && isScalar;
}

function isSecretText(text: string, secrecy: Secrecy): boolean {
  if (isPrivateKeyText(text)) return true;
  if (secrecy === 'plain') return false;
  if (text === EXPORT_MASK) return true;
  if (secrecy === 'none') return holdsSecret(text) || holdsCredentials(text);
  if (secrecy === 'open') return text === SECRET || holdsSecret(text) || holdsCredentials(text);
  if (isSecretPlaceholder(text)) return text === SECRET;
  return secrecy === 'known' || (text !== 'true' && text !== 'false');
}
