/** What does `realmdiff fetch` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { chooseCount, emptyOption } from '../../options.ts';
import { dieBetweenWrites, RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';

export class FetchCommand extends RunnableCommand {
  static rank = 9;
  static operands = 'live:ENV';
  static values = { out: ['DIR'], timeout: ['SECONDS'], config: ['FILE'] };

  static override usage = Command.Usage({
    description: 'read realms from a server and write their normal forms into a folder',
    details: `
      live:ENV is an environment of .realmdiff.yaml, \`live:ENV/REALM\` one realm of several. What the account may not see is named on standard error and in the header of the file, under \`unknown\`. The server is only read: GET, the token request, and the partial export where the account may have one.

      Exit codes: 0 all were written, 2 wrong usage or a file that cannot be written, 3 a server that did not answer or refused the login.
    `,
    examples: [['Take over what is there', '$0 live:prod --out realms']],
  });

  out = Option.String('--out', { description: 'the folder; one file a realm' });
  users = Option.Boolean('--users', false, { description: 'read users and their grants, too' });
  timeout = Option.String('--timeout', { description: 'seconds that one answer of a server may take (30)' });
  config = Option.String('--config', { description: 'the configuration, instead of the nearest .realmdiff.yaml' });
  words = Option.Rest();

  async start(terminal: Terminal): Promise<ExitCode> {
    const { words, out, config, users } = this;
    const timeout = chooseCount('timeout', this.timeout ?? '30');
    const usage =
      emptyOption({ out, config }) ??
      ('usage' in timeout ? timeout.usage : undefined) ??
      (words.length === 0 || !words.every((word) => word.startsWith('live:'))
        ? 'give an environment of .realmdiff.yaml: realmdiff fetch live:ENV --out DIR'
        : undefined);
    if (usage !== undefined) return refuseUsage(usage, 'fetch', terminal);
    if (out === undefined) return refuseUsage('--out says which folder the files go to', 'fetch', terminal);
    dieBetweenWrites();
    const { runFetch } = await import('./run.ts');
    const seconds = 'value' in timeout ? timeout.value : undefined;
    return runFetch({ words, out, config, hasUsers: users, timeout: seconds ?? 30 }, terminal, process.env);
  }
}
