/** What does `realmdiff blame` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { BLAME_VALUES, parseBlame } from './options.ts';

export class BlameCommand extends RunnableCommand {
  static rank = 10;
  static operands = 'FILE SECTION/ENTITY';
  static values = BLAME_VALUES;

  static override usage = Command.Usage({
    description: 'say which commit meant each line of one client, role or flow',
    details: `
      Prints the normal form of one entity of FILE, each line with the commit, the day and the author that wrote it. New ids and another order are nobody's doing; older names of the file and of the entity are followed. What the work tree holds and no commit has is \`not committed\`.

      Exit codes: 0 printed; 2 wrong usage, no repository, no such file, or no such entity.
    `,
    examples: [
      ['A client', '$0 realms/acme.json clients/web-shop'],
      ['A role of a client', '$0 realms/acme.json roles.client/web-shop~1viewer'],
      ['The settings of the realm itself', '$0 realms/acme.json realm'],
    ],
  });

  realm = Option.String('--realm', { description: 'the realm, where FILE holds several' });
  color = Option.String('--color', { description: 'auto (default), always or never' });
  words = Option.Rest();

  /** What reads histories is a file of its own in the package, which loads only here. */
  async start(terminal: Terminal): Promise<ExitCode> {
    const parsed = parseBlame(this);
    if ('usage' in parsed) return refuseUsage(parsed.usage, 'blame', terminal);
    const { runBlame } = await import('./run.ts');
    return runBlame(parsed.request, terminal, process.env);
  }
}
