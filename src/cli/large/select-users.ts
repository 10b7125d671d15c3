/** Of which of a million users is there something to say? Reads these again, into a realm that fits into memory. */

import { emptyObject } from '../../json/object.ts';
import { randomKey } from '../../json/sha.ts';
import type { Failure, Json, Origin, Problem, Realm, Tables } from '../../model.ts';
import { type Portion, readPortion } from '../../read/portions.ts';
import { sizeOf } from '../../sources/cut-file.ts';
import type { Input } from '../../sources/input.ts';
import type { Judging } from '../load-judging.ts';
import type { Tell } from '../progress.ts';
import { type Contents, different, type Told, toldOnBoth } from './compare-contents.ts';
import { findSuspects, type Listed } from './find-repeated.ts';
import {
  changedFile,
  type FramedInput,
  type FramedRealm,
  failureOf,
  openFramed,
  SIZES,
  type Sizes,
} from './framed-input.ts';
import { type Reason, rulesBeyondUsers, rulesOfUsers, type SelectTask } from './select-portions.ts';
import { answersTo } from './workshop.ts';

export interface SelectOptions {
  readonly judging: Pick<Judging, 'rules' | 'config'>;
  readonly tables: Tables;
  readonly toVersion?: string | undefined;
  /** Of a comparison, tell also what holds on both sides. */
  readonly isKeptTold?: boolean;
  readonly sizes?: Sizes;
  readonly tell?: Tell;
}

/** As much of an input as a report speaks of. */
export interface SelectedInput {
  readonly realms: readonly Realm[];
  readonly problems: readonly Problem[];
  readonly failures: readonly Failure[];
}

/** The realms with those users that a rule or a warning speaks of; undefined where the input is to be read as a whole. */
export async function selectToldUsers(input: Input, options: SelectOptions): Promise<SelectedInput | undefined> {
  try {
    return await selectTold(input, options);
  } catch (error) {
    return failed(failureOf(error, input));
  }
}

async function selectTold(input: Input, options: SelectOptions): Promise<SelectedInput | undefined> {
  const looked = await lookAt(input, options, { isCompared: false, key: randomKey(), isPartner: false });
  if (looked === undefined || 'message' in looked) return looked && failed(looked);
  try {
    const realms = await Promise.all(looked.realms.map((each) => realmWith(each, each.told, looked.framed)));
    const changed = changedFile(looked.framed);
    return changed === undefined ? { realms, problems: looked.problems, failures: [] } : failed(changed);
  } finally {
    looked.framed.close();
  }
}

/** The realms of two inputs with those users, and with all that are not the same in both. */
export async function selectDifferentUsers(
  before: Input,
  after: Input,
  options: SelectOptions,
): Promise<readonly [SelectedInput, SelectedInput] | undefined> {
  try {
    return await selectDifferent(before, after, options);
  } catch (error) {
    return [failed(failureOf(error, before)), NOTHING];
  }
}

const NOTHING: SelectedInput = { realms: [], problems: [], failures: [] };

async function selectDifferent(
  before: Input,
  after: Input,
  options: SelectOptions,
): Promise<readonly [SelectedInput, SelectedInput] | undefined> {
  const sides: LookedAt[] = [];
  try {
    const key = randomKey();
    // The larger one first: where it holds few users, so does the other.
    const inputs = sizeOf(before.paths) < sizeOf(after.paths) ? [after, before] : [before, after];
    const all = sizeOf([...before.paths, ...after.paths]);
    let earlier = 0;
    for (const input of inputs) {
      const start = earlier;
      const ofBoth = { ...options, tell: (done: number) => options.tell?.(start + done, all) };
      const looked = await lookAt(input, ofBoth, { isCompared: true, key, isPartner: sides.length > 0 });
      earlier += sizeOf(input.paths);
      if (looked === undefined || 'message' in looked) return undefined;
      sides.push(looked);
    }
    const [old, now] = inputs[0] === before ? sides : [...sides].reverse();
    if (old === undefined || now === undefined) return undefined;
    const pairs = pairsOf(old.realms, now.realms);
    if (pairs === undefined) return undefined;
    const chosen = pairs.map(([one, other]) =>
      toldOnBoth([one, different(one, other)], [other, different(other, one)]),
    );
    const select = async (side: 0 | 1, { framed, problems }: LookedAt): Promise<SelectedInput> => ({
      realms: await Promise.all(
        pairs.map((pair, index) => realmWith(pair[side], chosen[index]?.[side] ?? new Map(), framed)),
      ),
      problems,
      failures: [],
    });
    const both = [await select(0, old), await select(1, now)] as const;
    const changed = changedFile(old.framed) ?? changedFile(now.framed);
    return changed === undefined ? both : [failed(changed), NOTHING];
  } finally {
    for (const { framed } of sides) framed.close();
  }
}

