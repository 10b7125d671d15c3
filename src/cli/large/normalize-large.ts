/** What is the normal form of an input with more users than fit into memory? Portion by portion; what is done is put aside, sorted. */

import { existsSync } from 'node:fs';
import { pMapIterable } from 'p-map';
import { unknownBaseline } from '../../baseline/inflate.ts';
import { compareText } from '../../json/compare.ts';
import { without } from '../../json/map.ts';
import { emptyObject } from '../../json/object.ts';
import type { Failure, NormalizeOptions, Problem, Realm, Tables } from '../../model.ts';
import { normalizeRealm } from '../../normalize/normalize-realm.ts';
import { userElsewhere } from '../../normalize/resolve-references.ts';
import { locateProblems } from '../../read/locate.ts';
import { type FileSlice, type Portion, portionsOf, readPortion } from '../../read/portions.ts';
import { type CutFile, cutFile, sizeOf, sliceReader } from '../../sources/cut-file.ts';
import type { Input } from '../../sources/input.ts';
import { readTogether } from '../../sources/read-together.ts';
import { mergeRuns } from '../../sources/sorted-runs.ts';
import { openSpill, type Spill, type Stretch } from '../../sources/spill.ts';
import type { Difference } from '../commands/normalize/find-differences.ts';
import { type NormalizedInput, nothingOf, ofFile } from '../normalize-input.ts';
import type { RealmProblem } from '../problem-reporter.ts';
import { openThreads, threadsFor } from '../threads.ts';
import { findRepeated, type Listed } from './find-repeated.ts';
import { sendTask } from './portion-thread.ts';
import {
  compareUsers,
  type MentionedUser,
  type NoPortion,
  type PortionAnswer,
  type PortionDone,
  type PortionTask,
  portionWorker,
} from './portion-work.ts';

/** How much is worked on together, and how much is sorted together. */
export interface Sizes {
  readonly sliceBytes: number;
  readonly portionBytes: number;
  /** A broken input of at most so many bytes is read again as a whole, which explains it best. */
  readonly brokenBytes: number;
}

const SIZES: Sizes = { sliceBytes: 200_000, portionBytes: 4_000_000, brokenBytes: 200_000_000 };

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
  /** Hears how many of how many bytes are done. */
  readonly tell?: (done: number, all: number) => void;
  /** How many differences between the file and its normal form are to be found in each list. */
  readonly differences?: number;
}

/**
 * Reads and normalizes one input; `realms` lack the users, which `large` has for each of them. Undefined where it is to be read as a
 * whole: it is broken, or a user refers to one of two storages of one name, whose order only the whole realm tells.
 */
export async function normalizeLarge(
  input: Input,
  tables: Tables,
  options: NormalizeOptions,
  { sizes = SIZES, tell = () => undefined, differences = 0 }: LargeOptions = {},
): Promise<NormalizedInput | undefined> {
  const all = 2 * sizeOf(input.paths);
  let done = 0;
  const count = (bytes: number): void => {
    done += bytes;
    tell(done, all);
  };
  const cut = cutAll(input.paths, sizes, count);
  if ('message' in cut) return { ...nothingOf(input), failures: [cut] };
  const frames = cut.map(({ frame }) => frame);
  const slices = cut.flatMap((file) => file.slices);
  const read = await readTogether(input, frames);
  const failed = (failures: readonly Failure[]): NormalizedInput | undefined =>
    all > 2 * sizes.brokenBytes ? { ...nothingOf(input), failures } : undefined;
  const reader = sliceReader();
  const work: Work = {
    ...{ tables, options, count, differences },
    bytesOf: reader.read,
  };
  try {
    const first = await firstFailure(read.failures, slices, work);
    const refused = read.realms.flatMap((realm) => unknownBaseline(realm, tables) ?? []);
    const failures = [...first, ...refused.map((message) => ({ file: input.name, message }))];
    if (failures.length > 0) return failed(failures);
    const problems: RealmProblem[] = read.problems.map((problem) => ofFile(problem, read.realms));
    const spill = openSpill();
    const done: NormalizedFrame[] = [];
    for (const realm of read.realms) {
      const portions = portionsOf(slicesOf(realm, slices), sizes.portionBytes);
      const result = await normalizeFramed(realm, portions, { ...work, spill });
      if ('failure' in result || 'isEntangled' in result) {
        spill.close();
        return 'failure' in result ? failed([result.failure]) : undefined;
      }
      problems.push(...result.problems.map((problem) => ({ problem, realm: realm.name })));
      done.push(result);
    }
    return {
      ...nothingOf(input),
      container: read.container,
      isMixed: read.isMixed === true,
      realms: done.map(({ before, after }) => ({ before, after })),
      large: { lists: done.map(({ lists }) => lists), stamps: cut.map(({ stamp }) => stamp) },
      problems,
    };
  } finally {
    reader.close();
  }
}

function cutAll(
  paths: readonly string[],
  { sliceBytes }: Sizes,
  tell: (bytes: number) => void,
): readonly CutFile[] | Failure {
  const files: CutFile[] = [];
  for (const path of paths) {
    const file = cutFile(path, sliceBytes, tell);
    if ('message' in file) return file;
    files.push(file);
  }
  return files;
}

/** The users of a realm: those of its object, where a file holds several. */
function slicesOf({ origins }: Realm, slices: readonly FileSlice[]): readonly FileSlice[] {
  const [index = 0] = origins[0]?.path ?? [];
  return slices.filter(({ object }) => object === index);
}

interface Work {
  readonly tables: Tables;
  readonly options: NormalizeOptions;
  readonly count: (bytes: number) => void;
  readonly differences: number;
  readonly bytesOf: (slice: FileSlice) => Uint8Array;
}

