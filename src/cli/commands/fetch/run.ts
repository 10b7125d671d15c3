/** How does one call of `fetch` run? Reads each environment, normalizes its realms, writes one file for each. */

import { join } from 'node:path';
import { nameOnDisk, safeStem } from '../../../entities/file-name.ts';
import type { Failure } from '../../../model.ts';
import { DEFAULT_OPTIONS } from '../../../normalize/normalize-realm.ts';
import { printNormalForm } from '../../../normalize/print-normal-form.ts';
import { collectInputs } from '../../../sources/collect-inputs.ts';
import type { Input, ReadInput } from '../../../sources/input.ts';
import { readInput } from '../../../sources/read-input.ts';
import { writeFile } from '../../../sources/write-file.ts';
import { prepareFolder } from '../../../sources/write-folder.ts';
import { loadTables } from '../../../tables/load.ts';
import { type ExitCode, exitOfFailures } from '../../exit-codes.ts';
import { normalizeContent } from '../../normalize-input.ts';
import { openReporter } from '../../open-reporter.ts';
import { quoted, showFile } from '../../problem-reporter.ts';
import type { Terminal } from '../../terminal.ts';

export interface FetchRequest {
  readonly words: readonly string[];
  /** The folder. */
  readonly out: string;
  readonly config: string | undefined;
  readonly hasUsers: boolean;
  /** Seconds. */
  readonly timeout: number;
}

export async function runFetch(
  { words, out, config, hasUsers, timeout }: FetchRequest,
  terminal: Terminal,
  variables: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const reporter = await openReporter('auto', terminal, variables);
  const tables = loadTables();
  const collected = await collectInputs(words, config);
  const failures: Failure[] = [...collected.failures];
  const refusal = prepareFolder(out);
  if (refusal !== undefined) failures.push({ file: out, message: refusal });
  const written = new Map<string, string>();
  const write = async (input: Input, content: ReadInput | Failure): Promise<void> => {
    if ('message' in content) {
      failures.push(content as Failure);
      return;
    }
    const { realms, problems, failures: unread } = await normalizeContent(input, content, tables, DEFAULT_OPTIONS);
    failures.push(...unread);
    // Masks and references into what was not read are no news: the header says what is unknown.
    for (const problem of problems.filter(({ problem: { code } }) => code === 'not-verified'))
      reporter.problem(problem);
    for (const { after } of realms) {
      const name = `${safeStem(after.name)}.json`;
      const other = written.get(nameOnDisk(name));
      const message =
        other === undefined
          ? writeFile(join(out, name), printNormalForm(after, tables))
          : `${quoted(after.name)} and ${quoted(other)} give one file; write them into two folders`;
      if (message !== undefined) failures.push({ file: join(out, name), message });
      else written.set(nameOnDisk(name), after.name);
    }
  };
  for (const input of refusal === undefined ? collected.inputs : []) {
    const take = (content: ReadInput | Failure) => write(input, content);
    const failure = await takeEach(input, variables, { timeout, hasUsers, take });
    if (failure !== undefined) failures.push(failure);
  }
  for (const failure of failures) reporter.failure(failure);
  if (written.size > 0)
    reporter.note(`${written.size === 1 ? '1 realm' : `${written.size} realms`} in ${showFile(out)}`);
  return exitOfFailures(failures);
}

interface Taking {
  readonly timeout: number;
  readonly hasUsers: boolean;
  readonly take: (content: ReadInput | Failure) => Promise<void>;
}

/** A server's realms one by one, a file as a whole; a failure where nobody could log in. */
async function takeEach(input: Input, variables: NodeJS.ProcessEnv, taking: Taking): Promise<Failure | undefined> {
  const { kind, environment } = input;
  if (kind !== 'live' || environment === undefined) {
    await taking.take(await readInput(input));
    return undefined;
  }
  // Network code loads only where there is a server.
  const { takeRealms } = await import('../../../sources/read-live.ts');
  const taken = await takeRealms(environment, variables, taking);
  return 'message' in taken ? taken : undefined;
}
