/** Who writes a folder of many files that are one thing? One process at a time: another one would read half of what is being written. */

import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, explainError } from './explain-error.ts';

const LOCK = '.realmdiff.lock';

/** What `work` gives, or why it was not done. The lock of a process that was killed counts for nothing. */
export function withLock<T>(folder: string, work: () => T): T | { readonly refusal: string } {
  const lock = join(folder, LOCK);
  if (isDead(lock)) rmSync(lock, { force: true });
  let file: number;
  try {
    file = openSync(lock, 'wx');
  } catch (error) {
    const isHeld = codeOf(error) === 'EEXIST';
    return {
      refusal: isHeld ? 'another realmdiff is writing this folder; run the command again' : explainError(error),
    };
  }
  try {
    writeSync(file, String(process.pid));
    return work();
  } finally {
    closeSync(file);
    rmSync(lock, { force: true });
  }
}

function isDead(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')) || process.pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}
