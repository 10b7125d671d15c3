/** What does an input with many users hold? Its realms without these, and the portions that they are read in. */

import { emptyObject } from '../../json/object.ts';
import type { Container, Failure, Problem, Realm } from '../../model.ts';
import { bytesIn, type FileSlice, type Portion, portionsOf, readPortion } from '../../read/portions.ts';
import { type CutFile, cutFile, isAnotherNow, sizeOf, sliceReader } from '../../sources/cut-file.ts';
import { explainError } from '../../sources/explain-error.ts';
import type { FileStamp, Input } from '../../sources/input.ts';
import { readTogether } from '../../sources/read-together.ts';
import { SpillError } from '../../sources/spill.ts';
import type { Tell } from '../progress.ts';

/** How much is worked on together, and how much is sorted together. */
export interface Sizes {
  readonly sliceBytes: number;
  readonly portionBytes: number;
  /** A broken input of at most so many bytes is read again as a whole, which explains it best. */
  readonly brokenBytes: number;
  /** With fewer bytes of users, the rest is what is large, and all of it is read as a whole. */
  readonly worthBytes: number;
}

/** So few bytes that what becomes of them is gone before it would be old for the garbage collector. */
export const SIZES: Sizes = {
  ...{ sliceBytes: 200_000, portionBytes: 4_000_000 },
  ...{ brokenBytes: 200_000_000, worthBytes: 4_000_000 },
};

/** A realm without its users. */
export interface FramedRealm {
  /** As it was read, with an empty list in the place of each that is read in portions. */
  readonly realm: Realm;
  readonly lists: readonly string[];
  readonly portions: readonly Portion[];
}

export interface FramedInput {
  readonly container: Container;
  readonly isMixed: boolean;
  readonly realms: readonly FramedRealm[];
  readonly problems: readonly Problem[];
  readonly failures: readonly Failure[];
  readonly stamps: readonly FileStamp[];
  /** False where so few of the bytes are users that portions do not pay. */
  readonly isWorthPortions: boolean;
  readonly bytesOf: (slice: FileSlice) => Uint8Array;
  /** To be told of the bytes of users that were worked on. */
  readonly count: (bytes: number) => void;
  readonly close: () => void;
}

/** Which part of the work it is to find out where the users are. */
const SCANNING = 0.1;

export async function openFramed(input: Input, sizes: Sizes, tell: Tell): Promise<FramedInput | Failure> {
  const all = sizeOf(input.paths);
  let done = 0;
  const countAs = (share: number) => (bytes: number) => {
    done += share * bytes;
    tell(done, all);
  };
  const files = cutAll(input.paths, sizes, countAs(SCANNING));
  if ('message' in files) return files;
  const slices = files.flatMap((file) => file.slices);
  const read = await readTogether(
    input,
    files.map(({ frame }) => frame),
  );
  const reader = sliceReader();
  return {
    container: read.container,
    isMixed: read.isMixed === true,
    realms: read.realms.map((realm) => framed(realm, slices, sizes)),
    problems: read.problems,
    failures: await firstFailure(read.failures, slices, reader.read),
    stamps: files.map(({ stamp }) => stamp),
    isWorthPortions: bytesIn(slices) >= sizes.worthBytes,
    bytesOf: reader.read,
    count: countAs(1 - SCANNING),
    close: reader.close,
  };
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

/** With the users of its object, where a file holds several. */
function framed(realm: Realm, slices: readonly FileSlice[], { portionBytes }: Sizes): FramedRealm {
  const [index = 0] = realm.origins[0]?.path ?? [];
  const portions = portionsOf(
    slices.filter(({ object }) => object === index),
    portionBytes,
  );
  const lists = [...new Set(portions.map(({ list }) => list))];
  const empty = Object.fromEntries(lists.map((name) => [name, []]));
  return { realm: { ...realm, data: Object.assign(emptyObject(), realm.data, empty) }, lists, portions };
}

/** Where the frame cannot be read, the mistake may stand among the users: the first one in the file is told. */
async function firstFailure(
  failures: readonly Failure[],
  slices: readonly FileSlice[],
  bytesOf: (slice: FileSlice) => Uint8Array,
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

/** What went wrong outside of the data: a file that is no longer there, or is another one, or a disk that is full. Bugs are thrown. */
export function failureOf(error: unknown, input: Input): Failure {
  return { file: input.name, message: error instanceof SpillError ? error.message : explainError(error) };
}

/** A file that was changed while it was read; undefined where none was. */
export function changedFile({ stamps }: FramedInput): Failure | undefined {
  const changed = stamps.find(isAnotherNow);
  return changed && { file: changed.path, message: CHANGED_WHILE_READ };
}

const CHANGED_WHILE_READ = 'the file was changed while realmdiff read it; run the command again';
