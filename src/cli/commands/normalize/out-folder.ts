/** Under which names do normal forms go into the folder of `--out`? One file a realm; nothing outside, nothing twice. */

import { realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { nameOnDisk, safeStem } from '../../../entities/file-name.ts';
import { groupBy } from '../../../json/group-by.ts';
import type { Text } from '../../../sources/write-file.ts';
import { writeUnlessThere } from '../../../sources/write-folder.ts';
import type { NormalizedInput, RealmPair } from '../../normalize-input.ts';
import { quoted, showFile } from '../../problem-reporter.ts';
import type { Format } from './options.ts';
import type { Outcome } from './outcome.ts';
import { formatOfName } from './print-realms.ts';

/** One file to write. */
export interface PlannedFile {
  readonly input: NormalizedInput;
  readonly realm: RealmPair;
  readonly name: string;
  readonly format: Format;
}

/** The files of all inputs, and for an input that cannot be written the reason. */
export interface Plan {
  readonly files: readonly PlannedFile[];
  readonly refusals: ReadonlyMap<NormalizedInput, string>;
}

export function planFiles(inputs: readonly NormalizedInput[], folder: string, format: Format | undefined): Plan {
  const files = inputs.flatMap((input) => input.realms.map((realm) => planFile(input, realm, format)));
  const refusals = new Map<NormalizedInput, string>();
  for (const same of groupBy(files, ({ name }) => nameOnDisk(name)).values())
    for (const file of same) refuseClash(file, same, refusals);
  const read = new Set(inputs.flatMap(({ input }) => input.paths.map(realPath)));
  for (const { input, name } of files) {
    if (read.has(realPath(join(folder, name))))
      refusals.set(input, 'the output would overwrite an input; give another folder');
  }
  return { files, refusals };
}

function refuseClash(
  { input, realm, name }: PlannedFile,
  same: readonly PlannedFile[],
  refusals: Map<NormalizedInput, string>,
): void {
  const other = same.find((file) => file.realm !== realm);
  if (other === undefined) return;
  const both = other.input === input ? `realms ${quoted(realm.after.name)} and ${quoted(other.realm.after.name)}` : '';
  const whose = both === '' ? `${showFile(other.input.input.name)} gives` : `the ${both} give`;
  refusals.set(input, `${whose} a file ${quoted(name)} as well; write them into two folders`);
}

/** By the realm's name, whatever the export is called: so a realm has one file, wherever it was exported. */
function planFile(input: NormalizedInput, realm: RealmPair, asked: Format | undefined): PlannedFile {
  const { name: source, kind } = input.input;
  const format = asked ?? (kind === 'stdin' ? 'json' : formatOfName(source));
  const [own = `.${format}`] =
    (kind === 'file' && asked === undefined && /\.(json|ya?ml)$/i.exec(basename(source))) || [];
  return { input, realm, name: `${safeStem(realm.after.name)}${own.toLowerCase()}`, format };
}

/** Writes one planned file; a file that holds exactly this already is not touched. */
export function writePlanned(folder: string, { name }: PlannedFile, text: Text): WrittenFile {
  const path = join(folder, name);
  const written = writeUnlessThere(path, text);
  if (written === 'there') return { path, outcome: 'unchanged', reason: '' };
  return { path, outcome: written === undefined ? 'normalized' : 'failed', reason: written?.refusal ?? '' };
}

export interface WrittenFile {
  readonly path: string;
  readonly outcome: Outcome;
  /** Why it was not written; empty otherwise. */
  readonly reason: string;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
