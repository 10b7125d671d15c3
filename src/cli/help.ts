/** What does `--help` show? Our own layout of what clipanion knows of the commands; plain text, at most 100 columns. */

import type { Definition } from 'clipanion';
import { BASELINE_VALUES } from './baseline-options.ts';
import { DIFF_VALUES } from './diff-options.ts';
import { VALUES } from './normalize-options.ts';
import { RESTORE_VALUES } from './restore-options.ts';
import { RULES_VALUES } from './rules-options.ts';
import { WHY_VALUES } from './why-options.ts';

/** What a command takes: its operands, and the values of its options. */
interface Taken {
  readonly operands: string;
  readonly values: { readonly [option: string]: readonly string[] };
}

const NORMALIZE: Taken = { operands: 'FILES', values: { ...VALUES, out: ['DIR'] } };
const RESTORE: Taken = { operands: 'FILE', values: RESTORE_VALUES };
const DIFF: Taken = { operands: 'FROM TO', values: DIFF_VALUES };
const BASELINE: Taken = { operands: 'accept FROM TO', values: BASELINE_VALUES };
const WHY: Taken = { operands: 'POINTER FILE', values: WHY_VALUES };

const TAKEN: { readonly [command: string]: Taken } = {
  baseline: BASELINE,
  diff: DIFF,
  normalize: NORMALIZE,
  restore: RESTORE,
  rules: { operands: '[list | show ID]', values: RULES_VALUES },
  schema: { operands: 'NAME', values: {} },
  why: WHY,
};

/** One line a command, for `realmdiff --help`. */
export function renderOverview(version: string, definitions: readonly Definition[]): string {
  const width = Math.max(...definitions.map(({ path }) => path.length));
  const commands = definitions.map(({ path, description }) => `  ${path.padEnd(width)}  ${trimmed(description)}\n`);
  return [
    `realmdiff ${version}: Keycloak realm exports as text that git can store and people can read\n\n`,
    ...commands,
    '\nrealmdiff COMMAND --help tells more.\n',
  ].join('');
}

/** Everything about one command. */
export function renderCommand(definition: Definition): string {
  const { path, description, details, examples = [], options } = definition;
  const { operands, values } = TAKEN[path.slice(path.lastIndexOf(' ') + 1)] ?? NORMALIZE;
  const rows = options.map((option) => ({
    left: withValue(option.definition, values),
    right: trimmed(option.description),
  }));
  const width = Math.max(...rows.map(({ left }) => left.length));
  return [
    `${path} [OPTIONS] ${operands}\n\n${capital(trimmed(description))}.\n\n${wrapped(trimmed(details))}\n`,
    `\nOptions\n${rows.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}\n`).join('')}`,
    `\nExamples\n${examples.map(([about, line]) => `  ${trimmed(about)}:\n    ${line}\n`).join('')}`,
  ].join('');
}

/** clipanion writes `--out #0`; people want to know what may stand there. */
function withValue(definition: string, values: Taken['values']): string {
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
