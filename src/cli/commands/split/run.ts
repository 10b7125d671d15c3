/** How does one call of `split` run? Reads one realm, writes its files, removes those of an earlier split that are left. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../../model.ts';
import { REALM_FILE } from '../../../read/split-mark.ts';
import { splitFinder } from '../../../sources/find-split.ts';
import { prepareFolder } from '../../../sources/write-folder.ts';
import { writeSplitFolder } from '../../../sources/write-split-folder.ts';
import { splitRealm } from '../../../split/split-realm.ts';
import { loadTables } from '../../../tables/load.ts';
import { chooseRealm } from '../../choose-realm.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { openReporter } from '../../open-reporter.ts';
import { showFile } from '../../problem-reporter.ts';
import { readNamedSources } from '../../read-sources.ts';
import type { Terminal } from '../../terminal.ts';

export interface SplitRequest {
  readonly file: string;
  readonly folder: string;
  readonly realm: string | undefined;
}

export async function runSplit(
  { file, folder, realm }: SplitRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const reporter = await openReporter('auto', terminal, environment);
  const refuse = (failure: Failure): ExitCode => {
    reporter.failure(failure);
    return EXIT.failed;
  };
  const tables = loadTables();
  const { realms, failures, problems } = await readNamedSources(file, tables);
  if (failures[0] !== undefined) return refuse(failures[0]);
  const repeated = problems.find(({ code }) => code === 'duplicate-key');
  if (repeated !== undefined)
    return refuse({ file, message: 'a key stands there twice, and one of the two would be lost: remove one first' });
  const chosen = chooseRealm(realms, realm, file);
  if ('message' in chosen) return refuse(chosen);
  const files = splitRealm(chosen.data, tables);
  const refusal = folderRefusal(folder) ?? prepareFolder(folder);
  if (refusal !== undefined) return refuse({ file: folder, message: refusal });
  const written = writeSplitFolder(folder, files);
  if ('message' in written) return refuse(written);
  const { removed, changed } = written;
  reporter.note(`${files.length} files in ${showFile(folder)}: ${changed} written, ${removed} removed`);
  return EXIT.fine;
}

/** Only a new or empty folder, or one that was split into before: what stands there could be anything. */
function folderRefusal(folder: string): string | undefined {
  try {
    const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
    if (names.length === 0 || splitFinder()(join(folder, REALM_FILE)) === folder) return undefined;
    return 'the folder holds other files, and no realm that was split; give an empty or a new one';
  } catch {
    return undefined;
  }
}
