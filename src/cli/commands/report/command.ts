/** What does `realmdiff report` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { choose, emptyOption } from '../../options.ts';
import { dieBetweenWrites, RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';

/** What can be made of reports whose realms are no longer there. */
const MERGED_FORMATS = ['json', 'prometheus'] as const;

export class ReportCommand extends RunnableCommand {
  static rank = 10;
  static operands = 'merge FILES';
  static values = { format: MERGED_FORMATS, out: ['FILE'] };

  static override usage = Command.Usage({
    description: 'make one drift report of those of several shards',
    details: `
      FILES are JSON reports of \`realmdiff drift\`. Of a realm that several of them tell, the latest counts. The result is again what \`drift --since\` reads.

      Exit codes: those of \`drift\`: 0 in sync, 1 a difference, 2 wrong usage or a file that is no such report, 3 a realm that was not read.
    `,
    examples: [['Put shards together', '$0 merge drift-*.json --out drift.json']],
  });

  format = Option.String('--format', { description: 'how the report is written (json)' });
  out = Option.String('--out', { description: 'write this file instead of standard output' });
  words = Option.Rest();

  async start(terminal: Terminal): Promise<ExitCode> {
    const [verb, ...files] = this.words;
    const format = choose('format', this.format ?? 'json', MERGED_FORMATS);
    const usage =
      emptyOption({ out: this.out }) ??
      ('usage' in format ? format.usage : undefined) ??
      (verb !== 'merge' || files.length === 0 ? 'give what to do: realmdiff report merge FILES' : undefined);
    if (usage !== undefined || 'usage' in format) return refuseUsage(usage ?? '', 'report', terminal);
    if (this.out !== undefined) dieBetweenWrites();
    const { runMerge } = await import('./run.ts');
    return runMerge({ files, format: format.value, out: this.out }, terminal, process.env);
  }
}