/** Two realms, whatever they are called, or each with the one of its name; undefined where one of them has no partner. */
function pairsOf(
  before: readonly LookedAtRealm[],
  after: readonly LookedAtRealm[],
): readonly (readonly [LookedAtRealm, LookedAtRealm])[] | undefined {
  const [first] = before;
  const [partner] = after;
  if (before.length === 1 && after.length === 1 && first !== undefined && partner !== undefined)
    return [[first, partner]];
  const pairs = before.flatMap((one) => {
    const other = after.find(({ realm }) => realm.name === one.realm.name);
    return other === undefined ? [] : [[one, other] as const];
  });
  return pairs.length === before.length && pairs.length === after.length ? pairs : undefined;
}

function failed(failure: Failure): SelectedInput {
  return { ...NOTHING, failures: [failure] };
}

interface LookedAt {
  readonly framed: FramedInput;
  readonly problems: readonly Problem[];
  readonly realms: readonly LookedAtRealm[];
}

interface LookedAtRealm extends FramedRealm, Contents {
  readonly selected: readonly (Listed & Contents['selected'][number])[];
  /** Of how many users each rule and each kind of problem speaks. */
  readonly counts: ReadonlyMap<string, number>;
}

interface Looking {
  readonly isCompared: boolean;
  readonly key: string;
  /** True for the other side of one that holds many users. */
  readonly isPartner: boolean;
}

/** Undefined where it is to be read as a whole: it holds few users, or is broken, which is explained best so. */
async function lookAt(input: Input, options: SelectOptions, looking: Looking): Promise<LookedAt | Failure | undefined> {
  const framed = await openFramed(input, options.sizes ?? SIZES, options.tell ?? (() => undefined));
  if ('message' in framed) return framed;
  const realms: LookedAtRealm[] = [];
  if (framed.failures.length === 0 && (framed.isWorthPortions || looking.isPartner)) {
    for (const each of framed.realms) {
      const looked = await lookAtRealm(each, framed, options, looking);
      if (looked !== undefined) realms.push(looked);
    }
  }
  if (realms.length === 0 || realms.length < framed.realms.length) {
    framed.close();
    return undefined;
  }
  const problems = realms.flatMap(({ counts }) => tellMore(counts, input));
  return { framed, realms, problems: [...framed.problems, ...problems] };
}

async function lookAtRealm(
  framedRealm: FramedRealm,
  framed: FramedInput,
  { judging, tables, toVersion, isKeptTold = false }: SelectOptions,
  { isCompared, key }: Looking,
): Promise<LookedAtRealm | undefined> {
  const { realm, lists, portions } = framedRealm;
  const speaking = rulesOfUsers(judging.rules, lists);
  const rules = isCompared && !isKeptTold ? rulesBeyondUsers(speaking) : speaking;
  const guards = judging.config?.guard ?? [];
  const task: SelectTask = { kind: 'select', realm, lists, rules, guards, toVersion, key, isCompared };
  const selected: LookedAtRealm['selected'][number][] = [];
  const told = new Map<Portion, Set<number>>();
  const counts = new Map<string, number>();
  for await (const { portion, answer } of answersTo(task, portions, { tables, framed })) {
    if (!('contents' in answer)) return undefined;
    selected.push({ portion, ...answer });
    told.set(portion, new Set([...answer.told, ...firstOfEach(answer.reasons, counts)]));
  }
  for (const [portion, suspects] of findSuspects(selected)) for (const place of suspects) told.get(portion)?.add(place);
  return { ...framedRealm, selected, told, counts };
}

/** Nobody reads more of one kind. */
const MOST_ALIKE = 1000;

/** The places of the first users of each rule and each kind of problem. */
function firstOfEach(reasons: readonly Reason[], counts: Map<string, number>): readonly number[] {
  return reasons.flatMap(([why, place]) => {
    const count = (counts.get(why) ?? 0) + 1;
    counts.set(why, count);
    return count > MOST_ALIKE ? [] : [place];
  });
}

function tellMore(counts: ReadonlyMap<string, number>, { name }: Input): readonly Problem[] {
  return [...counts].flatMap(([why, count]) => {
    if (count <= MOST_ALIKE) return [];
    const message = `${why} holds of ${count} users: the first ${MOST_ALIKE} are listed`;
    return [{ code: 'more-alike', message, path: ['users'], file: name }];
  });
}

/** The realm with these of its users. */
async function realmWith(
  { realm, lists, selected }: LookedAtRealm,
  told: Told,
  { bytesOf }: FramedInput,
): Promise<Realm> {
  const users = new Map<string, Json[]>(lists.map((list) => [list, []]));
  const origins: Origin[] = [...realm.origins];
  const apart: { [list: string]: number } = {};
  for (const { portion, count } of selected) {
    const places = told.get(portion) ?? new Set<number>();
    const { list } = portion;
    apart[list] = (apart[list] ?? 0) + count - places.size;
    if (places.size === 0) continue;
    const read = await readPortion(portion, bytesOf);
    const chosen = users.get(list) ?? [];
    for (const [place, user] of read.users.entries()) {
      if (!places.has(place)) continue;
      const origin = read.origins[place];
      if (origin !== undefined) origins.push({ ...origin, at: [list, chosen.length] });
      chosen.push(user);
    }
  }
  return { ...realm, apart, origins, data: Object.assign(emptyObject(), realm.data, Object.fromEntries(users)) };
}
