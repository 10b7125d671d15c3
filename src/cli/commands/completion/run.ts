/** How does one call of `completion` run? Prints a shell's script, or the answers that such a script asks for. */

import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Terminal } from '../../terminal.ts';
import type { Shell } from './command.ts';
import { type Completion, complete } from './complete.ts';
import { SCRIPTS } from './scripts.ts';

export interface CompletionRequest {
  readonly shell: Shell;
  /** The words behind `realmdiff`, the last one as far as it is typed; undefined where the script is asked for. */
  readonly words: readonly string[] | undefined;
}

export async function runCompletion({ shell, words }: CompletionRequest, terminal: Terminal): Promise<ExitCode> {
  if (words === undefined) terminal.writeOut(SCRIPTS[shell]);
  else terminal.writeOut(answer(await complete(joined(words)), shell));
  return EXIT.fine;
}

/** bash cuts words at `=`: `--format=json` comes as three. */
function joined(words: readonly string[]): readonly string[] {
  const result: string[] = [];
  for (const word of words) {
    const last = result.at(-1);
    const isValue = last !== undefined && /^--[^=]+=$/.test(last);
    if ((word === '=' && last?.startsWith('--')) || isValue) result.splice(-1, 1, `${last}${word}`);
    else result.push(word);
  }
  return result;
}

/** What else may stand there, on a line of its own; then a word a line, with what it means where the shell shows that. */
function answer({ paths, words, prefix }: Completion, shell: Shell): string {
  const lines = words.map(({ word, about }) => {
    const whole = shell === 'bash' ? word : `${prefix}${word}`;
    return about === '' || shell === 'bash' ? whole : `${whole}\t${about}`;
  });
  return `${[paths, ...lines].join('\n')}\n`;
}
