/** What goes where a secret was masked? The secret that the caller has; a place without one is left out, never masked again. */

import { naturalPath } from '../json/natural-path.ts';
import { isArray } from '../json/object.ts';
import { printPointer, valueAt } from '../json/path.ts';
import type { Json, JsonObject, Path, Place, Realm, Tables } from '../model.ts';
import { unescaped, walkSecrets } from '../normalize/mask-secrets.ts';
import { isSecret, type Secrecy } from '../normalize/secrecy.ts';
import { EXPORT_MASK, isKeyed, SECRET } from '../normalize/secret-keys.ts';
import { nameSecrets, type WayName } from '../normalize/secret-names.ts';
import { withoutPaths } from './without-paths.ts';

/** A place that waits for a secret, by its two names. */
export interface SecretNeed {
  /** The environment variable that `normalize --secrets env` names in this place. */
  readonly variable: string;
  /** `/clients/web-shop/secret`: keys and, for entities, names; `~` and `/` in them as in a JSON pointer. */
  readonly pointer: string;
  readonly path: Path;
}

export interface Filled {
  readonly realm: Realm;
  /** The places for which there was no secret. They are not in `realm`. */
  readonly missing: readonly SecretNeed[];
}

/** Gives the secret for a place, or undefined. */
export type SecretSource = (need: SecretNeed) => string | undefined;

export function fillSecrets(realm: Realm, tables: Tables, secretOf: SecretSource): Filled {
  const needs = findNeeds(realm, tables.root);
  const missing: SecretNeed[] = [];
  let next = 0;
  const data = walkSecrets(
    realm.data,
    tables.root,
    (text) => {
      const need = needs[next++];
      if (need === undefined) return unescaped(text);
      const secret = secretOf(need);
      if (secret !== undefined && !isMask(secret)) return secret;
      missing.push(need);
      return text;
    },
    { isSought },
  );
  return { realm: { ...realm, data: withoutPaths(data, missing.map(whatIsUseless(data))) }, missing };
}

const VARIABLE = /^\$\(env:([\w.-]+)\)$/;

/** An empty text is none: a variable that is set to nothing was forgotten. */
function isMask(text: string): boolean {
  return text === '' || text === SECRET || text === EXPORT_MASK || VARIABLE.test(text) || isKeyed(text);
}

function isNeeded(value: Json, secrecy: Secrecy): boolean {
  if (value === EXPORT_MASK) return secrecy !== 'plain';
  return (
    secrecy !== 'none' &&
    secrecy !== 'plain' &&
    typeof value === 'string' &&
    (value === SECRET || (secrecy !== 'open' && (VARIABLE.test(value) || isKeyed(value))))
  );
}

/** Secrets that the realm holds, and places that wait for one. */
function isSought(value: Json, secrecy: Secrecy): boolean {
  return isSecret(value, secrecy) || isNeeded(value, secrecy);
}

/**
 * For each secret, in the order of the walk, what its place waits for; undefined where the realm holds it. Variables are numbered
 * among all secrets, as `normalize` does it.
 */
function findNeeds(realm: Realm, root: Place): readonly (SecretNeed | undefined)[] {
  const found: { names: readonly WayName[]; path: Path; text: string }[] = [];
  const note = (text: string, path: () => Path, names: () => readonly WayName[]): string => {
    found.push({ text, path: path(), names: names() });
    return text;
  };
  walkSecrets(realm.data, root, note, { isSought });
  const unnamed = found.filter(({ text }) => !VARIABLE.test(text));
  const names = nameSecrets(realm.name, unnamed);
  const variables = new Map(unnamed.map((place, index) => [place, names[index] ?? '']));
  return found.map((place) => {
    const { text, path } = place;
    const [, stated] = VARIABLE.exec(text) ?? [];
    if (stated === undefined && text !== SECRET && text !== EXPORT_MASK && !isKeyed(text)) return undefined;
    return { variable: variables.get(place) ?? stated ?? '', pointer: pointerTo(path, realm.data, root), path };
  });
}

/** The only element of a list goes without saying: `/components/.../ldap/config/bindCredential`. */
function pointerTo(path: Path, data: JsonObject, root: Place): string {
  const names = naturalPath(data, path, root);
  const isTold = (index: number): boolean => {
    const list = valueAt(data, path.slice(0, index));
    return !(isArray(list) && list.length === 1 && typeof names[index] === 'number');
  };
  return printPointer(names.filter((_, index) => isTold(index)));
}

/** What has no use without its secret: the whole credential of a user; else the field. */
function whatIsUseless(data: JsonObject): (need: SecretNeed) => Path {
  return ({ path }) => {
    const isCredential = (path[0] === 'users' || path[0] === 'federatedUsers') && path[2] === 'credentials';
    if (isCredential) return path.slice(0, 4);
    const list = valueAt(data, path.slice(0, -1));
    return isArray(list) && list.length === 1 ? path.slice(0, -1) : path;
  };
}
