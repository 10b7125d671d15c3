/** What does `realmdiff why` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { parseWhy, WHY_VALUES } from './options.ts';

export class WhyCommand extends RunnableCommand {
  static rank = 4;
  static operands = 'POINTER FILE';
  static values = WHY_VALUES;

  static override usage = Command.Usage({
    description: 'tell why a value was kept, dropped, renamed, masked or sorted',
    details: `
      POINTER is a JSON pointer into the realm; in lists it takes names as well as numbers, and \`~1\` stands for a slash inside a name. FILE is a realm export or a normal form (JSON or YAML), or \`-\`.

      Exit codes: 0 told, 2 wrong usage, no such place, or a file that cannot be read.
    `,
    examples: [
      ['Ask for one setting', '$0 /accessTokenLifespan acme-realm.json'],
      ['Ask for a part of a client', '$0 /clients/web-shop/redirectUris acme-realm.json'],
      [
        'Ask for one execution of a flow',
        '$0 /authenticationFlows/browser/authenticationExecutions/auth-cookie acme.json',
      ],
    ],
  });

  realm = Option.String('--realm', { description: 'the realm, where the file holds several' });
  color = Option.String('--color', { description: 'auto (default), always or never' });
  words = Option.Rest();

  /** What explains is a file of its own in the package, which loads only here. */
  async start(terminal: Terminal): Promise<ExitCode> {
    const parsed = parseWhy(this);
    if ('usage' in parsed) return refuseUsage(parsed.usage, 'why', terminal);
    const { runWhy } = await import('./run.ts');
    return runWhy(parsed.request, terminal, process.env);
  }
}
