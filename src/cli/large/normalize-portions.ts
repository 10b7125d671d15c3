/** What is the normal form of a portion? A sorted run of texts; here or in a thread, for nothing in it is shared. */

import { compareText } from '../../json/compare.ts';
import { parseJson } from '../../json/parse.ts';
import { canonicalText, printInside } from '../../json/print.ts';
import type { NormalizeOptions, Problem, Realm, Tables } from '../../model.ts';
import { normalFormKeyOrder } from '../../normalize/key-order.ts';
import { nameOfUser, newFrame } from '../../normalize/normalize-portion.ts';
import type { NamedUser } from '../../normalize/resolve-references.ts';
import type { FileSlice, Portion } from '../../read/portions.ts';
import { encodeRun, type SortedRecord } from '../../sources/sorted-runs.ts';
import { type Difference, findDifferences } from '../commands/normalize/find-differences.ts';
import { joinNumbers, numbersOf, type UserNumbers } from './find-repeated.ts';
import { type NoPortion, normalizeUsers, slicesOf } from './read-users.ts';

export interface NormalizeTask {
  readonly kind: 'normalize';
  /** As it was read, with empty lists in the place of those that are read in portions. */
  readonly realm: Realm;
  readonly lists: readonly string[];
  readonly options: NormalizeOptions;
  /** How many differences from the normal form are to be told of a portion. */
  readonly differences: number;
}

export interface NormalizedRun {
  readonly run: Uint8Array;
  readonly count: number;
  /** The least and the greatest name. */
  readonly names: readonly [first: string, last: string];
  readonly numbers: UserNumbers;
  readonly mentioned: readonly NamedUser[];
  readonly problems: readonly Problem[];
  readonly differences: readonly Difference[];
}

/** What became of one slice. */
interface Slice extends Pick<NormalizedRun, 'numbers' | 'mentioned' | 'problems' | 'differences'> {
  readonly records: readonly SortedRecord[];
}

/** How the elements of a realm's list begin their lines. */
const INDENTATION = '\n    ';

export function normalizer(
  { realm, lists, options, differences }: NormalizeTask,
  tables: Tables,
  bytesOf: (slice: FileSlice) => Uint8Array,
): (portion: Portion) => Promise<NormalizedRun | NoPortion> {
  const frame = newFrame(realm, tables, options, lists);
  const order = normalFormKeyOrder(tables);
  const normalizeSlice = async (portion: Portion): Promise<Slice | NoPortion> => {
    const { list } = portion;
    const normalized = await normalizeUsers(frame, portion, bytesOf);
    if (!('users' in normalized)) return normalized;
    const { read, users, entities, mentioned, problems } = normalized;
    const ofUser = order.child(list, {}).child('0', users);
    return {
      records: users.map((user) => ({ key: nameOfUser(user, list), text: printInside(user, ofUser, INDENTATION) })),
      ...{ numbers: numbersOf(entities, read.length), mentioned, problems },
      differences: differences === 0 ? [] : findDifferences({ [list]: read }, { [list]: users }, tables.root),
    };
  };
  const ties = realm.isNormalForm ? () => 0 : compareUsers;
  return async (portion) => {
    const parts: Slice[] = [];
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

/** How users of one name are sorted: by what their normal forms say. */
export function compareUsers(a: string, b: string): number {
  const [left, right] = [parseJson(a), parseJson(b)];
  if ('failure' in left || 'failure' in right) return 0;
  return compareText(canonicalText(left.value), canonicalText(right.value));
}
