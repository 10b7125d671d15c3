/** Is this a configuration? Turns what a YAML file holds into one, or says which place is wrong, what was expected and what was meant. */

import { property } from '../json/object.ts';
import type { Json, NormalizeOptions, Path, Severity } from '../model.ts';
import type { Guard, Holder } from '../rule-rows.ts';
import { SEVERITIES, THRESHOLDS } from '../tables/severity.ts';
import type { AllowedDifference, Config, IgnoreEntry } from './config.ts';
import { CONFIG_KEYS } from './config-keys.ts';
import { isDay } from './day.ts';
import {
  ConfigError,
  didYouMean,
  listAt,
  mapAt,
  objectAt,
  oneOf,
  quote,
  textAt,
  textsAt,
  versionAt,
} from './expect.ts';
import { environmentsIn, parametersIn } from './parse-environment.ts';

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
    environments: environmentsIn(value),
    parameters: parametersIn(value),
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
