/** What does `realmdiff completion` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export class CompletionCommand extends RunnableCommand {
  static rank = 99;
  static operands = 'bash | zsh | fish';
  static values = {};
  static verbs = SHELLS;

  static override usage = Command.Usage({
    description: 'print what makes a shell complete commands, options and their values',
    details: `
      Prints a script for the shell. It asks \`realmdiff completion complete\` for every answer, so that it knows the commands and rules of the version that is installed.

      Exit codes: 0 printed, 2 wrong usage.
    `,
    examples: [
      ['bash, in ~/.bashrc', 'source <(realmdiff completion bash)'],
      ['zsh, in ~/.zshrc after compinit', 'source <(realmdiff completion zsh)'],
      ['fish', '$0 fish > ~/.config/fish/completions/realmdiff.fish'],
    ],
  });

  words = Option.Rest();

  /** What completes is a file of its own in the package, which loads only here. */
  async start(terminal: Terminal): Promise<ExitCode> {
    const [first, second, ...words] = this.words;
    const isAsked = first === 'complete';
    const shell = SHELLS.find((each) => each === (isAsked ? second : first));
    if (shell === undefined || (!isAsked && second !== undefined))
      return refuseUsage('give one shell: bash, zsh or fish', 'completion', terminal);
    const { runCompletion } = await import('./run.ts');
    return runCompletion({ shell, words: isAsked ? words : undefined }, terminal);
  }
}
