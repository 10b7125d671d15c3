/** What is the normal form of an input with more users than fit into memory? Portion by portion; what is done is put aside, sorted. */

import { unknownBaseline } from '../../baseline/inflate.ts';
import { compareText } from '../../json/compare.ts';
import { without } from '../../json/map.ts';
import type { Failure, NormalizeOptions, Problem, Realm, Tables } from '../../model.ts';
import { normalizeRealm } from '../../normalize/normalize-realm.ts';
import { type NamedUser, namedUsers } from '../../normalize/resolve-references.ts';
import { locateProblems } from '../../read/locate.ts';
import { sizeOf } from '../../sources/cut-file.ts';
import type { Input } from '../../sources/input.ts';
import { mergeRuns } from '../../sources/sorted-runs.ts';
import { openSpill, type Spill, type Stretch } from '../../sources/spill.ts';
import type { Difference } from '../commands/normalize/find-differences.ts';
import { type NormalizedInput, nothingOf, ofFile } from '../normalize-input.ts';
import type { Tell } from '../progress.ts';
import { findRepeated, type Listed } from './find-repeated.ts';
import {
  changedFile,
  type FramedInput,
  type FramedRealm,
  failureOf,
  openFramed,
  SIZES,
  type Sizes,
} from './framed-input.ts';
import { compareUsers, type NormalizedRun, type NormalizeTask } from './normalize-portions.ts';
import type { NoPortion } from './read-users.ts';
import { answersTo } from './workshop.ts';

/** The texts of a list of a realm, in its order, as they stand in a normal form of JSON; each only until the next one. */
export interface LongList {
  readonly count: number;
  readonly texts: () => Iterable<Uint8Array>;
  /** The first few, where they were asked for. */
  readonly differences: readonly Difference[];
}

/** By its name. */
export type LongLists = ReadonlyMap<string, LongList>;

export interface LargeOptions {
  readonly sizes?: Sizes;
  readonly tell?: Tell;
  /** How many differences between the file and its normal form are to be found in each list. */
  readonly differences?: number;
}

/**
 * Reads and normalizes one input; `realms` lack the users, which `large` has for each of them. Undefined where it is to be read as a
 * whole: it holds few users, it is broken, or a user refers to one of two storages of one name, whose order only the whole realm tells.
 */
export async function normalizeLarge(
  input: Input,
  tables: Tables,
  options: NormalizeOptions,
  large: LargeOptions = {},
): Promise<NormalizedInput | undefined> {
  try {
    return await normalizeInPortions(input, tables, options, large);
  } catch (error) {
    return { ...nothingOf(input), failures: [failureOf(error, input)] };
  }
}

async function normalizeInPortions(
  input: Input,
  tables: Tables,
  options: NormalizeOptions,
  { sizes = SIZES, tell = () => undefined, differences = 0 }: LargeOptions,
): Promise<NormalizedInput | undefined> {
  const framed = await openFramed(input, sizes, tell);
  if ('message' in framed) return { ...nothingOf(input), failures: [framed] };
  const failed = (failures: readonly Failure[]): NormalizedInput | undefined =>
    sizeOf(input.paths) > sizes.brokenBytes ? { ...nothingOf(input), failures } : undefined;
  let spill: Spill | undefined;
  let isHandedOver = false;
  try {
    if (!framed.isWorthPortions) return undefined;
    const refused = framed.realms.flatMap(({ realm }) => unknownBaseline(realm, tables) ?? []);
    const failures = [...framed.failures, ...refused.map((message) => ({ file: input.name, message }))];
    if (failures.length > 0) return failed(failures);
    spill = openSpill();
    const results: NormalizedFrame[] = [];
    for (const each of framed.realms) {
      const task = { kind: 'normalize', realm: each.realm, lists: each.lists, options, differences } as const;
      const result = await normalizeFramed(each, task, { framed, tables, spill });
      if (!('after' in result)) return 'failure' in result ? failed([result.failure]) : undefined;
      results.push(result);
    }
    const changed = changedFile(framed);
    if (changed !== undefined) return { ...nothingOf(input), failures: [changed] };
    isHandedOver = true;
    return together(input, framed, results, spill);
  } finally {
    framed.close();
    if (!isHandedOver) spill?.close();
  }
}

function together(
  input: Input,
  framed: FramedInput,
  results: readonly NormalizedFrame[],
  spill: Spill,
): NormalizedInput {
  const realms = framed.realms.map(({ realm }) => realm);
  return {
    ...nothingOf(input),
    container: framed.container,
    isMixed: framed.isMixed,
    realms: results.map(({ before, after }) => ({ before, after })),
    large: { lists: results.map(({ lists }) => lists), stamps: framed.stamps, close: spill.close },
    problems: [
      ...framed.problems.map((problem) => ofFile(problem, realms)),
      ...results.flatMap(({ before, problems }) => problems.map((problem) => ({ problem, realm: before.name }))),
    ],
  };
}

interface NormalizedFrame {
  readonly before: Realm;
  readonly after: Realm;
  readonly lists: LongLists;
  readonly problems: readonly Problem[];
}

interface Around {
  readonly framed: FramedInput;
  readonly tables: Tables;
  readonly spill: Spill;
}

async function normalizeFramed(
  { realm, lists: names, portions }: FramedRealm,
  task: NormalizeTask,
  { framed, tables, spill }: Around,
): Promise<NormalizedFrame | NoPortion> {
  const lists = new Map<string, GrowingList>(
    names.map((name) => [name, { runs: [], count: 0, last: '', differences: [] }]),
  );
  const ofUsers: (readonly Problem[])[] = [];
  const listed: Listed[] = [];
  const mentioned = new Map<string, NamedUser>();
  for await (const { portion, answer } of answersTo(task, portions, { tables, framed })) {
    if (!('run' in answer)) return answer;
    ofUsers.push(answer.problems);
    listed.push({ portion, numbers: answer.numbers });
    for (const user of answer.mentioned) mentioned.set(user.name, user);
    const list = lists.get(portion.list);
    if (list !== undefined) grow(list, answer, { name: portion.list, spill, most: task.differences });
  }
  const repeated = await findRepeated(realm, listed, { tables, bytesOf: framed.bytesOf });
  const elsewhere = namedUsers([...mentioned.values()], tables);
  const normalized = normalizeRealm(realm, tables, task.options, { elsewhere });
  const ofFrame = await locateProblems(realm, normalized.problems);
  const problems = [...ofUsers, repeated, ofFrame].flat();
  const ties = realm.isNormalForm ? () => 0 : compareUsers;
  const long = [...lists].map(([name, { runs, count: length, differences }]): [string, LongList] => [
    name,
    { count: length, differences, texts: () => mergeRuns(runs, spill, ties) },
  ]);
  const bare = (each: Realm): Realm => ({ ...each, data: without(each.data, names) });
  return { before: bare(realm), after: bare(normalized.realm), lists: new Map(long), problems };
}

/** What is known of a list so far. */
interface GrowingList {
  readonly runs: Stretch[];
  count: number;
  /** The greatest name of the last portion. */
  last: string;
  differences: readonly Difference[];
}

function grow(
  list: GrowingList,
  { run, count, names: [first, last], differences }: NormalizedRun,
  { name, spill, most }: { readonly name: string; readonly spill: Spill; readonly most: number },
): void {
  const isBehind = compareText(list.last, first) <= 0;
  const order: readonly Difference[] = isBehind ? [] : [{ kind: 'order', path: [name] }];
  list.runs.push(spill.write(run));
  list.count += count;
  list.differences = [...list.differences, ...order, ...differences].slice(0, most);
  list.last = last;
}
