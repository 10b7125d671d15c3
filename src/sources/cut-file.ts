/** What does a file hold beside its users, and where in it are they? Reads a file of any size in pieces. */

import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { ListScanner } from '../json/list-slices.ts';
import type { Failure, Source } from '../model.ts';
import { MAX_LENGTH } from '../read/decode.ts';
import { type FileSlice, USER_LISTS } from '../read/portions.ts';
import { explainError } from './explain-error.ts';
import type { FileStamp, Input } from './input.ts';
import { stampOf } from './read-input.ts';

export interface CutFile {
  /** All that is no user. */
  readonly frame: Source;
  readonly slices: readonly FileSlice[];
  readonly stamp: FileStamp;
}

/** From so many bytes on, an input is read in portions: below it is faster as a whole. */
export const LARGE = 8_000_000;

/** True for exports that are to be read in portions. What is not there, whoever reads it will tell. */
export function isLarge(input: Input): boolean {
  if (!canBeCut(input) || sizeOf(input.paths) < LARGE) return false;
  try {
    return input.kind === 'directory-export' || input.paths.some(holdsManyUsers);
  } catch {
    return false;
  }
}

/** So many that portions may pay. */
const MANY_USERS = 1000;

/** Each user has one of these, and little else has. */
const SIGNS = ['"username"', '"f:'];

/** A guess at the speed of the disk: whoever cuts the file will know. */
function holdsManyUsers(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.allocUnsafe(4 * CHUNK);
    let found = 0;
    for (let count = readSync(file, chunk); count > 0 && found < MANY_USERS; count = readSync(file, chunk)) {
      const bytes = chunk.subarray(0, count);
      for (const sign of SIGNS)
        for (let at = bytes.indexOf(sign); at >= 0 && found < MANY_USERS; at = bytes.indexOf(sign, at + 1)) found++;
    }
    return found >= MANY_USERS;
  } finally {
    closeSync(file);
  }
}

/** True for files of JSON; not where parameters may stand anywhere. */
export function canBeCut({ kind, paths, sources, environment }: Input): boolean {
  if ((kind !== 'file' && kind !== 'directory-export') || sources !== undefined || environment !== undefined)
    return false;
  return paths.every((path) => path.endsWith('.json'));
}

/** False for what is cheaper to read than to look for in folders. */
export function mayBeLarge(argument: string): boolean {
  const stats = statSync(argument, { throwIfNoEntry: false });
  return stats !== undefined && (stats.isDirectory() || stats.size >= LARGE);
}

/** The bytes of all files. */
export function sizeOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
}

const CHUNK = 1_000_000;

/** `sliceBytes`: users are cut into slices of about that size. `tell` hears how many bytes were read, time and again. */
export function cutFile(path: string, sliceBytes: number, tell: (bytes: number) => void): CutFile | Failure {
  try {
    const file = openSync(path, 'r');
    try {
      return cutOpenFile(path, file, { sliceBytes, tell });
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { file: path, message: explainError(error) };
  }
}

function cutOpenFile(
  path: string,
  file: number,
  { sliceBytes, tell }: { readonly sliceBytes: number; readonly tell: (bytes: number) => void },
): CutFile {
  const kept: Uint8Array[] = [];
  let size = 0;
  const keep = (bytes: Uint8Array): void => {
    // It is to be one text: one byte too many is enough to be refused.
    if (size > MAX_LENGTH || bytes.length === 0) return;
    kept.push(Buffer.from(bytes));
    size += bytes.length;
  };
  const scanner = new ListScanner({ names: USER_LISTS, sliceBytes, keep });
  const chunk = Buffer.allocUnsafe(CHUNK);
  for (let count = readSync(file, chunk); count > 0; count = readSync(file, chunk)) {
    scanner.feed(chunk.subarray(0, count));
    tell(count);
  }
  const { slices, anchors } = scanner.finish();
  return {
    frame: { name: path, content: Buffer.concat(kept), anchors },
    slices: slices.map((slice) => ({ ...slice, file: path })),
    stamp: stampOf(path, fstatSync(file, { bigint: true })),
  };
}

/** True where the file is another one now, or nothing of it can be known. */
export function isAnotherNow(before: FileStamp): boolean {
  try {
    const { device, inode, size, modified } = stampOf(before.path, statSync(before.path, { bigint: true }));
    return device !== before.device || inode !== before.inode || size !== before.size || modified !== before.modified;
  } catch {
    return true;
  }
}

/** Reads slices; one file stays open at a time. To be closed. */
export function sliceReader(): { readonly read: (slice: FileSlice) => Uint8Array; readonly close: () => void } {
  let open: { readonly path: string; readonly file: number } | undefined;
  const close = (): void => {
    if (open !== undefined) closeSync(open.file);
    open = undefined;
  };
  return {
    read: ({ file: path, start, end }) => {
      if (open?.path !== path) {
        close();
        open = { path, file: openSync(path, 'r') };
      }
      const bytes = Buffer.allocUnsafe(end - start);
      for (let at = 0; at < bytes.length; ) {
        const count = readSync(open.file, bytes, at, bytes.length - at, start + at);
        // A file that became shorter meanwhile is told to have changed.
        if (count === 0) return bytes.subarray(0, at);
        at += count;
      }
      return bytes;
    },
    close,
  };
}
