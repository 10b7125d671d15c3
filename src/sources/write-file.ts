/** How is a file written so that a kill at any moment leaves the old or the new content? Temporary file, fsync, rename. */

// Our own and not write-file-atomic: that one cannot look between its last byte and its rename, where we make sure that
// nobody changed the file since it was read, and it waits for the event loop, where a signal would leave its file behind.

import {
  accessSync,
  type BigIntStats,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readlinkSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { printable } from '../json/show.ts';
import { codeOf, explainError } from './explain-error.ts';
import { joined } from './file-holds.ts';
import type { FileStamp, FileState } from './input.ts';
import { readFileState } from './read-input.ts';

/** Why a file was not written; undefined when it was. */
export type Refusal = string | undefined;

/** A text, or the pieces of a long one. */
export type Text = string | Iterable<string | Uint8Array>;

/**
 * Replaces the file that was read as `before`. Refuses links, special and read-only files, and files changed meanwhile: of a file whose
 * content was not kept its size and its time tell that.
 */
export function replaceFile(before: FileStamp | FileState, text: Text): Refusal {
  return explained(() => {
    const { path } = before;
    const stats = lstatSync(path, { bigint: true });
    const refusal = refuseReplacing(path, stats);
    if (refusal !== undefined) return refusal;
    return writeBeside(path, { text, isPrivate: false }, stats, () => (hasChanged(before) ? CHANGED : undefined));
  });
}

/**
 * Writes a file that may not be there yet; what stands there is replaced when it is a regular, writable file. A private one
 * is for its owner alone.
 */
export function writeFile(path: string, text: Text, { isPrivate = false } = {}): Refusal {
  return explained(() => {
    const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
    const refusal = stats === undefined ? undefined : refuseReplacing(path, stats);
    return refusal ?? writeBeside(path, { text, isPrivate }, stats, () => undefined);
  });
}

export const CHANGED = 'the file was changed while realmdiff worked on it; it was left alone, run the command again';

function explained(write: () => Refusal): Refusal {
  try {
    return write();
  } catch (error) {
    return explainError(error);
  }
}

const OWNER_MAY_WRITE = 0o200n;

function refuseReplacing(path: string, stats: BigIntStats): Refusal {
  if (stats.isSymbolicLink()) {
    return `this is a symbolic link to "${printable(readlinkSync(path))}"; give the target itself`;
  }
  if (!stats.isFile()) return 'this is no regular file; write to another place';
  // Root may write everywhere, so the mode is asked as well.
  if ((stats.mode & OWNER_MAY_WRITE) === 0n || !isWritable(path)) {
    return 'the file is read-only; make it writable, or write to another place';
  }
  const folder = dirname(path);
  if ((folderMode(folder) & OWNER_MAY_WRITE) === 0n || !isWritable(folder)) {
    return 'its folder is read-only; make it writable, or write to another place';
  }
  return undefined;
}

/** The mode of a folder says nothing on Windows. */
function folderMode(folder: string): bigint {
  return process.platform === 'win32' ? OWNER_MAY_WRITE : statSync(folder, { bigint: true }).mode;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Everything here is synchronous: a signal that is handled comes before it or after it, never in the middle. */
function writeBeside(
  path: string,
  { text, isPrivate }: { readonly text: Text; readonly isPrivate: boolean },
  old: BigIntStats | undefined,
  lastLook: () => Refusal,
): Refusal {
  const temporary = join(dirname(path), temporaryName(basename(path)));
  const file = openSync(temporary, 'wx', old === undefined && !isPrivate ? 0o666 : 0o600);
  let isRenamed = false;
  try {
    try {
      if (typeof text === 'string') writeFileSync(file, text);
      else for (const piece of joined(text)) writeFileSync(file, piece);
      const refusal = old === undefined ? undefined : keepOwnerAndMode(file, old);
      if (isPrivate) fchmodSync(file, 0o600);
      if (refusal !== undefined) return refusal;
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    const refusal = lastLook();
    if (refusal !== undefined) return refusal;
    renameSync(temporary, path);
    isRenamed = true;
    syncFolder(dirname(path));
    return undefined;
  } finally {
    if (!isRenamed) unlinkSync(temporary);
  }
}

/** Recognisable, and free: it is created only if nothing of this name is there. No crypto: loading it takes longer than writing. */
function temporaryName(name: string): string {
  const random = Math.random().toString(36).slice(2, 10);
  return `.${name.slice(0, 60)}.realmdiff-${process.pid}-${random}.tmp`;
}

function keepOwnerAndMode(file: number, old: BigIntStats): Refusal {
  const now = fstatSync(file, { bigint: true });
  try {
    if (now.uid !== old.uid || now.gid !== old.gid) fchownSync(file, Number(old.uid), Number(old.gid));
  } catch (error) {
    if (codeOf(error) !== 'EPERM') throw error;
    return 'the file belongs to someone else, who would lose it; write to another place';
  }
  fchmodSync(file, Number(old.mode & 0o7777n));
  return undefined;
}

/** Is the file another one than that which was read? */
export function hasChanged(before: FileStamp | FileState): boolean {
  const stats = lstatSync(before.path, { bigint: true, throwIfNoEntry: false });
  if (stats === undefined || stats.ino !== before.inode || stats.dev !== before.device) return true;
  if (stats.size !== before.size || stats.mtimeNs !== before.modified) return true;
  return 'content' in before && Buffer.compare(readFileState(before.path).content, before.content) !== 0;
}

/** Makes the new name itself last through a power cut, where the system allows it. */
function syncFolder(folder: string): void {
  try {
    const file = openSync(folder, 'r');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    // Windows and some network file systems know no fsync of a folder: the file's own content is safe anyway.
  }
}
