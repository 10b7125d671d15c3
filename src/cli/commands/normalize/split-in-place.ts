/** Which files would a split folder have, were its realm normalized? Loads only where there is such a folder. */

import { relative } from 'node:path';
import type { Tables } from '../../../model.ts';
import { staleFiles } from '../../../sources/write-split-folder.ts';
import { type SplitFile, splitRealm } from '../../../split/split-realm.ts';
import type { NormalizedInput } from '../../normalize-input.ts';

export { writeSplitFolder } from '../../../sources/write-split-folder.ts';

export function splitInPlace(
  { input, realms, states }: NormalizedInput,
  tables: Tables,
): { readonly files: readonly SplitFile[]; readonly isNormalized: boolean } {
  const [realm] = realms;
  const files = realm === undefined ? [] : splitRealm(realm.after.data, tables);
  const there = new Map(
    states.map(({ path, content }) => [relative(input.name, path).replaceAll('\\', '/'), Buffer.from(content)]),
  );
  const isSame = files.every(({ name, text }) => there.get(name)?.equals(Buffer.from(text)) === true);
  return { files, isNormalized: isSame && staleFiles(input.name, files).length === 0 };
}
