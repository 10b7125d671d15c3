/** Which realms do the files of one input hold? One file, or several that are one realm. */

import type { ReadResult, Source } from '../model.ts';
import { readDirectoryExport } from '../read/directory-export.ts';
import { readSource } from '../read/read-source.ts';
import type { Input } from './input.ts';

/** Nothing of no source. */
export async function readTogether({ kind }: Pick<Input, 'kind'>, sources: readonly Source[]): Promise<ReadResult> {
  const [first] = sources;
  if (first === undefined) return { container: 'realm', realms: [], problems: [], failures: [] };
  if (kind === 'directory-export') return readDirectoryExport(sources);
  if (kind !== 'split-folder') return readSource(first);
  const { readSplitFolder } = await import('../split/read-split-folder.ts');
  return readSplitFolder(sources);
}
