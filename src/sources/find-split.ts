/** Which split folder does a file belong to? One whose `realm.json` says so; its files are one input. */

import { closeSync, openSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isSplitRealm, REALM_FILE } from '../read/split-mark.ts';

/** Folders of entities are three deep at most, `roles/client/web-shop/`; others are found so that they are refused. */
const DEEPEST = 6;

/** The folder of the split realm; undefined where the file is one for itself. Asks each folder once. */
export function splitFinder(): (path: string) => string | undefined {
  const known = new Map<string, boolean>();
  const isSplit = (folder: string): boolean => {
    const found = known.get(folder) ?? startsSplit(join(folder, REALM_FILE));
    known.set(folder, found);
    return found;
  };
  return (path) => {
    let folder = dirname(path);
    for (let depth = 0; depth <= DEEPEST; depth++) {
      if (isSplit(folder)) return folder;
      const above = dirname(folder);
      if (above === folder || basename(folder) === '..') return undefined;
      folder = above;
    }
    return undefined;
  };
}

/** Reads the beginning alone. */
function startsSplit(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    try {
      const start = Buffer.alloc(200);
      return isSplitRealm(start.subarray(0, readSync(file, start)));
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}
