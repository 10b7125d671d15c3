/** Which files of a folder may hold realms? Goes by their names alone; never opens one. */

import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../json/compare.ts';

/** The .json, .yaml and .yml files below a folder, by code unit. Hidden folders and installed packages are left out. */
export function walkFolder(folder: string): readonly string[] {
  const found = filesBelow(folder);
  const real = new Set(found.filter(({ isLink }) => !isLink).map(({ path }) => realpathSync(path)));
  // A link to a file that the walk meets anyway would give it twice.
  return found.filter(({ path, isLink }) => !isLink || !real.has(realpathSync(path))).map(({ path }) => path);
}

interface Found {
  readonly path: string;
  readonly isLink: boolean;
}

function filesBelow(folder: string): readonly Found[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => compareText(a.name, b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return isSkipped(entry.name) ? [] : filesBelow(path);
      if (!/\.(json|ya?ml)$/i.test(entry.name)) return [];
      return isRegularFile(entry, path) ? [{ path, isLink: entry.isSymbolicLink() }] : [];
    });
}

function isSkipped(folder: string): boolean {
  return folder.startsWith('.') || folder === 'node_modules';
}

/** Links to files count, links to folders do not: they may lead in a circle. */
function isRegularFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
