/** Is this a configuration? Turns what a YAML file holds into one, or says which place is wrong, what was expected and what was meant. */

import { isMadeWith } from '../baseline/lineage.ts';
import { isArray, isObject, property } from '../json/object.ts';
import { shorten } from '../json/show.ts';
import type { Json, JsonObject, NormalizeOptions, Path, Severity } from '../model.ts';
import type { Guard, Holder } from '../rule-rows.ts';
import { nearest } from '../tables/nearest.ts';
import { SEVERITIES, THRESHOLDS } from '../tables/severity.ts';
import type { AllowedDifference, Auth, Config, Environment, IgnoreEntry } from './config.ts';
import { isDay } from './day.ts';

/** A mistake in the file, and the path to it. */
export class ConfigError extends Error {
  readonly path: Path;
  constructor(path: Path, message: string) {
    super(message);
    this.path = path;
  }
}

/** The keys of each part; the schema for editors has the same. */
export const CONFIG_KEYS = {
  config: ['files', 'environments', 'normalize', 'failOn', 'rules', 'rulesDir', 'guard', 'ignore', 'allowDifferences'],
  environment: ['url', 'realm', 'realms', 'file', 'files', 'auth', 'ca', 'version'],
  auth: ['realm', 'clientId', 'clientSecret', 'username', 'password', 'token'],
  normalize: ['defaults', 'secrets', 'users', 'madeWith'],
  guard: ['role', 'scope', 'group', 'in', 'may', 'must'],
  ignore: ['path', 'rule', 'fingerprint', 'reason', 'until'],
  allowDifference: ['between', 'path', 'reason'],
} as const;

/** Who may hold a role: what a report calls `users`, `groups`, clients' service accounts and roles. */
export const HOLDERS = ['user', 'group', 'client', 'role'] as const satisfies readonly Holder['kind'][];

const NORMALIZE = {
  defaults: ['strip', 'keep'],
  secrets: ['mask', 'keep', 'env'],
  users: ['keep', 'service-accounts', 'drop'],
} as const satisfies { readonly [key in keyof NormalizeOptions]: readonly NormalizeOptions[key][] };

/** Throws a ConfigError. `ruleIds` are the rules there are: a level for another one is a mistake. */
export function parseConfig(value: Json, file: string, ruleIds: readonly string[]): Config {
  const config = value === null ? {} : objectAt(value, [], CONFIG_KEYS.config);
  return {
    file,
    files: config.files === undefined ? [] : textsAt(config.files, ['files']),
    environments: mapAt(config.environments, ['environments'], environmentAt),
    normalize: normalizeAt(config.normalize ?? {}, ['normalize']),
    failOn: config.failOn === undefined ? undefined : oneOf(THRESHOLDS, config.failOn, ['failOn']),
    rules: mapAt(config.rules, ['rules'], (level, path) => levelAt(level, path, ruleIds)),
    ...(config.rulesDir !== undefined && { rulesDir: textAt(config.rulesDir, ['rulesDir']) }),
    guard: listAt(config.guard, ['guard'], guardAt),
    ignore: listAt(config.ignore, ['ignore'], (entry, path) => ignoreAt(entry, path, ruleIds)),
    allowDifferences: listAt(config.allowDifferences, ['allowDifferences'], allowedAt),
  };
}

function levelAt(level: Json, path: Path, ruleIds: readonly string[]): Severity | 'off' {
  ruleAt(String(path.at(-1)), path, ruleIds);
  // YAML takes `off` without quotes for false.
  return level === false ? 'off' : oneOf([...SEVERITIES, 'off'] as const, level, path);
}

function ruleAt(id: string, path: Path, ruleIds: readonly string[]): string {
  if (ruleIds.includes(id)) return id;
  throw new ConfigError(path, `no rule is called ${quote(id)}${didYouMean(id, ruleIds)}; see realmdiff rules list`);
}

