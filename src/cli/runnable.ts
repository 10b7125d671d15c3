/** What does every command have in common? Its words were parsed; it starts what it stands for, or says what is wrong with them. */

import { Command } from 'clipanion';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { usageText, withHelp } from './explain-usage.ts';
import type { Terminal } from './terminal.ts';

/** A command of the command line. clipanion only parses: exit codes and streams are ours. */
export abstract class RunnableCommand extends Command {
  static override paths = [Command.Default];

  abstract start(terminal: Terminal): ExitCode | Promise<ExitCode>;

  /** Never called. */
  async execute(): Promise<number> {
    return 0;
  }
}

/** A command's class: where it stands in the help, its operands, and the values that its options take. */
export interface CommandClass {
  new (): RunnableCommand;
  readonly rank: number;
  readonly operands: string;
  readonly values: { readonly [option: string]: readonly string[] };
  /** Fixed words that may stand first. */
  readonly verbs?: readonly string[];
}

/** Tells what is wrong with the words of a command, and where to read on. */
export function refuseUsage(usage: string, command: string, terminal: Terminal, { isJson = false } = {}): ExitCode {
  terminal.writeError(usageText(withHelp(usage, command === '' ? '' : `${command} `), isJson));
  return EXIT.failed;
}

/**
 * Writing a file is synchronous, so a signal that has a handler comes before or after it and leaves no temporary file.
 * The handler then dies of the same signal, as the shell expects.
 */
export function dieBetweenWrites(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.kill(process.pid, signal));
}
