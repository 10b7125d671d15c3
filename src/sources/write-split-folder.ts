/** How does a folder come to hold a split realm? File by file, each at once; the realm's own file last. */

import { lstatSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Failure } from '../model.ts';
import { LAYOUT } from '../split/layout.ts';
import type { SplitFile } from '../split/split-realm.ts';
import { explainError } from './explain-error.ts';
import type { FileState } from './input.ts';
import { withLock } from './lock-folder.ts';
import { walkFolder } from './walk-folder.ts';
import { CHANGED, hasChanged } from './write-file.ts';
import { prepareFolder, writeUnlessThere } from './write-folder.ts';

/**
 * Writes what is not there yet, and removes what an earlier split left. The folder is there, and nothing but a split realm is in it.
 * Nothing is written where one of the files that were `read` is another one by now.
 */
export function writeSplitFolder(
  folder: string,
  files: readonly SplitFile[],
  read: readonly FileState[] = [],
): WrittenFolder | Failure {
  const written = withLock(folder, () => {
    const changed = read.find(hasChanged);
    return changed === undefined ? writeAll(folder, files) : { file: changed.path, message: CHANGED };
  });
  return 'refusal' in written ? { file: folder, message: written.refusal } : written;
}

/** How many files were removed and written. */
interface WrittenFolder {
  readonly removed: number;
  readonly changed: number;
}

function writeAll(folder: string, files: readonly SplitFile[]): WrittenFolder | Failure {
  const stale = staleFiles(folder, files);
  // Before anything is written: a name in another case may be the same file.
  for (const path of stale) {
    const failure = remove(path);
    if (failure !== undefined) return failure;
  }
  let changed = 0;
  for (const { name, text } of files) {
    const path = join(folder, name);
    const refusal = linkAbove(folder, name) ?? prepareFolder(dirname(path));
    if (refusal !== undefined) return { file: dirname(path), message: refusal };
    const written = writeUnlessThere(path, text);
    if (written === undefined) changed++;
    else if (written !== 'there') return { file: path, message: written.refusal };
  }
  return { removed: stale.length, changed };
}

/** The files of entities that are none of these. */
export function staleFiles(folder: string, files: readonly SplitFile[]): readonly string[] {
  const wanted = new Set(files.map(({ name }) => name));
  return walkFolder(folder).paths.filter((path) => {
    const name = relative(folder, path).replaceAll('\\', '/');
    return !wanted.has(name) && LAYOUT.some((row) => name.startsWith(`${row.folder}/`));
  });
}

/** With the folders that are empty then. */
function remove(path: string): Failure | undefined {
  try {
    // Two of git's processes may tidy one folder.
    rmSync(path, { force: true });
  } catch (error) {
    return { file: path, message: explainError(error) };
  }
  try {
    for (let folder = dirname(path), depth = 0; depth < 3; depth++, folder = dirname(folder)) rmdirSync(folder);
  } catch {
    // It holds others.
  }
  return undefined;
}

/** A link among the folders leads out of this one. */
function linkAbove(folder: string, name: string): string | undefined {
  const parts = name.split('/').slice(0, -1);
  for (const depth of parts.keys()) {
    const path = join(folder, ...parts.slice(0, depth + 1));
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      return 'this is a symbolic link; give a folder without links';
  }
  return undefined;
}
