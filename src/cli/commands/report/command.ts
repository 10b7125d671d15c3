/** What does `realmdiff report` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import { FORMATS_OF } from '../../../report/formats.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { COLORS, choose, emptyOption } from '../../options.ts';
import { dieBetweenWrites, RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';

export class ReportCommand extends RunnableCommand {
  static rank = 10;
  static operands = 'merge FILES';
  static values = { format: FORMATS_OF.report, out: ['FILE'], color: COLORS };

  static override usage = Command.Usage({
    description: 'make one drift report of those of several shards',
    details: `
      FILES are JSON reports of \`realmdiff drift\`. Of a realm that several of them tell, the latest counts. The result is again what \`drift --since\` reads.

      Exit codes: those of \`drift\`: 0 in sync, 1 a difference, 2 wrong usage or a file that is no such report, 3 a realm that was not read.
    `,
    examples: [
      ['Put shards together', '$0 merge drift-*.json --out drift.json'],
      ['Read them', '$0 merge drift.json --format terminal'],
    ],
  });

  format = Option.String('--format', { description: 'how the report is written (json)' });
  out = Option.String('--out', { description: 'write this file instead of standard output' });
  color = Option.String('--color', { description: 'auto (default), always or never' });
  words = Option.Rest();

  async start(terminal: Terminal): Promise<ExitCode> {
    const [verb, ...files] = this.words;
    const format = choose('format', this.format ?? 'json', FORMATS_OF.report);
    const color = choose('color', this.color ?? 'auto', COLORS);
    const usage =
      emptyOption({ out: this.out }) ??
      [format, color].flatMap((choice) => ('usage' in choice ? [choice.usage] : []))[0] ??
      (verb !== 'merge' || files.length === 0 ? 'give what to do: realmdiff report merge FILES' : undefined);
    if (usage !== undefined || 'usage' in format || 'usage' in color)
      return refuseUsage(usage ?? '', 'report', terminal);
    if (this.out !== undefined) dieBetweenWrites();
    const { runMerge } = await import('./run.ts');
    return runMerge({ files, format: format.value, color: color.value, out: this.out }, terminal, process.env);
  }
}
