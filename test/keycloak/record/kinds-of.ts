/** What did the importer fill in for each kind of entity? From a realm with a minimal one of each to the defaults. */

import { EVERY } from '../../../src/baseline/fill-in.ts';
import { merge } from '../../../src/baseline/merge.ts';
import { subtract } from '../../../src/baseline/subtract.ts';
import { equal } from '../../../src/json/equal.ts';
import { emptyObject, isObject, type MutableJsonObject, textProperty } from '../../../src/json/object.ts';
import { valueAt } from '../../../src/json/path.ts';
import type { Entity, Json, JsonObject, Section, Tables } from '../../../src/model.ts';
import { findEntities } from '../../../src/normalize/entities.ts';
import { placeOfKinds } from '../../../src/tables/baselines.ts';
import { PIECE_NAME } from './pieces.ts';

/** How the defaults of a section are told apart, and which fields the recording itself had to state. */
interface Kind {
  readonly section: string;
  /** Conditions that make a variant; `providerId` alone makes one for each of its values. */
  readonly variants: readonly string[];
  /** Stated by the recording, or decided by something else in the realm: no default. */
  readonly given: readonly string[];
  readonly why: string;
}

const KINDS: readonly Kind[] = [
  {
    section: 'clients',
    variants: [
      'protocol=saml',
      'protocol=docker-v2',
      'publicClient=true',
      'bearerOnly=true',
      'consentRequired=true',
      'serviceAccountsEnabled=true',
      'authorizationServicesEnabled=true',
    ],
    given: ['secret', 'defaultClientScopes', 'optionalClientScopes', 'fullScopeAllowed'],
    why: "a client's scopes are the realm's, and its fullScopeAllowed depends on consentRequired: src/baseline/fill-in.ts",
  },
  { section: 'authorization.resources', variants: [], given: ['scopes'], why: 'a resource may have no scopes' },
  { section: 'authorization.scopes', variants: [], given: [], why: 'a scope is its name' },
  {
    section: 'authorization.policies',
    variants: ['type'],
    given: ['type', 'config'],
    why: 'a policy is made of its config, which the recording had to state',
  },
  {
    section: 'clientScopes',
    variants: ['protocol'],
    given: ['protocol', 'protocolMappers'],
    why: 'nothing is filled in by name',
  },
  {
    section: 'protocolMappers',
    variants: ['protocolMapper'],
    given: ['protocolMapper'],
    why: 'each type of mapper has a config of its own',
  },
  { section: 'roles.realm', variants: [], given: [], why: 'a role is its name' },
  { section: 'roles.client', variants: [], given: [], why: 'a role is its name' },
  { section: 'groups', variants: [], given: ['subGroups'], why: 'a group is its name' },
  { section: 'users', variants: [], given: [], why: 'a user is a username' },
  { section: 'requiredActions', variants: [], given: ['providerId', 'name'], why: 'an action needs its provider' },
  {
    section: 'identityProviders',
    variants: ['providerId'],
    given: ['providerId'],
    why: 'providers fill in some values',
  },
  {
    section: 'identityProviderMappers',
    variants: ['identityProviderMapper'],
    given: ['identityProviderMapper'],
    why: 'each type of mapper has a config of its own',
  },
  {
    section: 'authenticationFlows',
    variants: [],
    given: ['providerId', 'authenticationExecutions'],
    why: 'the importer refuses a flow without a provider',
  },
  {
    section: 'authenticationExecutions',
    variants: [],
    given: ['requirement', 'priority', 'authenticatorFlow', 'authenticatorConfig'],
    why: 'an execution without priority comes first, so its priority is never a default',
  },
  { section: 'authenticatorConfig', variants: [], given: [], why: 'a config is its alias' },
  { section: 'components', variants: ['providerId'], given: ['subComponents'], why: 'providers fill in some values' },
  { section: 'organizations', variants: [], given: ['name', 'domains'], why: 'an organization needs a domain' },
  { section: 'clientProfiles', variants: [], given: [], why: 'a profile is its name' },
  { section: 'clientPolicies', variants: [], given: [], why: 'a policy is its name' },
];

