/** What does `realmdiff schema` offer? Its words; the schemas are files of `rules/schema/`. */

import { Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { RunnableCommand } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { printSchema } from './run.ts';

export class SchemaCommand extends RunnableCommand {
  static rank = 7;
  static operands = 'NAME';
  static values = {};

  static override usage = RunnableCommand.Usage({
    description: 'print a JSON Schema: of the report, the configuration, or a rule',
    details: `
      NAME is \`report\` (what \`diff --format json\` writes), \`config\` (\`.realmdiff.yaml\`) or \`rule\` (a file of a rules folder).

      Exit codes: 0 printed, 2 wrong usage.
    `,
    examples: [
      ['Let an editor check the configuration', '$0 config > realmdiff.schema.json'],
      ['Check reports in a pipeline', '$0 report > report.schema.json'],
    ],
  });

  words = Option.Rest();

  start(terminal: Terminal): ExitCode {
    return printSchema(this.words, terminal);
  }
}
