/** How does git have files normalized that it stores? One process for all files of a call, which answers one after the other. */

// The protocol is that of gitattributes(5), "Long Running Filter Process".

import { printable } from '../../../json/show.ts';
import type { NormalizeOptions } from '../../../model.ts';
import { DEFAULT_OPTIONS } from '../../../normalize/normalize-realm.ts';
import { readInput } from '../../../sources/read-input.ts';
import { loadTables } from '../../../tables/load.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { optimizeFor } from '../../optimizer.ts';
import type { Terminal } from '../../terminal.ts';
import { clean } from './clean.ts';
import type { CleanRequest, FilterRequest } from './options.ts';
import { contentPackets, PacketError, packetsFrom, textPackets } from './packets.ts';

const STDIN = 0;

/** For a git that starts one process a file: standard input to standard output. */
export async function runClean({ path, secrets }: CleanRequest, terminal: Terminal): Promise<ExitCode> {
  const read = await readInput({ kind: 'stdin', name: '-', paths: [] });
  if ('message' in read) return EXIT.failed;
  const content = Buffer.concat(read.sources.map((source) => Buffer.from(source.content)));
  terminal.writeBytes(await cleaned(path, content, optionsOf(secrets), terminal));
  return EXIT.fine;
}

/** Ends when git closes its end. */
export async function runFilter({ secrets }: FilterRequest, terminal: Terminal): Promise<ExitCode> {
  optimizeFor(0, Number.POSITIVE_INFINITY);
  const options = optionsOf(secrets);
  const packets = packetsFrom(STDIN);
  const answer = (...parts: readonly Uint8Array[]) => terminal.writeBytes(Buffer.concat(parts));
  try {
    const hello = packets.texts();
    if (hello?.[0] !== 'git-filter-client' || !hello.includes('version=2'))
      throw new PacketError('expected a git that speaks version 2 of the filter protocol');
    answer(textPackets(['git-filter-server', 'version=2']));
    const offered = packets.texts() ?? [];
    answer(textPackets(['capability=clean', 'capability=smudge'].filter((capability) => offered.includes(capability))));
    for (;;) {
      const command = packets.texts();
      if (command === undefined) return EXIT.fine;
      const content = packets.bytes();
      const name = named('pathname', command);
      const isClean = named('command', command) === 'clean';
      const result = isClean ? await cleaned(name, content, options, terminal) : content;
      answer(textPackets(['status=success']), contentPackets(result), textPackets([]));
    }
  } catch (error) {
    if (!(error instanceof PacketError)) throw error;
    terminal.writeError(`realmdiff: git filter: ${error.message}\n`);
    return EXIT.failed;
  }
}

async function cleaned(
  name: string,
  content: Uint8Array,
  options: NormalizeOptions,
  terminal: Terminal,
): Promise<Uint8Array> {
  const result = await clean(name, content, loadTables(), options);
  if (result.told !== undefined)
    terminal.writeError(`realmdiff: ${printable(name)} is stored as it is: ${printable(result.told)}\n`);
  return result.content;
}

function optionsOf(secrets: NormalizeOptions['secrets']): NormalizeOptions {
  return { ...DEFAULT_OPTIONS, secrets };
}

function named(key: string, lines: readonly string[]): string {
  return lines.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1) ?? '';
}
