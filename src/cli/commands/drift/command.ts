/** What does `realmdiff drift` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { dieBetweenWrites, RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { DRIFT_VALUES, parseDrift } from './options.ts';

export class DriftCommand extends RunnableCommand {
  static rank = 3;
  static operands = '[FILES]';
  static values = DRIFT_VALUES;

  static override usage = Command.Usage({
    description: 'tell whether live realms still are what the files say, in all environments at once',
    details: `
      FILES say how the realms should be; without any, \`files\` of .realmdiff.yaml does, for each environment its own where it has some. They may also be another environment: \`live:ENV\`. Every environment of the configuration is read, from its server or its saved export, and compared realm by realm.

      Differences that \`ignore\` and \`allowDifferences\` name are allowed; the files are called \`repo\` there. With --since the last JSON report tells which differences are new, known and fixed.

      Exit codes: 0 in sync, 1 a difference that is not allowed, 2 wrong usage or a file that cannot be read, 3 a server that did not answer or refused the login; the other environments are told all the same.
    `,
    examples: [
      ['Is everything still what git says?', '$0'],
      ['One environment, for a program', '$0 --env prod --format json --out drift.json'],
      ['Tell what is new since the last run', '$0 --since drift.json --min-age 2h'],
      ['May stage differ from prod?', '$0 live:prod --env stage'],
    ],
  });

  env = Option.Array('--env', { description: 'only this environment; repeatable' });
  realm = Option.Array('--realm', { description: 'only this realm; repeatable' });
  format = Option.String('--format', { description: 'how the report is written (terminal)' });
  out = Option.String('--out', { description: 'write this file instead of standard output' });
  since = Option.String('--since', { description: 'the last JSON report: what it told is known' });
  minAge = Option.String('--min-age', {
    description: 'a difference counts when two reports that far apart have it, such as 2h; needs --since',
  });
  users = Option.Boolean('--users', false, { description: 'read users and their grants, too' });
  timeout = Option.String('--timeout', { description: 'seconds that one answer of a server may take (30)' });
  concurrency = Option.String('--concurrency', { description: 'realms that are read at a time (4)' });
  shard = Option.String('--shard', { description: 'only this part of all realms, such as 2/8' });
  pair = Option.Array('--pair', { description: 'realms of two names that belong together; repeatable' });
  rules = Option.String('--rules', { description: 'a folder of rules on top of the built-in ones' });
  config = Option.String('--config', { description: 'the configuration, instead of the nearest .realmdiff.yaml' });
  color = Option.String('--color', { description: 'auto (default), always or never' });
  words = Option.Rest();

  /** What compares is a file of its own in the package, which loads only here. */
  async start(terminal: Terminal): Promise<ExitCode> {
    const parsed = parseDrift(this);
    if ('usage' in parsed) return refuseUsage(parsed.usage, 'drift', terminal);
    if (parsed.request.out !== undefined) dieBetweenWrites();
    const { runDrift } = await import('./run.ts');
    return runDrift(parsed.request, terminal, process.env);
  }
}
