/** Is this JSON a rule? Turns unknown into a Rule, or says which field is wrong, what was expected and what was perhaps meant. */

import { parseVersion } from '../baseline/choose.ts';
import { isObject } from '../json/object.ts';
import type { ChangeKind, ExportKind, Json, JsonObject } from '../model.ts';
import type { Cause, ChangeWhen, CheckName, FlowTest, Rule, StateWhen } from '../rule-rows.ts';
import {
  didYouMean,
  expectKeys,
  expectList,
  expectNumber,
  expectOneOf,
  expectText,
  expectTruth,
  type Lists,
  parseFields,
  parseListed,
  parseSides,
  parseTest,
  RuleError,
  textsIn,
} from './parse-tests.ts';
import { parsePattern } from './pattern.ts';
import { DIRECTIONS, SEVERITIES } from './severity.ts';

export const KINDS = ['added', 'removed', 'changed', 'renamed', 'moved'] as const satisfies readonly ChangeKind[];
const EXPORTS = ['full', 'partial', 'live', 'declared'] as const satisfies readonly ExportKind[];
export const CHECKS = [
  'conditional-flow-without-condition',
  'mixed-requirements',
  'orphan-flow',
  'shared-flow-alias',
  'shared-config-alias',
  'unused-config',
  'equal-priorities',
  'step-and-flow',
  'missing-sub-flow',
  'missing-config',
  'secret-in-clear',
  'key-in-clear',
  'masked-secret',
  'unregistered-organization-redirect',
  'shared-component-name',
  'x509-without-ca-subject',
  'failures-forgotten-before-wait-ends',
  'client-token-outlives-realm',
  'weak-password-hashing',
  'mapper-over-editable-attribute',
  'mapper-by-client-id',
  'mapper-never-updates',
  'lightweight-token-without-sub',
  'condition-before-user',
  'condition-of-missing-role',
  'names-alike-but-for-case',
  'problem',
  'idle-longer-than-session',
  'guard-exceeded',
  'guard-missed',
] as const satisfies readonly CheckName[];

/** The sections of a report, in Keycloak's own words. */
export const SECTIONS = [
  'realm',
  'clients',
  'clientScopes',
  'roles.realm',
  'roles.client',
  'groups',
  'defaultGroups',
  'users',
  'federatedUsers',
  'identityProviders',
  'identityProviderMappers',
  'authenticationFlows',
  'authenticatorConfig',
  'requiredActions',
  'components',
  'userProfile',
  'localizationTexts',
  'clientPolicies',
  'clientProfiles',
  'organizations',
  'authorization',
  'defaultDefaultClientScopes',
  'defaultOptionalClientScopes',
] as const;

const ANY_RULE = [
  '$schema',
  'id',
  'severity',
  'direction',
  'title',
  'why',
  'fix',
  'source',
  'message',
  'when',
  'examples',
];
export const RULE_KEYS = {
  change: [...ANY_RULE, 'mirror', 'waiver'],
  state: [...ANY_RULE, 'because', 'unless', 'onlyAlone'],
} as const;

const ANY_WHEN = ['section', 'entity', 'path', 'name', 'flow', 'isIn', 'since', 'until', 'export', 'realm'];
export const WHEN_KEYS = {
  change: [...ANY_WHEN, 'kind', 'before', 'after', 'grew', 'shrank', 'gives', 'givesNone', 'where'],
  state: [...ANY_WHEN, 'value', 'has', 'reaches', 'isDirect', 'missingIn', 'isShared', 'check'],
} as const;

export type SpeaksOf = keyof typeof RULE_KEYS;

/** Throws a RuleError whose message names the field. Examples are for tests and not looked at. */
export function parseRule(json: Json, speaksOf: SpeaksOf, lists: Lists): Rule {
  if (!isObject(json)) throw new RuleError('expected a rule, which is an object');
  expectKeys(json, RULE_KEYS[speaksOf], '');
  const id = expectText(json.id, 'id');
  if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id)) throw new RuleError(`id: expected words in kebab-case, found "${id}"`);
  const said = {
    id,
    severity: expectOneOf(json.severity, SEVERITIES, 'severity'),
    direction: expectOneOf(json.direction, DIRECTIONS, 'direction'),
    title: expectText(json.title, 'title'),
    why: expectText(json.why, 'why'),
    fix: expectText(json.fix, 'fix'),
    source: expectText(json.source, 'source'),
    message: parseMessage(json.message),
  };
  const { when } = json;
  if (!isObject(when)) throw new RuleError('when: expected an object of conditions');
  expectKeys(when, WHEN_KEYS[speaksOf], 'when');
  if (speaksOf === 'state') {
    const because = json.because === undefined ? [] : expectList(json.because, 'because');
    return {
      ...said,
      speaksOf,
      when: parseStateWhen(when, lists),
      because: because.map((cause, index) => parseCause(cause, `because[${index}]`, lists)),
      unless: json.unless === undefined ? [] : textsIn(json.unless, 'unless'),
      onlyAlone: json.onlyAlone === undefined ? false : expectTruth(json.onlyAlone, 'onlyAlone'),
    };
  }
  return {
    ...said,
    speaksOf,
    when: parseChangeWhen(when, lists),
    ...(json.mirror !== undefined && { mirror: expectText(json.mirror, 'mirror') }),
    ...(json.waiver !== undefined && { waiver: expectText(json.waiver, 'waiver') }),
  };
}

