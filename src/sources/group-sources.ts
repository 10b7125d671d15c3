/** Which inputs are the files of a revision? A split realm, or directory exports together and the others one by one. */

import { dirname } from 'node:path';
import type { Source } from '../model.ts';
import { groupDirectoryExports } from '../read/directory-export.ts';
import { isRealmFile, isSplitRealm } from '../read/split-mark.ts';
import type { Input } from './input.ts';

/** Inputs that hold what was read of them already. */
export function groupSources(sources: readonly Source[]): readonly Input[] {
  const input = (kind: Input['kind'], of: readonly Source[]): Input => ({
    ...{ kind, sources: of, paths: of.map(({ name }) => name) },
    name: of[0]?.name ?? '',
  });
  if (sources.some(({ name, content }) => isRealmFile(name) && isSplitRealm(content)))
    return [input('split-folder', sources)];
  const byName = new Map(sources.map((source) => [source.name, source]));
  const { groups } = groupDirectoryExports([...byName.keys()]);
  const grouped = new Set(groups.flat());
  const alone = sources.filter(({ name }) => !grouped.has(name));
  return [
    ...groups.map((group) =>
      input(
        'directory-export',
        group.flatMap((name) => byName.get(name) ?? []),
      ),
    ),
    ...alone.map((source) => ({
      ...input('file', [source]),
      // In a folder there may be files about something else.
      ...(sources.length > 1 && { folder: dirname(source.name) }),
    })),
  ];
}
