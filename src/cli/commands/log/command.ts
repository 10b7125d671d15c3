/** What does `realmdiff log` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { LOG_VALUES, parseLog } from './options.ts';

export class LogCommand extends RunnableCommand {
  static rank = 9;
  static operands = 'FILE [SECTION/ENTITY ...]';
  static values = LOG_VALUES;

  static override usage = Command.Usage({
    description: 'say what each commit of a realm file meant; of one client, role or flow, too',
    details: `
      Lists the commits of FILE, newest first, with the changes that count: ids, order and defaults do not. SECTION/ENTITY picks what is told, as \`diff --only\` does: \`clients/web-shop\`, \`authenticationFlows/browser\`, \`/accessTokenLifespan\`. The file's and the entity's older names are followed.

      Exit codes: 0 printed; 2 wrong usage, no repository, or no such file.
    `,
    examples: [
      ['The history of a realm', '$0 realms/acme.json'],
      ['Who changed the redirect URIs of a client', '$0 realms/acme.json clients/web-shop/redirectUris'],
      ['The last change of a flow', '$0 --max-count 1 realms/acme.json authenticationFlows/browser'],
    ],
  });

  maxCount = Option.String('--max-count', { description: 'show so many commits, then stop' });
  format = Option.String('--format', { description: 'text (default), or json: one list' });
  color = Option.String('--color', { description: 'auto (default), always or never' });
  words = Option.Rest();

  /** What reads histories is a file of its own in the package, which loads only here. */
  async start(terminal: Terminal): Promise<ExitCode> {
    const parsed = parseLog(this);
    if ('usage' in parsed) return refuseUsage(parsed.usage, 'log', terminal);
    const { runLog } = await import('./run.ts');
    return runLog(parsed.request, terminal, process.env);
  }
}