export const PLACEHOLDERS = ['kind', 'entity', 'realm', 'path', 'name', 'before', 'after', 'value', 'via'] as const;
/** How a placeholder's value may be shown: seconds in words; the part of `owner/name` after or before the slash. */
export const FORMATS = ['duration', 'name', 'owner', 'text', 'permission'] as const;

function parseMessage(json: Json | undefined): string {
  const message = expectText(json, 'message');
  for (const [whole, placeholder = '', format] of message.matchAll(/\{([^{}:]*)(?::([^{}]*))?\}/g)) {
    if (!PLACEHOLDERS.some((known) => known === placeholder)) {
      throw new RuleError(`message: unknown placeholder ${whole}${didYouMean(placeholder, PLACEHOLDERS)}`);
    }
    if (format !== undefined && !FORMATS.some((known) => known === format)) {
      throw new RuleError(`message: unknown format in ${whole}${didYouMean(format, FORMATS)}`);
    }
  }
  return message;
}

function parseAnyWhen(when: JsonObject, lists: Lists) {
  return {
    section: textsIn(when.section, 'when.section').map((name) => expectOneOf(name, SECTIONS, 'when.section')),
    ...(when.entity !== undefined && { entity: parseTest(when.entity, 'when.entity', lists) }),
    ...(when.path !== undefined && { path: textsIn(when.path, 'when.path').map(parsePattern) }),
    ...(when.name !== undefined && { name: parseTest(when.name, 'when.name', lists) }),
    ...(when.flow !== undefined && { flow: parseFlow(when.flow) }),
    ...(when.isIn !== undefined && { isIn: expectText(when.isIn, 'when.isIn') }),
    ...(when.export !== undefined && {
      export: textsIn(when.export, 'when.export').map((kind) => expectOneOf(kind, EXPORTS, 'when.export')),
    }),
    ...(when.since !== undefined && { since: expectVersion(when.since, 'when.since') }),
    ...(when.until !== undefined && { until: expectVersion(when.until, 'when.until') }),
  };
}

function parseChangeWhen(when: JsonObject, lists: Lists): ChangeWhen {
  return {
    ...parseAnyWhen(when, lists),
    ...(when.kind !== undefined && {
      kind: textsIn(when.kind, 'when.kind').map((kind) => expectOneOf(kind, KINDS, 'when.kind')),
    }),
    ...(when.before !== undefined && { before: parseTest(when.before, 'when.before', lists) }),
    ...(when.after !== undefined && { after: parseTest(when.after, 'when.after', lists) }),
    ...(when.grew !== undefined && { grew: expectFactor(when.grew, 'when.grew') }),
    ...(when.shrank !== undefined && { shrank: expectFactor(when.shrank, 'when.shrank') }),
    ...(when.gives !== undefined && { gives: parseListed(when.gives, 'when.gives', lists) }),
    ...(when.givesNone !== undefined && { givesNone: parseListed(when.givesNone, 'when.givesNone', lists) }),
    ...(when.where !== undefined && { where: parseSides(when.where, 'when.where', lists) }),
    ...(when.realm !== undefined && { realm: parseSides(when.realm, 'when.realm', lists) }),
  };
}

function parseStateWhen(when: JsonObject, lists: Lists): StateWhen {
  return {
    ...parseAnyWhen(when, lists),
    ...(when.value !== undefined && { value: parseTest(when.value, 'when.value', lists) }),
    ...(when.has !== undefined && { has: parseFields(when.has, 'when.has', lists) }),
    ...(when.realm !== undefined && { realm: parseFields(when.realm, 'when.realm', lists) }),
    ...(when.reaches !== undefined && { reaches: parseListed(when.reaches, 'when.reaches', lists) }),
    ...(when.isDirect !== undefined && { isDirect: expectTruth(when.isDirect, 'when.isDirect') }),
    ...(when.missingIn !== undefined && { missingIn: expectOneOf(when.missingIn, SECTIONS, 'when.missingIn') }),
    ...(when.isShared !== undefined && { isShared: expectTruth(when.isShared, 'when.isShared') }),
    ...(when.check !== undefined && { check: expectOneOf(when.check, CHECKS, 'when.check') }),
  };
}

function parseFlow(json: Json): FlowTest {
  if (!isObject(json)) throw new RuleError('when.flow: expected an object such as { "isBound": true }');
  expectKeys(json, ['isBound'], 'when.flow');
  return { isBound: expectTruth(json.isBound, 'when.flow.isBound') };
}

function parseCause(json: Json, field: string, lists: Lists): Cause {
  if (!isObject(json)) throw new RuleError(`${field}: expected an object with "section"`);
  expectKeys(json, ['section', 'entity', 'path'], field);
  return {
    section: expectOneOf(json.section, SECTIONS, `${field}.section`),
    ...(json.entity !== undefined && { entity: parseTest(json.entity, `${field}.entity`, lists) }),
    ...(json.path !== undefined && { path: textsIn(json.path, `${field}.path`).map(parsePattern) }),
  };
}

/** `true` is any growth; a number is the factor that must be passed. */
function expectFactor(json: Json, field: string): number {
  if (json === true) return 1;
  const factor = expectNumber(json, field);
  if (factor < 1) throw new RuleError(`${field}: expected true or a factor of 1 or more`);
  return factor;
}

function expectVersion(json: Json, field: string): string {
  const version = expectText(json, field);
  if (parseVersion(version) === undefined) throw new RuleError(`${field}: expected a version such as "26.0.0"`);
  return version;
}