/** Who may reach a role, and who must. */
function guardAt(value: Json, path: Path): Guard {
  const entry = objectAt(value, path, CONFIG_KEYS.guard);
  if (entry.may === undefined && entry.must === undefined)
    throw new ConfigError(path, 'expected may, must or both: who may reach the role, and who has to');
  const subjects = (['role', 'scope', 'group'] as const).filter((key) => entry[key] !== undefined);
  const [key, second] = subjects;
  if (key === undefined || second !== undefined)
    throw new ConfigError(path, 'expected one of role, scope and group: what is guarded');
  if (entry.in !== undefined && key !== 'role') throw new ConfigError([...path, 'in'], 'only a role is in tokens');
  const subject = { [key]: textAt(entry[key] ?? null, [...path, key]) };
  const holdersAt = (key: 'may' | 'must'): readonly Holder[] | undefined =>
    entry[key] === undefined
      ? undefined
      : listAt(entry[key], [...path, key], (each, place) => holderAt(textAt(each, place), place));
  const [may, must] = [holdersAt('may'), holdersAt('must')];
  return {
    ...subject,
    isInTokens: entry.in !== undefined && oneOf(['tokens'] as const, entry.in, [...path, 'in']) === 'tokens',
    ...(may !== undefined && { may }),
    must: must ?? [],
    at: path,
  };
}

function holderAt(text: string, path: Path): Holder {
  const [, kind = '', name = ''] = /^(\S+)\s+(.+)$/.exec(text) ?? [];
  const found = HOLDERS.find((each) => each === kind);
  if (found !== undefined) return { kind: found, name };
  throw new ConfigError(path, `expected ${HOLDERS.join(', ')} and a name, such as "group /ops"; found ${quote(text)}`);
}

/** What a configuration says of environments alone, whatever else is in it. Throws a ConfigError. */
export function environmentsIn(config: Json): { readonly [name: string]: Environment } {
  return mapAt(property(config, 'environments'), ['environments'], environmentAt);
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

/** What a configuration says of `normalize` alone, whatever else is in it. Throws a ConfigError. */
export function normalizeOptionsIn(config: Json): Partial<NormalizeOptions> {
  return normalizeAt(property(config, 'normalize') ?? {}, ['normalize']);
}

function normalizeAt(value: Json, path: Path): Partial<NormalizeOptions> {
  const { defaults, secrets, users, madeWith } = objectAt(value, path, CONFIG_KEYS.normalize);
  return {
    ...(defaults !== undefined && { defaults: oneOf(NORMALIZE.defaults, defaults, [...path, 'defaults']) }),
    ...(secrets !== undefined && { secrets: oneOf(NORMALIZE.secrets, secrets, [...path, 'secrets']) }),
    ...(users !== undefined && { users: oneOf(NORMALIZE.users, users, [...path, 'users']) }),
    ...(madeWith !== undefined && { madeWith: versionAt(madeWith, [...path, 'madeWith']) }),
  };
}

/** YAML reads 26.10 as a number: only a text is a version. */
function versionAt(value: Json, path: Path): string {
  const text = typeof value === 'number' && Number.isInteger(value) ? String(value) : textAt(value, path);
  if (!isMadeWith(text))
    throw new ConfigError(path, `expected a Keycloak version such as 22.0.5, found ${quote(text)}`);
  return text;
}

function ignoreAt(value: Json, path: Path, ruleIds: readonly string[]): IgnoreEntry {
  const entry = objectAt(value, path, CONFIG_KEYS.ignore);
  if ((entry.path === undefined && entry.rule === undefined) === (entry.fingerprint === undefined))
    throw new ConfigError(path, 'expected a path, a rule or both, or else a fingerprint');
  const until = entry.until === undefined ? undefined : textAt(entry.until, [...path, 'until']);
  if (until !== undefined && !isDay(until))
    throw new ConfigError([...path, 'until'], `expected a day such as 2026-12-01, found ${quote(until)}`);
  const fingerprint =
    entry.fingerprint === undefined ? undefined : fingerprintAt(entry.fingerprint, [...path, 'fingerprint']);
  return {
    ...(entry.path !== undefined && { path: textAt(entry.path, [...path, 'path']) }),
    ...(entry.rule !== undefined && {
      rule: ruleAt(textAt(entry.rule, [...path, 'rule']), [...path, 'rule'], ruleIds),
    }),
    ...(fingerprint !== undefined && { fingerprint }),
    reason: reasonAt(entry.reason, path),
    ...(until !== undefined && { until }),
    at: path,
  };
}

/** Twelve hex digits. Without quotes YAML may read a number. */
function fingerprintAt(value: Json, path: Path): string {
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value).padStart(12, '0') : value;
  if (typeof text === 'string' && /^[0-9a-f]{12}$/.test(text)) return text;
  throw new ConfigError(path, 'expected a fingerprint of twelve hex digits, in quotes');
}

