/** What happens when `realmdiff` is called? Finds the command, runs it, sets the exit code; no stack trace reaches anyone. */

import type { Cli } from 'clipanion';
import { COMMANDS } from './commands/index.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { explainBug } from './explain-bug.ts';
import { asksForJson, explainUnknownCommand, explainUsage, usageText } from './explain-usage.ts';
import { optionName, parserOf } from './parser-of.ts';
import { RunnableCommand } from './runnable.ts';
import { OutputError, openTerminal, type Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

/** Runs one call. `args` are the words after the program's name. */
export async function main(args: readonly string[]): Promise<void> {
  const terminal = openTerminal();
  try {
    process.exitCode = await run(args, terminal);
  } catch (error) {
    terminal.writeError(`realmdiff: ${error instanceof OutputError ? `${error.message}\n` : explainBug(error)}`);
    process.exitCode = EXIT.failed;
  }
}

async function run([first, ...rest]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  switch (first) {
    case undefined:
      return overview(terminal.writeError, EXIT.failed);
    case '--help':
    case '-h':
      return overview(terminal.writeOut, EXIT.fine);
    case '--version':
    case '-v':
      return print(`${VERSION}\n`, terminal);
    case 'help':
      return run(rest.length === 0 ? ['--help'] : [...rest, '--help'], terminal);
    default:
      return COMMANDS.has(first) ? runCommand(first, rest, terminal) : unknownCommand([first, ...rest], terminal);
  }
}

async function runCommand(name: string, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const cli = parserOf(name);
  if (asksForHelp(args)) return commandHelp(name, cli, terminal);
  let command: unknown;
  try {
    command = cli.process([...args]);
  } catch (error) {
    const options = cli.definitions().flatMap((definition) => definition.options.map(optionName));
    const usage = explainUsage(error, name, options);
    if (usage === undefined) throw error;
    return wrongUsage(usage, terminal, asksForJson(args));
  }
  if (command instanceof RunnableCommand) return command.start(terminal);
  return commandHelp(name, cli, terminal);
}

/** Wherever it stands among the options: whoever asks has often typed half of a call. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? args.length : end).some((word) => word === '--help' || word === '-h');
}

function print(text: string, terminal: Terminal): ExitCode {
  terminal.writeOut(text);
  return EXIT.fine;
}

async function overview(write: (text: string) => void, exit: ExitCode): Promise<ExitCode> {
  const { renderOverview } = await import('./help.ts');
  write(
    renderOverview(
      VERSION,
      [...COMMANDS.keys()].flatMap((name) => parserOf(name).definitions()),
    ),
  );
  return exit;
}

async function commandHelp(name: string, cli: Cli, terminal: Terminal): Promise<ExitCode> {
  const { renderCommand } = await import('./help.ts');
  const command = COMMANDS.get(name);
  const texts = command === undefined ? [] : cli.definitions().map((each) => renderCommand(each, command));
  return print(texts.join(''), terminal);
}

function unknownCommand(args: readonly string[], terminal: Terminal): ExitCode {
  return wrongUsage(explainUnknownCommand(args, [...COMMANDS.keys()]), terminal);
}

function wrongUsage(message: string, terminal: Terminal, isJson = false): ExitCode {
  terminal.writeError(usageText(message, isJson));
  return EXIT.failed;
}
