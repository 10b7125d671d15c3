/** Which files of a folder may hold realms? Goes by their names alone; never opens one. */

import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../json/compare.ts';
import type { Failure } from '../model.ts';
import { explainError } from './explain-error.ts';

export interface Walked {
  /** By code unit. */
  readonly paths: readonly string[];
  /** What could not be looked at: a folder that nobody may read, a link to itself. */
  readonly failures: readonly Failure[];
}

/** The .json, .yaml and .yml files below a folder. Hidden folders and installed packages are left out. */
export function walkFolder(folder: string): Walked {
  const failures: Failure[] = [];
  const found = filesBelow(folder, failures);
  const real = (path: string): string | undefined => attempt(path, failures, () => realpathSync(path));
  const named = found.map((each) => ({ ...each, real: real(each.path) })).filter((each) => each.real !== undefined);
  const files = new Set(named.filter(({ isLink }) => !isLink).map((each) => each.real));
  // A link to a file that the walk meets anyway would give it twice.
  const once = named.filter((each) => !each.isLink || !files.has(each.real));
  return { paths: once.map(({ path }) => path), failures };
}

interface Found {
  readonly path: string;
  readonly isLink: boolean;
}

function filesBelow(folder: string, failures: Failure[]): readonly Found[] {
  const entries = attempt(folder, failures, () => readdirSync(folder, { withFileTypes: true })) ?? [];
  return [...entries]
    .sort((a, b) => compareText(a.name, b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return isSkipped(entry.name) ? [] : filesBelow(path, failures);
      if (!/\.(json|ya?ml)$/i.test(entry.name)) return [];
      const isFile = attempt(path, failures, () => isRegularFile(entry, path));
      return isFile === true ? [{ path, isLink: entry.isSymbolicLink() }] : [];
    });
}

/** One that cannot be looked at does not stop its neighbours. */
function attempt<T>(file: string, failures: Failure[], look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    failures.push({ file, message: file.includes('\ufffd') ? NOT_UTF_8 : explainError(error) });
    return undefined;
  }
}

const NOT_UTF_8 = 'the name is not UTF-8, so nobody can be asked for it; rename the file';

function isSkipped(folder: string): boolean {
  return folder.startsWith('.') || folder === 'node_modules';
}

/** Links to files count, links to folders do not: they may lead in a circle. */
function isRegularFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
