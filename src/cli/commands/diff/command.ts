/** What does `realmdiff diff` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { dieBetweenWrites, RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { DIFF_VALUES, parseDiff } from './options.ts';

export class DiffCommand extends RunnableCommand {
  static rank = 2;
  static operands = '[FROM] TO';
  static values = DIFF_VALUES;

  static override usage = Command.Usage({
    description: 'tell what changed between two realms, and what it means',
    details: `
      FROM and TO are files (JSON or YAML, exports or normal forms), directory exports, \`-\` for standard input, \`REV:path\` for a file in a git revision (\`:path\` is the index), or \`fresh:VERSION\` for a new realm of that Keycloak version. Several realms are paired by name. One file alone is compared with git's HEAD.

      Values are compared as they take effect: what a file leaves out is the default of its own Keycloak version. What one side cannot hold is not compared, and the report says so.

      Exit codes: 0 compared (with --exit-code: no difference; with --fail-on: no finding of that severity or worse), 1 differences or findings, 2 wrong usage or a source that cannot be read.
    `,
    examples: [
      ['Compare with what is committed', '$0 realms/acme.json'],
      ['Show everything that was decided', '$0 fresh:26.7.3 acme.json'],
      ['Compare two environments', '$0 stage.json prod.json --pair acme-stage=acme'],
      ['Write a comment for a pull request', '$0 origin/main:realms/acme.json realms/acme.json --format markdown'],
      ['Stop a pipeline', '$0 old.json new.json --fail-on high'],
    ],
  });

  format = Option.String('--format', { description: 'how the report is written (terminal)' });
  out = Option.String('--out', { description: 'write this file instead of standard output' });
  failOn = Option.String('--fail-on', {
    description: 'exit 1 for a finding as severe as this or more, or of this direction',
  });
  maxFindings = Option.String('--max-findings', { description: 'exit 1 where there are more findings' });
  exitCode = Option.Boolean('--exit-code', false, { description: 'exit 1 where anything was edited' });
  only = Option.Array('--only', {
    description: 'only what is at or below this pointer, such as clients/web-shop; repeatable',
  });
  onlyDeclared = Option.Boolean('--only-declared', false, {
    description: 'of a file that was written by hand, compare only what it states',
  });
  showFolded = Option.Boolean('--show-folded', false, {
    description: 'show each change that Keycloak itself made, not only how many',
  });
  showUnchanged = Option.Boolean('--show-unchanged', false, {
    description: 'name what stayed the same beside a change, instead of counting it',
  });
  all = Option.Boolean('--all', false, { description: 'tell also what was wrong before and still is' });
  stat = Option.Boolean('--stat', false, { description: 'count the changes of each section, and show none' });
  quiet = Option.Boolean('--quiet', false, { description: 'print nothing; implies --exit-code' });
  pair = Option.Array('--pair', { description: 'realms of two names that belong together; repeatable' });
  rules = Option.String('--rules', { description: 'a folder of rules on top of the built-in ones' });
  config = Option.String('--config', { description: 'the configuration, instead of the .realmdiff.yaml above TO' });
  target = Option.String('--target', { description: 'the name of what is compared, for the marker of a comment' });
  color = Option.String('--color', { description: 'auto (default), always or never' });
  words = Option.Rest();

  /** What compares is a file of its own in the package, which loads only here. */
  async start(terminal: Terminal): Promise<ExitCode> {
    const parsed = parseDiff(this);
    if ('usage' in parsed) return refuseUsage(parsed.usage, 'diff', terminal);
    if (parsed.request.out !== undefined) dieBetweenWrites();
    const { runDiff } = await import('./run.ts');
    return runDiff(parsed.request, terminal, process.env);
  }
}
