/** How is a call of this program made that may be ended? As a process of its own, in the place of this one. */

import { spawnSync } from 'node:child_process';

/** The exit code; undefined where it took longer than so many milliseconds, or could not be started. */
export function runSelf(
  args: readonly string[],
  environment: { readonly [name: string]: string },
  timeout: number,
): number | undefined {
  const [program, script = ''] = process.argv;
  const { status } = spawnSync(program ?? process.execPath, [script, ...args], {
    env: { ...process.env, ...environment },
    stdio: 'inherit',
    timeout,
    killSignal: 'SIGKILL',
  });
  return status ?? undefined;
}
