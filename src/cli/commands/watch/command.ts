/** What does `realmdiff watch` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { COLORS, choose, chooseCount, emptyOption } from '../../options.ts';
import { RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';

export class WatchCommand extends RunnableCommand {
  static rank = 9;
  static operands = 'live:ENV';
  static values = { record: ['FILE'], interval: ['SECONDS'], timeout: ['SECONDS'], config: ['FILE'], color: COLORS };

  static override usage = Command.Usage({
    description: 'tell what somebody changes in the admin console while they change it',
    details: `
      live:ENV is an environment of .realmdiff.yaml with one realm, \`live:ENV/REALM\` one realm of several. It is read again and again until Ctrl-C; each change is a line, with what it means. A server that does not answer for a while is told once, and waited for.

      Exit codes: 0 stopped by Ctrl-C, 2 wrong usage or a file that cannot be written, 3 the first read failed.
    `,
    examples: [['Click in the console, and keep the result', '$0 live:test --record realms/acme.json']],
  });

  record = Option.String('--record', { description: 'write the normal form here when it ends' });
  interval = Option.String('--interval', { description: 'seconds between two reads (2)' });
  timeout = Option.String('--timeout', { description: 'seconds that one answer of the server may take (30)' });
  config = Option.String('--config', { description: 'the configuration, instead of the nearest .realmdiff.yaml' });
  color = Option.String('--color', { description: 'auto (default), always or never' });
  words = Option.Rest();

  async start(terminal: Terminal): Promise<ExitCode> {
    const { words, record, config } = this;
    const [source = '', ...others] = words;
    const interval = chooseCount('interval', this.interval ?? '2');
    const timeout = chooseCount('timeout', this.timeout ?? '30');
    const color = choose('color', this.color ?? 'auto', COLORS);
    const usage =
      emptyOption({ record, config }) ??
      [interval, timeout, color].flatMap((choice) => ('usage' in choice ? [choice.usage] : []))[0] ??
      (!source.startsWith('live:') || others.length > 0
        ? 'give one environment of .realmdiff.yaml: realmdiff watch live:ENV'
        : undefined);
    if (usage !== undefined || 'usage' in color || 'usage' in interval || 'usage' in timeout)
      return refuseUsage(usage ?? '', 'watch', terminal);
    const { runWatch } = await import('./run.ts');
    const request = { source, record, config, interval: interval.value ?? 2, timeout: timeout.value ?? 30 };
    return runWatch({ ...request, color: color.value }, terminal, process.env);
  }
}
