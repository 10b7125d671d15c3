/** How does one call of `watch` run? Reads one realm again and again, tells each change, keeps the last state when it is stopped. */

import type { Failure, Realm } from '../../../model.ts';
import { DEFAULT_OPTIONS, normalizeRealm } from '../../../normalize/normalize-realm.ts';
import { printNormalForm } from '../../../normalize/print-normal-form.ts';
import { changeLines } from '../../../report/oneline.ts';
import { writeFile } from '../../../sources/write-file.ts';
import { loadTables } from '../../../tables/load.ts';
import { EXIT, type ExitCode, exitOfRefusal } from '../../exit-codes.ts';
import { loadJudging } from '../../load-judging.ts';
import { openReporter } from '../../open-reporter.ts';
import { showFile } from '../../problem-reporter.ts';
import type { Terminal } from '../../terminal.ts';
import { type ColorChoice, decideColor, loadTheme } from '../../theme.ts';
import { reportBetween } from '../diff/changes-between.ts';
import { openWatched } from './open-watched.ts';

export interface WatchRequest {
  readonly source: string;
  /** Where the last state goes. */
  readonly record: string | undefined;
  readonly config: string | undefined;
  /** Both in seconds. */
  readonly interval: number;
  readonly timeout: number;
  readonly color: ColorChoice;
}

export async function runWatch(
  request: WatchRequest,
  terminal: Terminal,
  variables: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const reporter = await openReporter(request.color, terminal, variables);
  const refuse = (failures: readonly Failure[]): ExitCode => {
    for (const failure of failures) reporter.failure(failure);
    return exitOfRefusal(failures);
  };
  const judging = await loadJudging({ config: request.config, rules: undefined, near: '.' }, reporter);
  if (judging === undefined) return EXIT.failed;
  const { findEnvironment } = await import('../../../sources/find-environment.ts');
  const named = await findEnvironment(request.source, request.config);
  if ('message' in named) return refuse([named]);
  const watched = await openWatched(named, variables, request.timeout);
  if ('message' in watched) return refuse([watched]);
  const tables = loadTables();
  const theme = await loadTheme(decideColor(request.color, variables, terminal.isOutTerminal));
  const stopped = untilStopped();
  const first = await watched.read();
  if ('message' in first) {
    watched.close();
    return refuse([first]);
  }
  let current: Realm = first;
  reporter.note(`watching realm ${current.name}; Ctrl-C ends`);
  let isLost = false;
  while (!(await stopped.within(request.interval * 1000))) {
    const next: Realm | Failure = (await watched.mayDiffer(current)) ? await watched.read() : current;
    if ('message' in next) {
      if (!isLost) reporter.failure(next);
      isLost = true;
      continue;
    }
    isLost = false;
    if (next === current) continue;
    const report = await watched.withAuthors(await reportBetween(current, next, { tables, judging }), next, tables);
    for (const line of changeLines(report, { theme, showFolded: true }).changes) terminal.writeOut(`${line}\n`);
    current = next;
  }
  watched.close();
  if (request.record === undefined) return EXIT.fine;
  const refusal = writeFile(
    request.record,
    printNormalForm(normalizeRealm(current, tables, DEFAULT_OPTIONS).realm, tables),
  );
  if (refusal !== undefined) return refuse([{ file: request.record, message: refusal }]);
  reporter.note(`realm ${current.name} in ${showFile(request.record)}`);
  return EXIT.fine;
}

/** Waits for a time, or until somebody wants to end it. */
function untilStopped(): { readonly within: (milliseconds: number) => Promise<boolean> } {
  let isOver = false;
  let wake = (): void => undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      isOver = true;
      wake();
    });
  return {
    within: (milliseconds) =>
      new Promise((resolve) => {
        if (isOver) return resolve(true);
        const clock = setTimeout(() => resolve(isOver), milliseconds);
        wake = () => {
          clearTimeout(clock);
          resolve(true);
        };
      }),
  };
}
