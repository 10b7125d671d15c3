/** Where do realms live, who may read them there, and what do environments have of their own? Those parts of the configuration. */

import { property } from '../json/object.ts';
import type { Json, Path } from '../model.ts';
import type { Auth, Environment } from './config.ts';
import { CONFIG_KEYS } from './config-keys.ts';
import { ConfigError, mapAt, objectAt, textAt, textsAt, versionAt } from './expect.ts';
import type { Parameters } from './parameters.ts';

/** What a configuration says of environments alone, whatever else is in it. Throws a ConfigError. */
export function environmentsIn(config: Json): { readonly [name: string]: Environment } {
  return mapAt(property(config, 'environments'), ['environments'], environmentAt);
}

/** What it says of parameters alone, by environment. Throws a ConfigError. */
export function parametersIn(config: Json): { readonly [environment: string]: Parameters } {
  return mapAt(property(config, 'parameters'), ['parameters'], (value, path) => mapAt(value, path, parameterAt));
}

function parameterAt(value: Json, path: Path): string {
  const name = String(path.at(-1));
  if (!/^[\w-]+$/.test(name)) throw new ConfigError(path, 'expected a name of letters, digits, - and _');
  return textAt(value, path);
}

function environmentAt(value: Json, path: Path): Environment {
  const entry = objectAt(value, path, CONFIG_KEYS.environment);
  const { url, file, auth, ca, version } = entry;
  if ((url === undefined) === (file === undefined)) throw new ConfigError(path, 'expected a url or a file');
  if (entry.realm !== undefined && entry.realms !== undefined)
    throw new ConfigError([...path, 'realms'], 'expected realm or realms, found both');
  const realms =
    entry.realms === undefined
      ? [entry.realm].flatMap((realm) => (realm === undefined ? [] : textAt(realm, [...path, 'realm'])))
      : textsAt(entry.realms, [...path, 'realms']);
  if (url !== undefined && realms.length === 0)
    throw new ConfigError(path, 'expected realm or realms: which of the server are meant');
  return {
    realms,
    ...(url !== undefined && { url: urlAt(url, [...path, 'url']) }),
    ...(file !== undefined && { file: textAt(file, [...path, 'file']) }),
    ...(entry.files !== undefined && { files: textsAt(entry.files, [...path, 'files']) }),
    ...(auth !== undefined && { auth: authAt(auth, [...path, 'auth']) }),
    ...(ca !== undefined && { ca: textAt(ca, [...path, 'ca']) }),
    ...(version !== undefined && { version: versionAt(version, [...path, 'version']) }),
  };
}

function urlAt(value: Json, path: Path): string {
  const text = textAt(value, path);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new ConfigError(path, 'expected a url such as https://sso.example');
  if (url.username !== '' || url.password !== '')
    throw new ConfigError(path, 'a login does not belong here: write auth, which names variables');
  return text;
}

/** Which keys say who logs in; the last of each is a secret. */
const LOGINS = [['clientId', 'clientSecret'], ['username', 'password'], ['token']] as const;

function authAt(value: Json, path: Path): Auth {
  const entry = objectAt(value, path, CONFIG_KEYS.auth);
  const said = LOGINS.filter((keys) => keys.some((key) => entry[key] !== undefined));
  const [keys] = said;
  if (keys === undefined || said.length > 1)
    throw new ConfigError(path, 'expected clientId and clientSecret, username and password, or token');
  const login = Object.fromEntries(
    keys.map((key, index) => {
      const at = [...path, key];
      return [key, index === keys.length - 1 ? secretAt(entry[key] ?? null, at) : textAt(entry[key] ?? null, at)];
    }),
  );
  const realm = entry.realm === undefined ? {} : { realm: textAt(entry.realm, [...path, 'realm']) };
  return { ...realm, ...(login as Auth) };
}

/** The name of a variable: a configuration is committed. */
function secretAt(value: Json, path: Path): string {
  const secret = textAt(value, path);
  if (/^env:[A-Za-z_]\w*$/.test(secret)) return secret;
  throw new ConfigError(path, 'a secret does not belong here: expected the name of a variable, such as env:KC_SECRET');
}
