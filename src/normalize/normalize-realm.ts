/** What is the normal form of a realm? The ordered list of steps, and the loop over it. The order is the documentation. */

import { inflate } from '../baseline/inflate.ts';
import { lackingKeys } from '../baseline/lacking-keys.ts';
import { recordedLineage } from '../baseline/lineage.ts';
import { without } from '../json/map.ts';
import { emptyObject, isObject, textProperty } from '../json/object.ts';
import type {
  Defaults,
  Entity,
  Json,
  JsonObject,
  NormalizeOptions,
  Problem,
  Realm,
  Step,
  StepContext,
  Tables,
} from '../model.ts';
import { decodeJsonTexts } from './decode-json-texts.ts';
import { dropDerived } from './drop-derived.ts';
import { dropEmptyTexts } from './drop-empty-texts.ts';
import { dropImplied } from './drop-implied.ts';
import { findEntities } from './entities.ts';
import { findDuplicates } from './find-duplicates.ts';
import { HEADER } from './key-order.ts';
import { maskSecrets } from './mask-secrets.ts';
import { nameConfigs } from './name-configs.ts';
import { nameDefaultRole } from './name-default-role.ts';
import { nameServiceAccounts } from './name-service-accounts.ts';
import { numberNamesakes } from './number-namesakes.ts';
import { orderLists } from './order-lists.ts';
import { orderTexts } from './order-texts.ts';
import { readValues } from './read-values.ts';
import { resolveReferences, USER_NAMES } from './resolve-references.ts';
import { fuse } from './rewrite.ts';
import { selectUsers } from './select-users.ts';
import { defaultsOf, stripBaseline } from './strip-baseline.ts';
import { stripVolatile } from './strip-volatile.ts';

/**
 * Until `select-users` no step drops or moves an element of a list, so that a problem's path is a path in the file.
 * Ids are needed until references are resolved; secrets are hidden before anything is sorted, or they would decide an order.
 */
export const STEPS: readonly Step[] = [
  readValues,
  decodeJsonTexts,
  nameServiceAccounts,
  findDuplicates,
  nameDefaultRole,
  resolveReferences,
  nameConfigs,
  dropDerived,
  stripVolatile,
  dropEmptyTexts,
  orderTexts,
  maskSecrets,
  selectUsers,
  dropImplied,
  orderLists,
  numberNamesakes,
  stripBaseline,
];

/** Neighbours that only edit single places share one walk, where nobody watches what each of them does. */
const FUSED: readonly Step[] = fuse(STEPS);

export interface Normalized {
  /** `data` is the normal form, with its `$realmdiff` header. */
  readonly realm: Realm;
  readonly problems: readonly Problem[];
  /** The environment variables that stand for secrets, in the order of the file; only with `secrets: 'env'`. */
  readonly secretNames: readonly string[];
}

/** Told of each step: the realm before and after it. */
export type Watch = (step: Step, before: Realm, after: Realm) => void;

export const DEFAULT_OPTIONS: NormalizeOptions = { defaults: 'strip', secrets: 'mask', users: 'keep' };

/**
 * The normal form of a realm. Never throws for what the realm holds: what is odd comes back as problems. A normal form
 * without defaults is laid over its baseline first, so what was left out and what was written count alike.
 */
export function normalizeRealm(
  realm: Realm,
  tables: Tables,
  options: NormalizeOptions = DEFAULT_OPTIONS,
  { watch, elsewhere = [] }: Around = {},
): Normalized {
  const context = { ...newContext(tables, options), elsewhere };
  const start = whatStepsStartFrom(realm, tables, options);
  const { realm: last, ...found } = runSteps(start, watch === undefined ? FUSED : STEPS, context, watch);
  return { ...found, realm: { ...last, isNormalForm: true, data: withHeader(last, realm, tables) } };
}

/** What a realm is normalized beside. */
export interface Around {
  readonly watch?: Watch | undefined;
  /** What is not in the data and may be referred to. */
  readonly elsewhere?: readonly Entity[];
}

/** A normal form lies over its baseline again. */
export function whatStepsStartFrom(realm: Realm, tables: Tables, options: NormalizeOptions): Realm {
  const inflated = inflate(realm, tables, { isWritten: options.defaults === 'keep' });
  const { madeWith = inflated.madeWith } = options;
  return madeWith === undefined ? inflated : { ...inflated, madeWith };
}

/** The realm after the last step, and what all of them found. */
export function runSteps(start: Realm, steps: readonly Step[], context: StepContext, watch?: Watch): Normalized {
  // Not spread into calls of `push`: what is spread stands on the stack, and there may be a secret for each of a million users.
  const problems: (readonly Problem[])[] = [];
  const secretNames: (readonly string[])[] = [];
  let current = start;
  for (const step of steps) {
    const result = step.run(current, context);
    watch?.(step, current, result.realm);
    current = result.realm;
    problems.push(result.problems ?? []);
    secretNames.push(result.secretNames ?? []);
  }
  return { realm: current, problems: problems.flat(), secretNames: secretNames.flat() };
}

/** From which version on the realm was upgraded: only where defaults were left out does it matter. */
function lineageOf(
  { data, madeWith, keycloakVersion }: Realm,
  { baselines }: Tables,
): { readonly [key: string]: Json } {
  const baseline = textProperty(data[HEADER], 'baseline');
  if (madeWith === undefined || baseline === undefined) return {};
  const stops = recordedLineage(madeWith, baseline, baselines).slice(0, -1);
  return stops.length === 0 ? {} : { lineage: [...stops, keycloakVersion ?? baseline] };
}

/** What the steps of one realm share. */
export function newContext(tables: Tables, options: NormalizeOptions): StepContext {
  let defaults: { readonly known: Defaults | undefined } | undefined;
  return {
    tables,
    options,
    elsewhere: [],
    entitiesOf: rememberEntities(tables),
    defaultsOf: (realm) => {
      defaults ??= { known: defaultsOf(realm, tables) };
      return defaults.known;
    },
  };
}

/** Finds the entities of the last data that was asked for, once. */
function rememberEntities(tables: Tables): StepContext['entitiesOf'] {
  let last: { readonly data: JsonObject; readonly entities: readonly Entity[] } | undefined;
  return ({ data }) => {
    if (last?.data !== data) last = { data, entities: findEntities(data, tables.root) };
    return last.entities;
  };
}

/**
 * The header says which form this is and of which kind of export; without `baseline` no default was left out. `unknown`
 * names the parts that a partial export was made without: only so their absence does not look like a new realm's.
 */
function withHeader(realm: Realm, read: Realm, tables: Tables): { [key: string]: Json } {
  const known = realm.data[HEADER];
  const unknown = read.exportKind === 'full' ? [] : [...lackingKeys(read, tables.root)].sort();
  const header = Object.assign(emptyObject(), isObject(known) ? without(known, [USER_NAMES]) : {}, {
    normalForm: 1,
    export: realm.exportKind,
    ...lineageOf(realm, tables),
    ...(unknown.length > 0 && { unknown }),
  });
  return Object.assign(emptyObject(), realm.data, { [HEADER]: header });
}
