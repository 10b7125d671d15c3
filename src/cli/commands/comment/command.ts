/** What does `realmdiff comment` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { COMMENT_VALUES, parseComment } from './options.ts';

export class CommentCommand extends RunnableCommand {
  static rank = 13;
  static operands = '[FROM] TO';
  static values = COMMENT_VALUES;

  static override usage = Command.Usage({
    description: 'make the difference of two realms the one comment of a pull or merge request',
    details: `
      FROM and TO are named as for \`diff\`, and the comment is its markdown report; --body takes a report that was written before. The comment is found again by its first line and updated in place: one for each --target. Without a difference none is made, and one that is there is updated, hidden or deleted (--when-unchanged).

      On GitHub Actions and GitLab CI the repository, the request and the API are known from the environment; elsewhere say --repo and --pull. The token is read from GITHUB_TOKEN or GITLAB_TOKEN and from nowhere else. The report is appended to the job's summary, too, where GITHUB_STEP_SUMMARY or --summary names one.

      Exit codes: 0 done; 1 what --fail-on asked for; 2 wrong usage, a source that cannot be read, or a host that refuses.
    `,
    examples: [
      ['In a GitHub workflow', '$0 --provider github origin/main:realms/acme.json realms/acme.json'],
      ['What would be written', '$0 --provider gitlab --dry-run origin/main:realms/acme.json realms/acme.json'],
      ['A report that is there already', '$0 --provider github --body report.md'],
    ],
  });

  provider = Option.String('--provider', { description: 'github or gitlab' });
  repo = Option.String('--repo', { description: 'OWNER/NAME; otherwise from the environment of the job' });
  pull = Option.String('--pull', { description: 'the number of the pull or merge request; otherwise that of the job' });
  body = Option.String('--body', { description: 'a markdown report of diff, instead of two sources; - reads it' });
  target = Option.String('--target', { description: 'what the comment is about: one comment for each' });
  whenUnchanged = Option.String('--when-unchanged', {
    description: 'what becomes of the comment when nothing differs: update (default), hide, or delete',
  });
  summary = Option.String('--summary', {
    description: 'append the report to this file, instead of GITHUB_STEP_SUMMARY',
  });
  readOnlyOk = Option.Boolean('--read-only-ok', false, {
    description: 'a token that may not write is no failure: the summary has the report',
  });
  dryRun = Option.Boolean('--dry-run', false, { description: 'print the comment and ask nobody' });
  failOn = Option.String('--fail-on', { description: 'exit 1 for a finding as severe as this or more (never)' });
  only = Option.Array('--only', { description: 'only what is at or below this pointer; repeatable' });
  rules = Option.String('--rules', { description: 'a folder of rules on top of the built-in ones' });
  config = Option.String('--config', { description: 'the configuration, instead of the .realmdiff.yaml above TO' });
  words = Option.Rest();

  /** What speaks to hosts is a file of its own in the package, which loads only here. */
  async start(terminal: Terminal): Promise<ExitCode> {
    const parsed = parseComment(this, process.env);
    if ('usage' in parsed) return refuseUsage(parsed.usage, 'comment', terminal);
    const { runComment } = await import('./run.ts');
    return runComment(parsed.request, terminal, process.env);
  }
}
