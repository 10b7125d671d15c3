/** What does Keycloak's migration to a version do to a realm that is there already? The shape of a row of `rules/upgrades/`, and its parser. */

import { isObject } from '../json/object.ts';
import type { Json, JsonObject } from '../model.ts';
import type { Fields } from '../rule-rows.ts';
import { expectKeys, expectList, expectText, expectTruth, parseFields, RuleError } from './parse-tests.ts';
import { parsePattern } from './pattern.ts';

/** A thing in a realm: a pattern from its root, and what its fields must be. */
export interface Some {
  readonly at: readonly string[];
  readonly where: Fields;
}

/** What is there to be done, and where. Nothing happens where the realm had one of `unless` before the row. */
export type UpgradeStep = Deed & { readonly unless: readonly Some[] };

/** `on` names the entities or maps that a step changes. */
type Deed =
  | { readonly verb: 'set' | 'fill'; readonly on: Some; readonly values: JsonObject }
  | { readonly verb: 'take'; readonly on: Some; readonly fields: readonly string[] }
  | { readonly verb: 'rename' | 'copy'; readonly on: Some; readonly fields: { readonly [from: string]: string } }
  | { readonly verb: 'replace'; readonly on: Some; readonly field: string; readonly values: JsonObject }
  | { readonly verb: 'insert' | 'remove'; readonly on: Some; readonly member: Json; readonly list: string }
  | {
      readonly verb: 'add';
      readonly on: Some;
      readonly entity: JsonObject;
      readonly list: string;
      readonly after: Fields;
    }
  | { readonly verb: 'drop'; readonly on: Some }
  /** Entities, or a field, as a new realm of the target version has them; what the realm has already stays as it is. */
  | { readonly verb: 'adopt'; readonly on: Some }
  | { readonly verb: 'call'; readonly program: string; readonly with: { readonly [name: string]: string } };

export const VERBS = [
  'set',
  'fill',
  'take',
  'rename',
  'copy',
  'replace',
  'insert',
  'remove',
  'add',
  'drop',
  'adopt',
  'call',
] as const;

/** `database`: the schema's change sets, before everything else. `model`: a migrator. `export`: what a newer server writes otherwise. */
export const UPGRADE_PHASES = ['database', 'model', 'export'] as const;

export interface UpgradeRow {
  readonly id: string;
  readonly version: string;
  readonly phase: (typeof UPGRADE_PHASES)[number];
  readonly title: string;
  readonly why: string;
  readonly source: string;
  /** True where an import of an older file does it, too. */
  readonly onImport: boolean;
  /** The first and the last server version (not including) that does it; older and newer servers do something else in its place. */
  readonly since?: string;
  readonly until?: string;
  /** All of these are there, or nothing happens. */
  readonly when: readonly Some[];
  /** None of these is there, or nothing happens. */
  readonly unless: readonly Some[];
  readonly steps: readonly UpgradeStep[];
}

/** `25.0.0/basic-scope`. */
export function upgradeName({ version, id }: Pick<UpgradeRow, 'version' | 'id'>): string {
  return `${version}/${id}`;
}

/** The part of the realm that a row is about: that of its first step. */
export function sectionOfRow({ steps: [first], when }: UpgradeRow): string {
  const [key, list] = first === undefined || first.verb === 'call' ? (when.at(-1)?.at ?? []) : first.on.at;
  if (first?.verb === 'call') return SECTION_OF_PROGRAM[first.program] ?? key ?? 'realm';
  if (key === 'roles') return `roles.${list}`;
  if (first?.verb === 'add' && first.list.startsWith('authorizationSettings')) return 'authorization';
  // A field of the realm itself has no list below it.
  return key === undefined || list === undefined ? 'realm' : key;
}

const SECTION_OF_PROGRAM: { readonly [program: string]: string } = {
  'add-organization-step': 'authenticationFlows',
  'allow-unmanaged-attributes': 'userProfile',
  'drop-http-challenge': 'authenticationFlows',
  'order-required-actions': 'requiredActions',
  'type-parameterized-scopes': 'clientScopes',
  'widen-admin-permissions': 'authorization',
};

const KEYS = ['id', 'phase', 'title', 'why', 'source', 'onImport', 'since', 'until', 'when', 'unless', 'steps'];
const NO_LISTS = new Map();

