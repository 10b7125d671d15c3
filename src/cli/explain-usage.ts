/** What is wrong with the command line, in one sentence with a next step? For unknown commands and what the parser throws. */

import { printable, shorten } from '../json/show.ts';
import { nearest } from '../tables/nearest.ts';
import { failureDocument } from './problem-reporter.ts';

/** Why the first word is no command. */
export function explainUnknownCommand(args: readonly string[], commands: readonly string[]): string {
  return withHelp(unknownCommand(args, commands), '');
}

/** The sentence for an error of the argument parser, or undefined for an error that is none. */
export function explainUsage(error: unknown, command: string, options: readonly string[]): string | undefined {
  if (!(error instanceof Error) || !('clipanion' in error)) return undefined;
  const reason = reasonOf(error);
  return withHelp(unknownOption(reason, options) ?? firstLine(reason), `${command} `);
}

/** clipanion hides the reason among its guesses when it has several. */
function reasonOf(error: Error): string {
  const candidates: unknown = 'candidates' in error ? error.candidates : [];
  const reasons = (Array.isArray(candidates) ? candidates : []).flatMap((candidate: unknown) =>
    isReasoned(candidate) ? [candidate.reason] : [],
  );
  return reasons[0] ?? error.message;
}

function isReasoned(candidate: unknown): candidate is { readonly reason: string } {
  if (typeof candidate !== 'object' || candidate === null) return false;
  return 'reason' in candidate && typeof candidate.reason === 'string';
}

/** The sentence, and where to read on. */
export function withHelp(sentence: string, command: string): string {
  return `${sentence}${sentence.endsWith('?') ? ' See' : '; see'} realmdiff ${command}--help`;
}

/** What is said of wrong usage: a line for people, or the document that `--problems json` promises. */
export function usageText(message: string, isJson: boolean): string {
  return isJson ? failureDocument({ message }) : `realmdiff: ${printable(message)}\n`;
}

/** True where the words ask for `--problems json`, whatever else is wrong with them. */
export function asksForJson(args: readonly string[]): boolean {
  return args.some(
    (word, index) => word === '--problems=json' || (word === '--problems' && args[index + 1] === 'json'),
  );
}

function unknownCommand([first = '', ...rest]: readonly string[], commands: readonly string[]): string {
  if (first.startsWith('-')) return `a command goes first (${commands.join(', ')}), found ${show(first)}`;
  const guess = nearest(first, commands);
  if (guess !== undefined) return `there is no command ${show(first)}; did you mean ${guess}?`;
  const isPath = /[./\\]/.test(first) || rest.length > 0;
  return `there is no command ${show(first)}${isPath ? '; did you mean realmdiff normalize FILES?' : ''}`;
}

function unknownOption(message: string, options: readonly string[]): string | undefined {
  const [, name] = /(?:Unsupported|Invalid) option name \("(.*?)"\)/.exec(message) ?? [];
  if (name === undefined) return undefined;
  const guess = nearest(name, options) ?? options.find((option) => name.startsWith(`${option}=`));
  return `there is no option ${show(name)}${guess === undefined ? '' : `; did you mean ${guess}?`}`;
}

function firstLine(message: string): string {
  const [line = ''] = message.split('\n');
  return line.replace(/\.$/, '').replace(/^Not enough arguments to option (.*)$/, '$1 needs a value');
}

function show(text: string): string {
  return JSON.stringify(shorten(text));
}
