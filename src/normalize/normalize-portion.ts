/** What is the normal form of some of a realm's users? The steps of a whole realm, over these alone, beside the rest of it. */

import { inflateLists } from '../baseline/inflate.ts';
import { only } from '../json/map.ts';
import { elementsOf, emptyObject, textProperty } from '../json/object.ts';
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
import { findEntities, nameBehind } from './entities.ts';
import { duplicatesAmong, findDuplicates } from './find-duplicates.ts';
import { HEADER } from './key-order.ts';
import { DEFAULT_OPTIONS, newContext, runSteps, STEPS, whatStepsStartFrom } from './normalize-realm.ts';
import { numberNamesakes } from './number-namesakes.ts';
import { fuse, rewrite } from './rewrite.ts';
import { defaultsOf } from './strip-baseline.ts';

/** A realm without its users, and what there is to know of it when some of these are looked at. */
export interface Frame {
  /** What the steps start from. */
  readonly realm: Realm;
  readonly entities: readonly Entity[];
  /** Ids and names of users that something else refers to, as far as these are users' at all. */
  readonly mentioned: ReadonlySet<string>;
  readonly defaults: () => Defaults | undefined;
  /** Lists as they are read, as the steps start from them. */
  readonly inflate: (lists: JsonObject) => JsonObject;
  readonly tables: Tables;
  readonly options: NormalizeOptions;
}

/** `realm` as it was read, with its lists of users empty. */
export function newFrame(read: Realm, tables: Tables, options: NormalizeOptions, lists: readonly string[]): Frame {
  const realm = whatStepsStartFrom(read, tables, options);
  let known: { readonly defaults: Defaults | undefined } | undefined;
  return {
    ...{ realm, tables, options },
    inflate: inflateLists(read, tables, { isWritten: options.defaults === 'keep' }),
    entities: findEntities(realm.data, tables.root),
    mentioned: namesOfUsers(realm, newContext(tables, options)),
    defaults: () => {
      if (known === undefined) {
        const defaults = defaultsOf(realm, tables);
        known = { defaults: defaults && { ...defaults, base: only(defaults.base, lists) } };
      }
      return known.defaults;
    },
  };
}

/** The texts at all places that may refer to users, and what permissions of the first version have behind a prefix. */
function namesOfUsers(realm: Realm, context: StepContext): ReadonlySet<string> {
  const found = new Set<string>();
  rewrite(runSteps(realm, READING, context).realm.data, context.tables.root, 'reference', (value, { place }) => {
    if (typeof value === 'string' && place.reference?.target.includes('users')) {
      found.add(realm.isNormalForm ? nameBehind(value) : value);
      found.add(value.slice(value.lastIndexOf('.') + 1));
    }
    return value;
  });
  return found;
}

/** Users as they were read. */
export interface UserPortion {
  readonly list: string;
  readonly users: readonly Json[];
}

export interface NormalizedPortion {
  /** In their order. */
  readonly users: readonly Json[];
  /** The paths are those of the portion. */
  readonly problems: readonly Problem[];
  /** The users as they were read: what must differ from all other users. */
  readonly entities: readonly Entity[];
}

/** Everything that a portion needs of the realm itself: what the default role is called, the version, the header. */
const HEAD = [HEADER, 'realm', 'id', 'keycloakVersion', 'defaultRole'];

/** Those that come before anybody asks who is who. */
const READING: readonly Step[] = STEPS.slice(0, STEPS.indexOf(findDuplicates));

/** The users of a list as they are told apart; their paths lead to places in `users`. */
export function usersToTellApart(realm: Realm, { list, users }: UserPortion, tables: Tables): readonly Entity[] {
  const start = { ...realm, data: Object.assign(emptyObject(), { [list]: users }) };
  const { data } = runSteps(start, READING, newContext(tables, DEFAULT_OPTIONS)).realm;
  return findEntities(data, tables.root).filter(isUser);
}

function isUser({ path }: Entity): boolean {
  return path.length === 2;
}

/** Two of one name are found by whoever sees all users, and numbered by whoever sees what they are referred to from. */
const PORTION_STEPS: readonly Step[] = fuse(
  STEPS.filter((step) => step !== findDuplicates && step !== numberNamesakes),
);

/**
 * The normal form of some users; none of these are compared with others. Undefined where one of them refers to one of several entities
 * of one name: which it is, only the whole realm tells.
 */
export function normalizePortion(frame: Frame, { list, users }: UserPortion): NormalizedPortion | undefined {
  const { tables, options, realm } = frame;
  const lists = frame.inflate(Object.assign(emptyObject(), { [list]: users }));
  const data = Object.assign(emptyObject(), only(realm.data, HEAD), lists);
  const start = { ...realm, data };
  const shared = newContext(tables, options);
  let found: readonly Entity[] = [];
  const context: StepContext = {
    ...shared,
    elsewhere: frame.entities,
    defaultsOf: frame.defaults,
    // References ask, before anything is moved.
    entitiesOf: (asked) => {
      found = shared.entitiesOf(asked).filter(({ path }) => path[0] === list);
      return found;
    },
  };
  const { realm: last, problems } = runSteps(start, PORTION_STEPS, context);
  if (last.hasNamesakes === true) return undefined;
  return {
    users: elementsOf(last.data[list]),
    problems: [
      ...duplicatesAmong(found.filter((entity) => !isUser(entity))),
      ...problems.filter(({ path }) => path[0] === list),
    ],
    entities: found.filter(isUser),
  };
}

/** By what a list of users is sorted. */
export function nameOfUser(user: Json, list: string): string {
  return textProperty(user, list === 'users' ? 'username' : 'id') ?? '';
}
