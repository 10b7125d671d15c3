/** What does `--help` show? Our own layout of what clipanion knows of the commands; plain text, at most 100 columns. */

import type { Definition } from 'clipanion';
import { largest } from '../json/largest.ts';
import type { CommandClass } from './runnable.ts';

/** One line a command, for `realmdiff --help`. */
export function renderOverview(version: string, definitions: readonly Definition[]): string {
  const width = largest(definitions.map(({ path }) => path.length));
  const commands = definitions.map(({ path, description }) => `  ${path.padEnd(width)}  ${trimmed(description)}\n`);
  return [
    `realmdiff ${version}: Keycloak realm exports as text that git can store and people can read\n\n`,
    ...commands,
    '\nrealmdiff COMMAND --help tells more.\n',
  ].join('');
}

/** Everything about one command. */
export function renderCommand(definition: Definition, { operands, values }: CommandClass): string {
  const { path, description, details, examples = [], options } = definition;
  const rows = options.map((option) => ({
    left: withValue(option.definition, values),
    right: trimmed(option.description),
  }));
  const width = largest(rows.map(({ left }) => left.length));
  return [
    `${path} [OPTIONS] ${operands}\n\n${capital(trimmed(description))}.\n\n${wrapped(trimmed(details))}\n`,
    `\nOptions\n${rows.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}\n`).join('')}`,
    `\nExamples\n${examples.map(([about, line]) => `  ${trimmed(about)}:\n    ${line}\n`).join('')}`,
  ].join('');
}

/** clipanion writes `--out #0`; people want to know what may stand there. */
function withValue(definition: string, values: CommandClass['values']): string {
  return definition.replace(/^--(\S+) #0$/, (_, name: string) => `--${name} ${values[name]?.join('|') ?? 'VALUE'}`);
}

function trimmed(text: string | undefined): string {
  return (text ?? '').replaceAll('`', '').trim();
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** clipanion breaks paragraphs at 80 columns, which we keep; spaces before its breaks go. */
function wrapped(text: string): string {
  return text.replace(/ +$/gm, '');
}
