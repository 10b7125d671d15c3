/** What does `realmdiff lint` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { dieBetweenWrites, RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { LINT_VALUES, parseLint } from './options.ts';

export class LintCommand extends RunnableCommand {
  static rank = 3;
  static operands = '[FILES]';
  static values = LINT_VALUES;

  static override usage = Command.Usage({
    description: 'tell what is wrong with a realm: open doors, broken logins, loose ends',
    details: `
      FILES are files (JSON or YAML, exports or normal forms), directory exports, folders, globs, \`-\` for standard input, \`REV:path\`, or \`fresh:VERSION\`. Without any, those are looked at that \`files\` of .realmdiff.yaml names.

      Values are judged as they take effect: what a file leaves out is the default of its own Keycloak version. \`realmdiff rules show ID\` says of each finding why it matters and what to do.

      Exit codes: 0 no finding that fails, 1 findings as severe as --fail-on (high, where nobody says otherwise) or more than --max-findings, 2 wrong usage or a source that cannot be read.
    `,
    examples: [
      ['Look at one realm', '$0 realms/acme.json'],
      ['Stop a pipeline at what weakens the realm', '$0 realms/*.json --fail-on weakens'],
      ['Report to a code scanner', '$0 realms --format sarif --out realmdiff.sarif'],
    ],
  });

  format = Option.String('--format', { description: 'how the report is written (terminal)' });
  out = Option.String('--out', { description: 'write this file instead of standard output' });
  failOn = Option.String('--fail-on', {
    description: 'exit 1 for a finding as severe as this or more, or of this direction (high)',
  });
  maxFindings = Option.String('--max-findings', { description: 'exit 1 where there are more findings' });
  fix = Option.Boolean('--fix', false, {
    description: 'first mend what nobody has to decide: masks, equal configs, orphans, priorities, the order of sets',
  });
  dryRun = Option.Boolean('--dry-run', false, { description: 'with --fix: show what would be mended, write nothing' });
  only = Option.Array('--only', {
    description: 'only what is at or below this pointer, such as clients/web-shop; repeatable',
  });
  rule = Option.Array('--rule', { description: 'only findings of this rule, such as secret-in-clear; repeatable' });
  all = Option.Boolean('--all', false, { description: 'show findings of severity info, too' });
  quiet = Option.Boolean('--quiet', false, { description: 'print nothing: the exit code tells' });
  rules = Option.String('--rules', { description: 'a folder of rules on top of the built-in ones' });
  config = Option.String('--config', { description: 'the configuration, instead of the .realmdiff.yaml above FILES' });
  toVersion = Option.String('--to-version', {
    description: 'look for fields that this Keycloak version does not know',
  });
  target = Option.String('--target', { description: 'the name of what is looked at, for the marker of a comment' });
  color = Option.String('--color', { description: 'auto (default), always or never' });
  words = Option.Rest();

  /** What looks at realms is a file of its own in the package, which loads only here. */
  async start(terminal: Terminal): Promise<ExitCode> {
    const parsed = parseLint(this);
    if ('usage' in parsed) return refuseUsage(parsed.usage, 'lint', terminal);
    if (parsed.request.out !== undefined) dieBetweenWrites();
    const { runLint } = await import('./run.ts');
    return runLint(parsed.request, terminal, process.env);
  }
}
