/** Where is put aside what does not fit into memory? In one file that nobody sees, and that is gone with the process however it ends. */

import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explainError } from './explain-error.ts';

/** A stretch of the file, in bytes. */
export interface Stretch {
  readonly at: number;
  readonly length: number;
}

export interface Spill {
  /** Throws a SpillError, as does opening it. */
  readonly write: (bytes: Uint8Array) => Stretch;
  /** Fills `into` from its start with what stands at `at`; gives how many bytes there were. */
  readonly read: (at: number, into: Uint8Array) => number;
  readonly close: () => void;
}

/** What does not fit into memory has no other place either. The message says where it was to go. */
export class SpillError extends Error {}

function explained<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new SpillError(
      `nothing can be put aside in ${tmpdir()}: ${explainError(error)}; set TMPDIR to a folder with room`,
    );
  }
}

/** A file in TMPDIR, for the owner's eyes. Its name is taken away at once, where the system can: then a kill leaves nothing. */
export function openSpill(): Spill {
  const path = join(tmpdir(), `realmdiff-${process.pid}-${Math.random().toString(36).slice(2, 10)}.tmp`);
  const file = explained(() => openSync(path, 'wx+', 0o600));
  let isNamed = true;
  const forget = (): void => {
    if (!isNamed) return;
    try {
      unlinkSync(path);
      isNamed = false;
    } catch {
      // Windows keeps the name of an open file.
    }
  };
  forget();
  let end = 0;
  return {
    write: (bytes) => {
      const at = end;
      for (let written = 0; written < bytes.length; ) {
        const from = written;
        written += explained(() => writeSync(file, bytes, from, bytes.length - from, at + from));
      }
      end += bytes.length;
      return { at, length: bytes.length };
    },
    read: (at, into) => {
      let filled = 0;
      for (;;) {
        const count = readSync(file, into, filled, into.length - filled, at + filled);
        filled += count;
        if (count === 0 || filled === into.length) return filled;
      }
    },
    close: () => {
      closeSync(file);
      forget();
    },
  };
}
