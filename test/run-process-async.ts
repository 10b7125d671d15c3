/** How do tests run the command line beside a server of their own? Without waiting for it, or the server could not answer. */

import { spawn } from 'node:child_process';
import { BIN, cleanEnvironment, type Result, type RunOptions } from './run-cli.ts';

export function runProcessAsync(args: readonly string[], { cwd, env, stdin = '' }: RunOptions = {}): Promise<Result> {
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env: cleanEnvironment(env) });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8');
    child[name].on('data', (text) => {
      texts[name] += text;
    });
  }
  child.stdin.end(stdin);
  return new Promise((resolve) => child.on('close', (exit) => resolve({ exit, ...texts })));
}
