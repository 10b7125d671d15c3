/** How is a realm with more users than fit into memory read? The realm without them, its frame, and a portion of users after the other. */

import type { ListSlice } from '../json/list-slices.ts';
import { isArray } from '../json/object.ts';
import type { Failure, Json, Origin, Problem } from '../model.ts';
import { decodeSource } from './decode.ts';
import { moveProblem } from './move-problem.ts';
import { parseDocuments } from './parse-document.ts';

/** The lists of a realm that grow with the people in it. */
export const USER_LISTS: readonly string[] = ['users', 'federatedUsers'];

/** Neighbouring users of one file. */
export interface FileSlice extends ListSlice {
  readonly file: string;
}

/** Users of one list that are worked on together: some slices, one after the other. */
export interface Portion {
  readonly list: string;
  /** How many users of the list stand before. */
  readonly first: number;
  readonly slices: readonly FileSlice[];
}

export function bytesIn(slices: readonly FileSlice[]): number {
  return slices.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Slices in the order of the files, put together until a portion has `bytes`. */
export function portionsOf(slices: readonly FileSlice[], bytes: number): readonly Portion[] {
  return USER_LISTS.flatMap((list) => {
    const portions: Portion[] = [];
    let first = 0;
    let next: FileSlice[] = [];
    let size = 0;
    const close = (): void => {
      if (next.length > 0) portions.push({ list, first, slices: next });
      first += next.reduce((sum, { count }) => sum + count, 0);
      next = [];
      size = 0;
    };
    for (const slice of slices.filter((each) => each.list === list)) {
      next.push(slice);
      size += slice.end - slice.start;
      if (size >= bytes) close();
    }
    close();
    return portions;
  });
}

export interface ReadPortion {
  readonly users: readonly Json[];
  /** Of each slice where its users stand: at their places in `users`, below the name of the list. */
  readonly origins: readonly Origin[];
  /** Their paths lead to places in `users`. */
  readonly problems: readonly Problem[];
  readonly failures: readonly Failure[];
}

/** The users of a portion. `bytesOf` reads a slice. */
export async function readPortion(portion: Portion, bytesOf: (slice: FileSlice) => Uint8Array): Promise<ReadPortion> {
  const { list } = portion;
  const users: Json[] = [];
  const origins: Origin[] = [];
  const problems: Problem[] = [];
  for (const slice of portion.slices) {
    const anchors = [{ at: { line: 1, column: 1 + BEFORE.length }, file: slice.position }];
    const content = Buffer.concat([BEFORE, bytesOf(slice), BEHIND]);
    const decoded = decodeSource({ name: slice.file, content, anchors });
    if ('failure' in decoded) return { users, origins, problems, failures: [decoded.failure] };
    const parsed = await parseDocuments({ file: slice.file, text: decoded.text, name: '.json', anchors });
    if ('failure' in parsed) return { users, origins, problems, failures: [parsed.failure] };
    const [only] = parsed.documents;
    if (only === undefined || !isArray(only.value)) continue;
    const before = users.length;
    for (const user of only.value) users.push(user);
    for (let index = 0; index < only.value.length; index++)
      origins.push({ at: [list, before + index], document: only.document, path: [index] });
    for (const problem of only.problems)
      problems.push(moveProblem(problem, ([index, ...rest]) => [list, before + Number(index), ...rest]));
  }
  return { users, origins, problems, failures: [] };
}

const BEFORE = Buffer.from('[');
const BEHIND = Buffer.from(']');
