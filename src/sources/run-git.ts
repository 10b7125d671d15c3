/** How is git asked? With a list of words, so that no shell reads a name; without a terminal, so that it asks nobody. */

import { spawnSync } from 'node:child_process';

export interface GitAnswer {
  /** Null where git is not there. */
  readonly status: number | null;
  readonly stdout: Buffer;
  /** What git says is wrong. */
  readonly stderr: string;
}

export function git(args: readonly string[]): GitAnswer {
  return gitIn('.', args);
}

/** The one line that git answers; undefined where it refuses. */
export function gitLine(args: readonly string[]): string | undefined {
  const { status, stdout } = git(args);
  return status === 0 ? stdout.toString().replace(/\r?\n$/, '') : undefined;
}

/** Asks in a folder; `input` is what git reads. */
export function gitIn(folder: string, args: readonly string[], input = ''): GitAnswer {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, input, maxBuffer: 1 << 30 });
  return { status, stdout: stdout ?? Buffer.alloc(0), stderr: (stderr ?? '').toString().trim() };
}
