/** What is the normal form of some of a realm's users? The steps of a whole realm, over these alone, beside the rest of it. */

import { only } from '../json/map.ts';
import { elementsOf, emptyObject, textProperty } from '../json/object.ts';
import type { Defaults, Entity, Json, NormalizeOptions, Problem, Realm, Step, StepContext, Tables } from '../model.ts';
import { decodeJsonTexts } from './decode-json-texts.ts';
import { findEntities, nameBehind } from './entities.ts';
import { duplicatesAmong, findDuplicates } from './find-duplicates.ts';
import { HEADER } from './key-order.ts';
import { newContext, runSteps, STEPS, whatStepsStartFrom } from './normalize-realm.ts';
import { numberNamesakes } from './number-namesakes.ts';
import { readValues } from './read-values.ts';
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
  readonly tables: Tables;
  readonly options: NormalizeOptions;
}

/** `realm` as it was read, with its lists of users empty. */
export function newFrame(read: Realm, tables: Tables, options: NormalizeOptions, lists: readonly string[]): Frame {
  const realm = whatStepsStartFrom(read, tables, options);
  let known: { readonly defaults: Defaults | undefined } | undefined;
  return {
    ...{ realm, tables, options },
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
  const read = [readValues, decodeJsonTexts].reduce((each, step) => step.run(each, context).realm, realm);
  rewrite(read.data, context.tables.root, 'reference', (value, { place }) => {
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
  const data = Object.assign(emptyObject(), only(realm.data, HEAD), { [list]: users });
  const start = { ...realm, data };
  const context: StepContext = {
    ...newContext(tables, options),
    elsewhere: frame.entities,
    defaultsOf: frame.defaults,
  };
  const entities = findEntities(only(data, [list]), tables.root);
  const nested = entities.filter(({ path }) => path.length > 2);
  const { realm: last, problems } = runSteps(start, PORTION_STEPS, context);
  if (last.hasNamesakes === true) return undefined;
  return {
    users: elementsOf(last.data[list]),
    problems: [...duplicatesAmong(nested), ...problems.filter(({ path }) => path[0] === list)],
    entities: entities.filter(({ path }) => path.length === 2),
  };
}

/** By what a list of users is sorted. */
export function nameOfUser(user: Json, list: string): string {
  return textProperty(user, list === 'users' ? 'username' : 'id') ?? '';
}
