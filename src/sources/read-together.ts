/** Which realms do the files of one input hold? One file, or several that are one realm. */

import type { ReadResult, Source } from '../model.ts';
import { readDirectoryExport } from '../read/directory-export.ts';
import { readSource } from '../read/read-source.ts';
import type { Input } from './input.ts';

/** Nothing of no source. The realms of an environment are those that it names, under the names of its parameters. */
export async function readTogether(
  { kind, environment }: Pick<Input, 'kind' | 'environment'>,
  sources: readonly Source[],
): Promise<ReadResult> {
  const result = await readAll(kind, sources);
  if (environment === undefined) return result;
  const { realmsOf } = await import('./find-environment.ts');
  const realms = realmsOf(environment, result.realms);
  if (realms.length === result.realms.length) return { ...result, realms };
  return { ...result, realms, isMixed: true, container: realms.length === 1 ? 'realm' : result.container };
}

async function readAll(kind: Input['kind'], sources: readonly Source[]): Promise<ReadResult> {
  const [first] = sources;
  if (first === undefined) return { container: 'realm', realms: [], problems: [], failures: [] };
  if (kind === 'directory-export') return readDirectoryExport(sources);
  if (kind === 'live' && sources.length > 1)
    return listOf(await Promise.all(sources.map((source) => readSource(source))));
  if (kind !== 'split-folder') return readSource(first);
  const { readSplitFolder } = await import('../split/read-split-folder.ts');
  return readSplitFolder(sources);
}

/** A server's realms come one by one, as a list would hold them. */
function listOf(results: readonly ReadResult[]): ReadResult {
  return {
    container: 'array',
    realms: results.flatMap(({ realms }) => realms),
    problems: results.flatMap(({ problems }) => problems),
    failures: results.flatMap(({ failures }) => failures),
  };
}