/** Where the frame cannot be read, the mistake may stand among the users: the first one in the file is told. */
async function firstFailure(
  failures: readonly Failure[],
  slices: readonly FileSlice[],
  { bytesOf }: Work,
): Promise<readonly Failure[]> {
  const [known] = failures;
  if (known?.position === undefined || slices.length === 0) return failures;
  for (const portion of portionsOf(slices, 0)) {
    const [found] = (await readPortion(portion, bytesOf)).failures;
    if (found?.position === undefined) continue;
    const isEarlier =
      found.position.line < known.position.line ||
      (found.position.line === known.position.line && found.position.column < known.position.column);
    return isEarlier ? [found] : failures;
  }
  return failures;
}

interface NormalizedFrame {
  readonly before: Realm;
  readonly after: Realm;
  readonly lists: LongLists;
  readonly problems: readonly Problem[];
}

async function normalizeFramed(
  read: Realm,
  portions: readonly Portion[],
  work: Work & { readonly spill: Spill },
): Promise<NormalizedFrame | NoPortion> {
  const { tables, options, spill, bytesOf } = work;
  const names = [...new Set(portions.map(({ list }) => list))];
  const realm = withEmptyLists(read, names);
  const lists = new Map<string, GrowingList>(
    names.map((name) => [name, { runs: [], count: 0, last: '', differences: [] }]),
  );
  const problems: Problem[] = [];
  const listed: Listed[] = [];
  const mentioned = new Map<string, MentionedUser>();
  const task: PortionTask = { realm, lists: names, options, differences: work.differences };
  const workshop = openWorkshop(task, portions, work);
  try {
    for await (const { portion, answer } of workshop.answers) {
      if (!('run' in answer)) return answer;
      problems.push(...answer.problems);
      listed.push({ portion, numbers: answer.numbers });
      for (const user of answer.mentioned) mentioned.set(user.name, user);
      const list = lists.get(portion.list);
      if (list !== undefined) grow(list, answer, { name: portion.list, spill, most: work.differences });
      work.count(sizeOfPortion(portion));
    }
  } finally {
    await workshop.close();
  }
  for (const name of names) {
    const ofList = listed.filter(({ portion }) => portion.list === name);
    problems.push(...(await findRepeated(realm, ofList, { tables, bytesOf })));
  }
  const users = tables.sections.find(({ name }) => name === 'users');
  const elsewhere = [...mentioned.values()].flatMap(({ id, name }) =>
    users === undefined ? [] : [userElsewhere(users, id, name)],
  );
  const normalized = normalizeRealm(realm, tables, options, { elsewhere });
  problems.push(...(await locateProblems(realm, normalized.problems)));
  const ties = realm.isNormalForm ? () => 0 : compareUsers;
  const long = [...lists].map(([name, { runs, count, differences }]): [string, LongList] => [
    name,
    { count, differences, texts: () => mergeRuns(runs, spill, ties) },
  ]);
  const bare = (each: Realm): Realm => ({ ...each, data: without(each.data, names) });
  return { before: bare(realm), after: bare(normalized.realm), lists: new Map(long), problems };
}

function sizeOfPortion({ slices }: Portion): number {
  return slices.reduce((sum, { start, end }) => sum + end - start, 0);
}

interface Answered {
  readonly portion: Portion;
  readonly answer: PortionAnswer;
}

/** Where portions become answers, in their order. To be closed. */
interface Workshop {
  readonly answers: AsyncIterable<Answered>;
  readonly close: () => Promise<void>;
}

/** From so many bytes on, threads pay, each of which has to load all of this. */
const WORTH_THREADS = 24_000_000;

/** In threads, where there is enough to do and the package is built. */
function openWorkshop(task: PortionTask, portions: readonly Portion[], { tables, bytesOf }: Work): Workshop {
  const script = new URL('./portion-thread.cjs', import.meta.url);
  const isLongEnough = portions.reduce((sum, portion) => sum + sizeOfPortion(portion), 0) >= WORTH_THREADS;
  const count = isLongEnough && typeof task.options.secrets !== 'function' ? threadsFor(portions.length) : 1;
  if (count < 2 || !existsSync(script)) {
    const work = portionWorker(task, tables, bytesOf);
    return { answers: eachAnswer(portions, work, 1), close: async () => undefined };
  }
  const { run, close } = openThreads<Portion, PortionAnswer>(script, sendTask(task), count);
  return { answers: eachAnswer(portions, run, count), close };
}

/** Some ahead, so that nobody waits for somebody else. */
function eachAnswer(
  portions: readonly Portion[],
  work: (portion: Portion) => Promise<PortionAnswer>,
  concurrency: number,
): AsyncIterable<Answered> {
  const answer = async (portion: Portion): Promise<Answered> => {
    // Lets a signal in.
    await new Promise((resolve) => setImmediate(resolve));
    return { portion, answer: await work(portion) };
  };
  return pMapIterable(portions, answer, { concurrency, backpressure: concurrency + 2 });
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
  { run, count, names: [first, last], differences }: PortionDone,
  { name, spill, most }: { readonly name: string; readonly spill: Spill; readonly most: number },
): void {
  const isBehind = compareText(list.last, first) <= 0;
  const order: readonly Difference[] = isBehind ? [] : [{ kind: 'order', path: [name] }];
  list.runs.push(spill.write(run));
  list.count += count;
  list.differences = [...list.differences, ...order, ...differences].slice(0, most);
  list.last = last;
}

function withEmptyLists(realm: Realm, names: readonly string[]): Realm {
  const empty = Object.fromEntries(names.map((name) => [name, []]));
  return { ...realm, data: Object.assign(emptyObject(), realm.data, empty) };
}
