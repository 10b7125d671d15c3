/** What becomes of one portion? From bytes to a sorted run and what there is to tell; here or in a thread, for nothing in it is shared. */

import { compareText } from '../../json/compare.ts';
import { parseJson } from '../../json/parse.ts';
import { canonicalText, printInside } from '../../json/print.ts';
import type { Entity, Failure, NormalizeOptions, Problem, Realm, Tables } from '../../model.ts';
import { normalFormKeyOrder } from '../../normalize/key-order.ts';
import { type Frame, nameOfUser, newFrame, normalizePortion } from '../../normalize/normalize-portion.ts';
import { locateProblems } from '../../read/locate.ts';
import { type FileSlice, type Portion, readPortion } from '../../read/portions.ts';
import { encodeRun, type SortedRecord } from '../../sources/sorted-runs.ts';
import { type Difference, findDifferences } from '../commands/normalize/find-differences.ts';
import { joinNumbers, numbersOf, type UserNumbers } from './find-repeated.ts';

/** What all portions of a realm are looked at with. */
export interface PortionTask {
  /** As it was read, with empty lists in the place of those that are read in portions. */
  readonly realm: Realm;
  readonly lists: readonly string[];
  readonly options: NormalizeOptions;
  /** How many differences from the normal form are to be told of a portion. */
  readonly differences: number;
}

/** A user that something outside of the users refers to. */
export interface MentionedUser {
  readonly id: string | undefined;
  readonly name: string;
}

/** Plain data: it comes from a thread, maybe. */
export interface PortionDone {
  readonly run: Uint8Array;
  readonly count: number;
  /** The least and the greatest name. */
  readonly names: readonly [first: string, last: string];
  readonly numbers: UserNumbers;
  readonly mentioned: readonly MentionedUser[];
  readonly problems: readonly Problem[];
  readonly differences: readonly Difference[];
}

/** Why a portion has no normal form of its own. */
export type NoPortion = { readonly failure: Failure } | { readonly isEntangled: true };

export type PortionAnswer = PortionDone | NoPortion;

/** A function for the portions of a realm. `bytesOf` reads a slice. */
export function portionWorker(
  { realm, lists, options, differences }: PortionTask,
  tables: Tables,
  bytesOf: (slice: FileSlice) => Uint8Array,
): (portion: Portion) => Promise<PortionAnswer> {
  const frame = newFrame(realm, tables, options, lists);
  const order = normalFormKeyOrder(tables);
  const normalizeSlice = async (portion: Portion): Promise<SliceDone | NoPortion> => {
    const { list, first } = portion;
    const { users, origins, problems, failures } = await readPortion(portion, bytesOf);
    const [failure] = failures;
    if (failure !== undefined) return { failure };
    const normalized = normalizePortion(frame, { list, users });
    if (normalized === undefined) return { isEntangled: true };
    const after = normalized.users;
    const ofUser = order.child(list, {}).child('0', after);
    const located = await locateProblems({ ...frame.realm, origins }, normalized.problems);
    return {
      records: after.map((user) => ({ key: nameOfUser(user, list), text: printInside(user, ofUser, INDENTATION) })),
      numbers: numbersOf(normalized.entities),
      mentioned: mentionedIn(normalized.entities, frame),
      problems: [...problems, ...located.map((problem) => inWhole(problem, list, first))],
      differences: differences === 0 ? [] : findDifferences({ [list]: users }, { [list]: after }, tables.root),
    };
  };
  const ties = realm.isNormalForm ? () => 0 : compareUsers;
  return async (portion) => {
    const parts: SliceDone[] = [];
    for (const slice of slicesOf(portion)) {
      const part = await normalizeSlice(slice);
      if (!('records' in part)) return part;
      parts.push(part);
    }
    const records = parts.flatMap((part) => part.records);
    records.sort((a, b) => compareText(a.key, b.key) || ties(a.text, b.text));
    return {
      run: encodeRun(records),
      count: records.length,
      names: [records[0]?.key ?? '', records.at(-1)?.key ?? ''],
      numbers: joinNumbers(parts.map(({ numbers }) => numbers)),
      mentioned: parts.flatMap(({ mentioned }) => mentioned),
      problems: parts.flatMap(({ problems }) => problems),
      differences: parts.flatMap((part) => part.differences).slice(0, differences),
    };
  };
}

/** What became of one slice: so few users that they are gone before they would be old for the garbage collector. */
interface SliceDone extends Pick<PortionDone, 'numbers' | 'mentioned' | 'problems' | 'differences'> {
  readonly records: readonly SortedRecord[];
}

/** Each slice as a portion of its own. */
function slicesOf({ list, first, slices }: Portion): readonly Portion[] {
  let before = first;
  return slices.map((slice) => {
    const portion = { list, first: before, slices: [slice] };
    before += slice.count;
    return portion;
  });
}

/** How users of one name are sorted: by what their normal forms say. */
export function compareUsers(a: string, b: string): number {
  const [left, right] = [parseJson(a), parseJson(b)];
  if ('failure' in left || 'failure' in right) return 0;
  return compareText(canonicalText(left.value), canonicalText(right.value));
}

/** How the elements of a realm's list begin their lines. */
const INDENTATION = '\n    ';

function mentionedIn(entities: readonly Entity[], { mentioned }: Frame): readonly MentionedUser[] {
  return entities.flatMap(({ id, identity: [name = ''] }) =>
    mentioned.has(id ?? '') || mentioned.has(name) ? [{ id, name }] : [],
  );
}

/** A problem of a portion with the path of the whole list. */
function inWhole(problem: Problem, list: string, first: number): Problem {
  const moved = (path: Problem['path']): Problem['path'] =>
    path[0] === list && typeof path[1] === 'number' ? [list, path[1] + first, ...path.slice(2)] : path;
  const related = problem.related?.map((place) => ({ ...place, path: moved(place.path) }));
  return { ...problem, path: moved(problem.path), ...(related && { related }) };
}
