/** What does `realmdiff join` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { dieBetweenWrites, RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';

export class JoinCommand extends RunnableCommand {
  static rank = 12;
  static operands = 'DIR FILE';
  static values = {};

  static override usage = Command.Usage({
    description: 'make one file again of a realm that was split',
    details: `
      DIR is a folder that \`realmdiff split\` wrote; files that people added or took away since count. FILE is JSON or YAML, by its name; \`-\` is standard output. A split and joined normal form is the same byte for byte, another export holds the same values.

      Exit codes: 0 written; 2 wrong usage, a file that splitting cannot have written, or something that cannot be read or written.
    `,
    examples: [['For an import', '$0 realms/acme acme-realm.json']],
  });

  words = Option.Rest();

  /** What joins is a file of its own in the package, which loads only here. */
  async start(terminal: Terminal): Promise<ExitCode> {
    const [folder, file, ...others] = this.words;
    if (file === undefined || folder === undefined || others.length > 0 || file === '' || folder === '')
      return refuseUsage('give a folder and a file: realmdiff join realms/acme acme-realm.json', 'join', terminal);
    dieBetweenWrites();
    const { runJoin } = await import('./run.ts');
    return runJoin({ file, folder }, terminal, process.env);
  }
}
