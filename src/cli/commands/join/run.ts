/** How does one call of `join` run? Reads the files of a split folder as one realm, and prints it as it was. */

import { resolve } from 'node:path';
import { printJson } from '../../../json/print.ts';
import { printYaml } from '../../../json/print-yaml.ts';
import type { Failure, Realm } from '../../../model.ts';
import { normalFormKeyOrder } from '../../../normalize/key-order.ts';
import { collectInputs } from '../../../sources/collect-inputs.ts';
import { readInput } from '../../../sources/read-input.ts';
import { readTogether } from '../../../sources/read-together.ts';
import { writeFile } from '../../../sources/write-file.ts';
import { loadTables } from '../../../tables/load.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { openReporter } from '../../open-reporter.ts';
import type { Terminal } from '../../terminal.ts';

export interface JoinRequest {
  readonly folder: string;
  /** `-`: standard output. */
  readonly file: string;
}

export async function runJoin(
  request: JoinRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const reporter = await openReporter('auto', terminal, environment);
  const { folder, file } = request;
  const read = await readSplit(folder);
  if ('failures' in read) {
    for (const failure of read.failures) reporter.failure(failure);
    return EXIT.failed;
  }
  const order = normalFormKeyOrder(loadTables());
  const isYaml = /\.ya?ml$/i.test(file);
  const text = isYaml ? printYaml(read.realm.data, order) : `${printJson(read.realm.data, order)}\n`;
  if (file === '-') {
    terminal.writeOut(text);
    return EXIT.fine;
  }
  const refusal = writeFile(file, text);
  if (refusal !== undefined) reporter.failure({ file, message: refusal });
  return refusal === undefined ? EXIT.fine : EXIT.failed;
}

async function readSplit(
  folder: string,
): Promise<{ readonly realm: Realm } | { readonly failures: readonly Failure[] }> {
  const { inputs, failures } = await collectInputs([folder]);
  if (failures.length > 0) return { failures };
  const [input, other] = inputs;
  if (input?.kind !== 'split-folder' || other !== undefined || resolve(input.name) !== resolve(folder))
    return {
      failures: [{ file: folder, message: 'is no realm that realmdiff split wrote: its realm.json is missing' }],
    };
  const content = await readInput(input);
  if ('message' in content) return { failures: [content] };
  const read = await readTogether(input, content.sources);
  const [realm] = read.realms;
  return realm === undefined ? { failures: read.failures } : { realm };
}