/** Defaults by section and variant, from the realm that `pieces.ts` describes. */
export function kindsOf(recorded: JsonObject, tables: Tables): JsonObject {
  const entities = findEntities(recorded, tables.root).filter((entity) => isPiece(entity, recorded));
  const kinds = emptyObject();
  for (const kind of KINDS) {
    const found = entities.filter(({ section }) => section.name === kind.section);
    if (found.length > 0) kinds[kind.section] = variantsOf(found, kind, tables);
  }
  return kinds;
}

/** Pieces are called after what they are; executions count by their flow, and the user profile has no name. */
function isPiece({ section, identity, value, path }: Entity, recorded: JsonObject): boolean {
  if (section.name === 'components' && value.providerId === 'declarative-user-profile') return true;
  const owner = section.name === 'authenticationExecutions' ? valueAt(recorded, path.slice(0, 2)) : undefined;
  const [name = ''] = identity.filter((text) => text !== '');
  return PIECE_NAME.test(textProperty(owner, 'alias') ?? name);
}

/** One entity's values without what names it or was given, and the conditions that it meets. */
interface Sample {
  readonly conditions: readonly string[];
  readonly values: JsonObject;
}

function variantsOf(entities: readonly Entity[], kind: Kind, tables: Tables): JsonObject {
  const samples = entities.map((entity) => sampleOf(entity, kind));
  const plain = samples.filter(({ conditions }) => conditions.length === 0);
  const every = commonTo(plain.length > 0 ? plain : samples);
  const variants = emptyObject();
  variants[EVERY] = every;
  const place = placeOfKinds(tables.root);
  for (const { conditions, values } of [...samples].sort((a, b) => a.conditions.length - b.conditions.length)) {
    const [name] = conditions.slice(-1);
    if (name === undefined || variants[name] !== undefined) continue;
    const under = conditions.reduce((base: JsonObject, condition) => {
      const patch = variants[condition];
      return isObject(patch) ? merge(base, patch, { place, fillIn: () => emptyObject() }) : base;
    }, every);
    const patch = subtract(values, under, { place, fillIn: () => emptyObject(), isWhole: true, isPartial: false });
    const said = Object.fromEntries(Object.entries(patch).filter(([key]) => !isCondition(key, conditions)));
    if (Object.keys(said).length > 0) variants[name] = Object.assign(emptyObject(), said);
  }
  return variants;
}

/** What makes the variant is stated by every entity of it, and so is never filled in. */
function isCondition(key: string, conditions: readonly string[]): boolean {
  return conditions.some((condition) => condition.startsWith(`${key}=`));
}

function sampleOf({ section, value }: Entity, kind: Kind): Sample {
  const conditions = kind.variants.flatMap((variant) => conditionOf(variant, value));
  const named = conditions.map((condition) => condition.split('=')[0] ?? '');
  const values = emptyObject();
  for (const key of Object.keys(value)) {
    if (section.identity.includes(key) || kind.given.includes(key) || named.includes(key)) continue;
    const child = withoutEntities(value[key] ?? null, key, section);
    if (child !== undefined) values[key] = child;
  }
  return { conditions, values };
}

/** `protocol=saml` when the entity is one; for `providerId` the condition with its value. */
function conditionOf(variant: string, value: JsonObject): readonly string[] {
  const [key = '', wanted] = variant.split('=');
  const found = value[key];
  if (found === undefined) return [];
  const text = String(found);
  return wanted === undefined || wanted === text ? [`${key}=${text}`] : [];
}

/** Entities inside an entity were stated by the recording; mappers that nobody stated are what the server made. */
function withoutEntities(value: Json, key: string, section: Section): Json | undefined {
  if (section.name !== 'clients' || key !== 'authorizationSettings' || !isObject(value)) return value;
  const settings: MutableJsonObject = Object.assign(emptyObject(), value);
  for (const list of ['resources', 'policies', 'scopes']) delete settings[list];
  return settings;
}

/** What all samples have in common, property by property; maps are compared key by key. */
function commonTo(samples: readonly Sample[]): JsonObject {
  const [first, ...rest] = samples.map(({ values }) => values);
  return rest.reduce<JsonObject>(common, first ?? emptyObject());
}

function common(a: JsonObject, b: JsonObject): JsonObject {
  const result = emptyObject();
  for (const key of Object.keys(a)) {
    const [one = null, other] = [a[key], b[key]];
    if (equal(one, other)) result[key] = one;
    else if (isObject(one) && isObject(other)) result[key] = common(one, other);
  }
  return result;
}