/** The rows of one file. Throws a RuleError that names the row. */
export function parseUpgrades(json: Json, version: string): readonly UpgradeRow[] {
  return expectList(json, version).map((row, index) => {
    const where = `rules/upgrades/${version}.json: row ${index + 1}`;
    if (!isObject(row)) throw new RuleError(`${where}: expected an object`);
    expectKeys(row, KEYS, where);
    const phase = UPGRADE_PHASES.find((each) => each === row.phase);
    if (phase === undefined) throw new RuleError(`${where}: phase: expected one of ${UPGRADE_PHASES.join(', ')}`);
    const textOf = (key: string): string => expectText(row[key], `${where}: ${key}`);
    return {
      id: textOf('id'),
      version,
      phase,
      title: textOf('title'),
      why: textOf('why'),
      source: textOf('source'),
      onImport: expectTruth(row.onImport ?? null, `${where}: onImport`),
      ...(row.since !== undefined && { since: textOf('since') }),
      ...(row.until !== undefined && { until: textOf('until') }),
      when: somesOf(row.when, `${where}: when`),
      unless: somesOf(row.unless, `${where}: unless`),
      steps: expectList(row.steps, `${where}: steps`).map((step, at) => parseStep(step, `${where}: step ${at + 1}`)),
    };
  });
}

/** A row of `rules/residue.json`: what only a realm has that was made before a version, whatever became of it since. */
export interface ResidueRow {
  readonly id: string;
  readonly before: string;
  readonly some: Some;
  /** What people call it. */
  readonly sign: string;
  readonly why: string;
  readonly source: string;
}

/** The rows of the file. Throws a RuleError that names the row. */
export function parseResidue(json: Json): readonly ResidueRow[] {
  return expectList(json, 'rules/residue.json').map((row, index) => {
    const where = `rules/residue.json: row ${index + 1}`;
    if (!isObject(row)) throw new RuleError(`${where}: expected an object`);
    expectKeys(row, ['id', 'before', 'at', 'where', 'sign', 'why', 'source'], where);
    const textOf = (key: string): string => expectText(row[key], `${where}: ${key}`);
    return {
      id: textOf('id'),
      before: textOf('before'),
      some: someOf(row, 'at', where),
      sign: textOf('sign'),
      why: textOf('why'),
      source: textOf('source'),
    };
  });
}

/** A list of things that may be left out. */
export function somesOf(json: Json | undefined, where: string): readonly Some[] {
  if (json === undefined) return [];
  return expectList(json, where).map((some) => someOf(some, 'at', where));
}

/** The pattern under a key, and `where` beside it. */
export function someOf(json: Json, key: string, where: string): Some {
  if (!isObject(json)) throw new RuleError(`${where}: expected an object`);
  return {
    at: parsePattern(json[key] === undefined ? '' : expectText(json[key], `${where}: ${key}`)),
    where: json.where === undefined ? [] : parseFields(json.where, `${where}: where`, NO_LISTS),
  };
}

function parseStep(json: Json, where: string): UpgradeStep {
  if (!isObject(json)) throw new RuleError(`${where}: expected an object`);
  const verb = VERBS.find((each) => json[each] !== undefined);
  if (verb === undefined) throw new RuleError(`${where}: expected one of ${VERBS.join(', ')}`);
  expectKeys(json, [verb, 'unless', ...MORE[verb]], where);
  return { ...parseDeed(json, verb, where), unless: somesOf(json.unless, `${where}: unless`) };
}

function parseDeed(json: JsonObject, verb: (typeof VERBS)[number], where: string): Deed {
  const argument = json[verb] ?? null;
  const on = someOf(json, 'on', where);
  switch (verb) {
    case 'set':
    case 'fill':
      return { verb, on, values: objectOf(argument, where) };
    case 'take':
      return { verb, on, fields: expectList(argument, where).map((field) => expectText(field, where)) };
    case 'rename':
    case 'copy':
      return { verb, on, fields: textsOf(objectOf(argument, where), where) };
    case 'replace':
      return { verb, on, field: expectText(argument, where), values: objectOf(json.by ?? null, where) };
    case 'insert':
    case 'remove':
      return { verb, on, member: argument, list: expectText(json.list, `${where}: list`) };
    case 'add': {
      const after = json.after === undefined ? [] : parseFields(json.after, `${where}: after`, NO_LISTS);
      return { verb, on, entity: objectOf(argument, where), list: expectText(json.list, `${where}: list`), after };
    }
    case 'drop':
    case 'adopt':
      return { verb, on: { ...someOf(json, verb, where), where: on.where } };
    case 'call':
      return { verb, program: expectText(argument, where), with: textsOf(objectOf(json.with ?? {}, where), where) };
  }
}

const MORE: { readonly [verb in (typeof VERBS)[number]]: readonly string[] } = {
  set: ['on', 'where'],
  fill: ['on', 'where'],
  take: ['on', 'where'],
  rename: ['on', 'where'],
  copy: ['on', 'where'],
  replace: ['on', 'where', 'by'],
  insert: ['on', 'where', 'list'],
  remove: ['on', 'where', 'list'],
  add: ['on', 'where', 'list', 'after'],
  drop: ['where'],
  adopt: ['where'],
  call: ['with'],
};

function objectOf(json: Json, where: string): JsonObject {
  if (!isObject(json)) throw new RuleError(`${where}: expected an object`);
  return json;
}

function textsOf(object: JsonObject, where: string): { readonly [key: string]: string } {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, expectText(value, where)]));
}
