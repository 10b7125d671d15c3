/** Which users of a portion is there something to say of, and what does each of the others say? Numbers that are equal when users are. */

import { statesIn } from '../../classify/states.ts';
import { effectiveRealm } from '../../diff/effective.ts';
import { newSeals } from '../../diff/seal-secret.ts';
import { elementsOf, emptyObject } from '../../json/object.ts';
import { canonicalText } from '../../json/print.ts';
import { hashOf, hmacOf } from '../../json/sha.ts';
import type { Json, JsonObject, NormalizeOptions, Realm, Tables, WriteSecret } from '../../model.ts';
import { walkSecrets } from '../../normalize/mask-secrets.ts';
import { nameOfUser, newFrame } from '../../normalize/normalize-portion.ts';
import { SECRET } from '../../normalize/secret-keys.ts';
import type { FileSlice, Portion } from '../../read/portions.ts';
import type { Guard, Rule, StateRule } from '../../rule-rows.ts';
import { unknownFields } from '../commands/lint/unknown-fields.ts';
import { joinNumbers, numbersOf, type UserNumbers } from './find-repeated.ts';
import { type NoPortion, type NormalizedUsers, normalizeUsers, slicesOf } from './read-users.ts';

export interface SelectTask {
  readonly kind: 'select';
  /** As it was read, with empty lists in the place of those that are read in portions. */
  readonly realm: Realm;
  readonly lists: readonly string[];
  /** Those that speak of users. */
  readonly rules: readonly StateRule[];
  readonly guards: readonly Guard[];
  /** A version whose fields are to be known. */
  readonly toVersion: string | undefined;
  /** What secrets are sealed with: the same on both sides of a comparison, and told to nobody. */
  readonly key: string;
  /** True where the users are compared with others. */
  readonly isCompared: boolean;
}

/** A user, by the place in the portion, and the rule or the kind of problem that speaks of it. */
export type Reason = readonly [why: string, place: number];

export interface Selected {
  readonly count: number;
  /** Places of users that are told whatever anybody says of them. */
  readonly told: readonly number[];
  readonly reasons: readonly Reason[];
  /** By place: 64 bits of the hash of all that the user says; and of the same with its secrets masked. None where nothing is compared. */
  readonly contents: BigUint64Array;
  readonly masked: BigUint64Array;
  readonly numbers: UserNumbers;
}

/** What `diff` compares. */
function comparing(key: string): NormalizeOptions {
  const seal: WriteSecret = (secret) => `${SECRET}:${hmacOf(key, secret).toString('hex')}`;
  return { defaults: 'strip', secrets: seal, users: 'keep', implied: 'keep' };
}

/** The rules that a user may be in the state of. */
export function rulesOfUsers(rules: readonly Rule[], lists: readonly string[]): readonly StateRule[] {
  return rules.flatMap((rule) =>
    rule.speaksOf === 'state' && rule.when.section.some((section) => lists.includes(section)) ? [rule] : [],
  );
}

/** Those of them that ask what is around the user: the same user may be in such a state on one side and not on the other. */
export function rulesBeyondUsers(rules: readonly StateRule[]): readonly StateRule[] {
  return rules.filter(
    ({ when: { reaches, missingIn, realm, isShared, isIn, check } }) =>
      (reaches ?? missingIn ?? realm ?? isShared ?? isIn) !== undefined || (check ?? '').startsWith('guard'),
  );
}

export function selector(
  { realm, lists, rules, guards, toVersion, key, isCompared }: SelectTask,
  tables: Tables,
  bytesOf: (slice: FileSlice) => Uint8Array,
): (portion: Portion) => Promise<Selected | NoPortion> {
  const frame = newFrame(realm, tables, comparing(key), lists);
  const effective = effectiveRealm(realm, '', tables, { seals: newSeals() });
  return async (portion) => {
    const { list, first } = portion;
    const parts: Part[] = [];
    let before = 0;
    for (const slice of slicesOf(portion)) {
      const users = await normalizeUsers(frame, slice, bytesOf);
      if (!('users' in users)) return users;
      parts.push({ ...users, before });
      before += users.read.length;
    }
    const read = parts.flatMap((part) => part.read);
    const users = parts.flatMap((part) => part.users);
    const places = placesByName(parts);
    const whole = { ...realm, data: withList(realm.data, list, read) };
    const compared = { ...effective, realm: whole, data: withList(effective.data, list, users) };
    const states = statesIn(compared, rules, guards).filter(({ held }) => held.section === list);
    // A comparison tells nothing of fields.
    const unknown = isCompared ? [] : unknownFields(whole, toVersion, tables);
    const reasons: Reason[] = [
      ...parts.flatMap(({ problems }) => problems.map(({ code, path }): Reason => [code, Number(path[1]) - first])),
      ...states.flatMap(({ rule, held: { entity } }): Reason[] => {
        const place = places.get(entity);
        return place === undefined ? [] : [[rule.id, place]];
      }),
      ...unknown.flatMap(({ code, path: [name, place] }): Reason[] =>
        name === list && typeof place === 'number' ? [[code, place]] : [],
      ),
    ];
    const mentioned = parts.flatMap((part) => part.mentioned.flatMap(({ name }) => places.get(name) ?? []));
    return {
      count: read.length,
      told: [...unnamed(read, places), ...mentioned],
      reasons,
      ...(isCompared ? contentsOf(users, { list, places, length: read.length, tables }) : NOT_COMPARED),
      numbers: joinNumbers(parts.map((part) => numbersOf(part.entities, part.read.length))),
    };
  };
}

/** A slice, and how many users of the portion stand before it. */
interface Part extends NormalizedUsers {
  readonly before: number;
}

function withList(data: JsonObject, list: string, users: readonly Json[]): JsonObject {
  return Object.assign(emptyObject(), data, { [list]: users });
}

/** Where the user of a name stands: of several of one name the last, and whoever tells of one of them tells of all. */
function placesByName(parts: readonly Part[]): ReadonlyMap<string, number> {
  return new Map(
    parts.flatMap(({ entities, before }) =>
      entities.map(({ identity: [name = ''], path }) => [name, before + Number(path[1])] as const),
    ),
  );
}

/** What is no user, or one without a name, is always told. */
function unnamed(read: readonly Json[], places: ReadonlyMap<string, number>): readonly number[] {
  const named = new Set([...places].flatMap(([name, place]) => (name === '' ? [] : [place])));
  return named.size === read.length ? [] : read.flatMap((_, place) => (named.has(place) ? [] : [place]));
}

const NOT_COMPARED = { contents: new BigUint64Array(), masked: new BigUint64Array() };

interface Contents {
  readonly list: string;
  readonly places: ReadonlyMap<string, number>;
  readonly length: number;
  readonly tables: Tables;
}

function contentsOf(
  users: readonly Json[],
  { list, places, length, tables }: Contents,
): Pick<Selected, 'contents' | 'masked'> {
  const contents = new BigUint64Array(length);
  const masked = new BigUint64Array(length);
  const hidden = elementsOf(walkSecrets({ [list]: users }, tables.root, () => SECRET)[list]);
  for (const [index, user] of users.entries()) {
    const place = places.get(nameOfUser(user, list));
    if (place === undefined) continue;
    contents[place] = numberOf(user);
    // What holds no secret is shared.
    masked[place] = hidden[index] === user ? (contents[place] ?? 0n) : numberOf(hidden[index] ?? null);
  }
  return { contents, masked };
}

function numberOf(user: Json): bigint {
  return hashOf('sha256', canonicalText(user)).readBigUInt64LE();
}
