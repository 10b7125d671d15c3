/** How does one call of `git` run? Each verb is a file of its own. */

import { printable } from '../../../json/show.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Terminal } from '../../terminal.ts';
import type { GitRequest } from './options.ts';

export async function runGit(
  request: GitRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  switch (request.verb) {
    case 'textconv':
      return (await import('./textconv.ts')).runTextconv(request, terminal);
    case 'merge-driver':
      return (await import('./merge-driver.ts')).runMergeDriver(request, terminal, environment);
    case 'clean':
      return (await import('./filter.ts')).runClean(request, terminal);
    case 'filter-process':
      return (await import('./filter.ts')).runFilter(request, terminal);
    case 'diff-driver':
      return (await import('./diff-driver.ts')).runDiffDriver(request, terminal, environment);
    case 'review':
      return (await import('./review.ts')).runReview(terminal, environment);
    case 'unmerged':
      terminal.writeOut(`* Unmerged path ${printable(request.path)}\n`);
      return EXIT.fine;
    default:
      return (await import('./install.ts')).runInstall(request, terminal);
  }
}
