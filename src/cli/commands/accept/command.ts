/** What does `realmdiff accept` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { dieBetweenWrites, RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { ACCEPT_VALUES, parseAccept } from './options.ts';

export class AcceptCommand extends RunnableCommand {
  static rank = 5;
  static operands = '[FROM] TO';
  static values = ACCEPT_VALUES;

  static override usage = Command.Usage({
    description: "accept today's findings, so that only new ones are told",
    details: `
      realmdiff accept FROM TO compares like \`diff\`, realmdiff accept TO looks at one realm like \`lint\`, and both write an ignore entry into \`.realmdiff.yaml\` for every finding that is not ignored yet, with your reason. What the file says already stays as it is, comments too.

      Exit codes: 0 written, or nothing to write, 2 wrong usage or a source that cannot be read.
    `,
    examples: [
      ['Accept what is there', '$0 realms/acme.json --reason "as found in November"'],
      [
        'Accept it for some time',
        '$0 HEAD:acme.json acme.json --reason "load test" --until 2026-12-01 --severity medium',
      ],
    ],
  });

  reason = Option.String('--reason', { description: 'why these findings may stay; needed' });
  until = Option.String('--until', { description: 'the last day on which they are ignored' });
  severity = Option.String('--severity', { description: 'only findings as severe as this, or more' });
  pair = Option.Array('--pair', { description: 'realms of two names that belong together; repeatable' });
  rules = Option.String('--rules', { description: 'a folder of rules on top of the built-in ones' });
  config = Option.String('--config', { description: 'the configuration, instead of the .realmdiff.yaml above TO' });
  color = Option.String('--color', { description: 'auto (default), always or never' });
  words = Option.Rest();

  /** What accepts is a file of its own in the package, which loads only here. */
  async start(terminal: Terminal): Promise<ExitCode> {
    const parsed = parseAccept(this);
    if ('usage' in parsed) return refuseUsage(parsed.usage, 'accept', terminal);
    dieBetweenWrites();
    const { runAccept } = await import('./run.ts');
    return runAccept(parsed.request, terminal, process.env);
  }
}