function allowedAt(value: Json, path: Path): AllowedDifference {
  const entry = objectAt(value, path, CONFIG_KEYS.allowDifference);
  const [first, second, ...others] = textsAt(entry.between ?? null, [...path, 'between']);
  if (first === undefined || second === undefined || others.length > 0)
    throw new ConfigError([...path, 'between'], 'expected the names of two environments');
  return {
    between: [first, second],
    path: textAt(entry.path ?? null, [...path, 'path']),
    reason: reasonAt(entry.reason, path),
  };
}

function reasonAt(value: Json | undefined, path: Path): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new ConfigError(path, 'expected a reason: who reads this next year wants to know why');
}

function objectAt(value: Json, path: Path, keys: readonly string[]): JsonObject {
  if (!isObject(value)) throw new ConfigError(path, `expected ${keys.join(', ')}; found ${kindOf(value)}`);
  for (const key of Object.keys(value)) {
    if (!keys.includes(key))
      throw new ConfigError(
        [...path, key],
        `unknown key ${quote(key)}${didYouMean(key, keys)}; known are ${keys.join(', ')}`,
      );
  }
  return value;
}

function mapAt<T>(
  value: Json | undefined,
  path: Path,
  parse: (value: Json, path: Path) => T,
): { readonly [key: string]: T } {
  if (value === undefined) return {};
  if (!isObject(value)) throw new ConfigError(path, `expected names and what they mean, found ${kindOf(value)}`);
  return Object.fromEntries(Object.keys(value).map((key) => [key, parse(value[key] ?? null, [...path, key])]));
}

function listAt<T>(value: Json | undefined, path: Path, parse: (value: Json, path: Path) => T): readonly T[] {
  if (value === undefined) return [];
  if (!isArray(value)) throw new ConfigError(path, `expected a list, found ${kindOf(value)}`);
  return value.map((element, index) => parse(element, [...path, index]));
}

function textsAt(value: Json, path: Path): readonly string[] {
  return listAt(value, path, textAt);
}

function textAt(value: Json, path: Path): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new ConfigError(path, `expected a text, found ${kindOf(value)}`);
}

function oneOf<T extends string>(values: readonly T[], value: Json, path: Path): T {
  const found = values.find((each) => each === value);
  if (found !== undefined) return found;
  const guess = typeof value === 'string' ? didYouMean(value, values) : '';
  throw new ConfigError(
    path,
    `expected ${values.slice(0, -1).join(', ')} or ${values.at(-1)}, found ${typeof value === 'string' ? quote(value) : kindOf(value)}${guess}`,
  );
}

function didYouMean(text: string, known: readonly string[]): string {
  const guess = nearest(text, known);
  return guess === undefined ? '' : `, did you mean ${guess}?`;
}

function quote(text: string): string {
  return `"${shorten(text, 60)}"`;
}

/** What was found, never its value: somebody may have put a secret there. */
function kindOf(value: Json): string {
  if (value === null) return 'nothing';
  if (isArray(value)) return 'a list';
  return isObject(value) ? 'a map' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}
