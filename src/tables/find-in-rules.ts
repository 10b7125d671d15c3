/** Where is a file of `rules/`? Beside the built package, or beside the sources. */

import { fileURLToPath } from 'node:url';

/** `rules/` stands beside `dist/` in the package and beside `src/` in the repository: from either, the same way up. */
export function findInRules<T>(name: string, read: (file: string) => T): T {
  for (const up of ['../rules/', '../../rules/']) {
    const found = ifThere(() => read(fileURLToPath(new URL(up + name, import.meta.url))));
    if (found !== undefined) return found;
  }
  throw new Error(`rules/${name} is missing from the package: install realmdiff again`);
}

/** What was read, or undefined where nothing could be. */
export function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
