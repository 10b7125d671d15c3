/** How does one call of `split` run? Reads one realm, writes its files, removes those of an earlier split that are left. */

import { lstatSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Failure } from '../../../model.ts';
import { REALM_FILE } from '../../../read/split-mark.ts';
import { explainError } from '../../../sources/explain-error.ts';
import { splitFinder } from '../../../sources/find-split.ts';
import { walkFolder } from '../../../sources/walk-folder.ts';
import { prepareFolder, writeUnlessThere } from '../../../sources/write-folder.ts';
import { LAYOUT } from '../../../split/layout.ts';
import { type SplitFile, splitRealm } from '../../../split/split-realm.ts';
import { loadTables } from '../../../tables/load.ts';
import { chooseRealm } from '../../choose-realm.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { showFile, textReporter } from '../../problem-reporter.ts';
import { readNamedSources } from '../../read-sources.ts';
import type { Terminal } from '../../terminal.ts';
import { decideColor, loadTheme } from '../../theme.ts';

type Environment = { readonly [name: string]: string | undefined };

export interface SplitRequest {
  readonly file: string;
  readonly folder: string;
  readonly realm: string | undefined;
}

export async function runSplit(
  { file, folder, realm }: SplitRequest,
  terminal: Terminal,
  environment: Environment,
): Promise<ExitCode> {
  const theme = await loadTheme(decideColor('auto', environment, terminal.isErrorTerminal));
  const reporter = textReporter(terminal.writeError, theme);
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
  const written = writeAll(folder, files);
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

function writeAll(
  folder: string,
  files: readonly SplitFile[],
): { readonly removed: number; readonly changed: number } | Failure {
  const wanted = new Set(files.map(({ name }) => join(folder, name)));
  const stale = walkFolder(folder).paths.filter(
    (path) => !wanted.has(path) && isOfLayout(path.slice(folder.length + 1)),
  );
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

function isOfLayout(name: string): boolean {
  const slashed = name.replaceAll('\\', '/');
  return LAYOUT.some(({ folder }) => slashed.startsWith(`${folder}/`));
}

/** With the folders that are empty then. */
function remove(path: string): Failure | undefined {
  try {
    rmSync(path);
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
