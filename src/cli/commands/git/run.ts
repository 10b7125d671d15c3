/** How does one call of `git` run? Each verb is a file of its own. */

import type { ExitCode } from '../../exit-codes.ts';
import type { Terminal } from '../../terminal.ts';
import type { GitRequest } from './options.ts';

type Environment = { readonly [name: string]: string | undefined };

export async function runGit(request: GitRequest, terminal: Terminal, environment: Environment): Promise<ExitCode> {
  switch (request.verb) {
    case 'textconv':
      return (await import('./textconv.ts')).runTextconv(request.file, terminal);
    case 'merge-driver':
      return (await import('./merge-driver.ts')).runMergeDriver(request, terminal, environment);
    default:
      return (await import('./install.ts')).runInstall(request, terminal);
  }
}
