/** What does `realmdiff git` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { GIT_VALUES, GIT_VERBS, parseGit } from './options.ts';

export class GitCommand extends RunnableCommand {
  static rank = 8;
  static operands = '[install | uninstall | status | review]';
  static values = GIT_VALUES;
  static verbs = GIT_VERBS;

  static override usage = Command.Usage({
    description: 'let git show and merge realms by what they mean',
    details: `
      \`realmdiff git install\` writes two things, and shows them: settings of git that say how realms are shown (\`textconv\`) and merged (\`merge\`), and lines in \`.gitattributes\` that say which files are realms. Then \`git diff\`, \`git log -p\`, \`git show\` and \`git blame\` show normal forms, hunks are headed by the client, role or flow that they are in, and \`git merge\` and \`git rebase\` merge by entity. \`uninstall\` takes away just that, and \`status\` tells what is there. \`review\` shows what the last merge decided: which side changed what, and where somebody has to look.

      Commit \`.gitattributes\`; everybody who clones runs \`realmdiff git install\` once. Without it git does as it always did. REALMDIFF_MERGE=off leaves one merge to git.

      git itself calls \`realmdiff git textconv FILE\`, \`merge-driver BASE OURS THEIRS SIZE PATH\`, \`diff-driver\`, \`filter-process\` and \`clean\`.

      Exit codes: 0 done, or all is there; 1 \`status\`: something is missing; \`review\`: conflicts are left; \`merge-driver\`: there are conflicts; 2 wrong usage, or not inside a repository.
    `,
    examples: [
      ['In this repository', '$0 install'],
      ['For some files, and without merging', '$0 install --mode textconv --files "realms/*.json"'],
      [
        'git stores normal forms, in which secrets name environment variables',
        '$0 install --mode filter --secrets env',
      ],
      ['For all repositories of this account', '$0 install --scope global'],
      ['Is it there?', '$0 status'],
      ['What did the last merge make of the two sides?', '$0 review'],
    ],
  });

  scope = Option.String('--scope', { description: 'local (default): this repository; global: all of this account' });
  attributes = Option.String('--attributes', { description: 'the attributes file, instead of .gitattributes' });
  mode = Option.String('--mode', {
    description:
      'with commas: textconv and merge (default); driver: git diff says what changes mean; filter: git stores normal forms',
  });
  secrets = Option.String('--secrets', { description: 'what the filter stores: mask (default), env, or keep' });
  files = Option.Array('--files', {
    description:
      'which files are realms; repeatable; default: files of .realmdiff.yaml, else *-realm.json and realms/**/*.json',
  });
  words = Option.Rest();

  /** What speaks to git is a file of its own in the package, which loads only here. */
  async start(terminal: Terminal): Promise<ExitCode> {
    const parsed = parseGit(this);
    if ('usage' in parsed) return refuseUsage(parsed.usage, 'git', terminal);
    const { runGit } = await import('./run.ts');
    return runGit(parsed.request, terminal, process.env);
  }
}
