/** What do an input's files hold? Reads bytes and remembers each file's state, so that a writer can tell a later change. */

import { type BigIntStats, closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Failure } from '../model.ts';
import { explainError } from './explain-error.ts';
import type { FileStamp, FileState, Input, ReadInput } from './input.ts';
import type { LiveOptions } from './read-live.ts';

/** The content, or why it cannot be had. */
export async function readInput(input: Input, options: LiveOptions = {}): Promise<ReadInput | Failure> {
  if (input.kind === 'stdin') return { sources: [{ name: '-', content: await readStdin() }], states: [] };
  if (input.kind === 'live' && input.environment !== undefined) {
    // Network code loads only where somebody asks for a server.
    const { readLive } = await import('./read-live.ts');
    return readLive(input.environment, process.env, options);
  }
  if (input.sources !== undefined) return { sources: input.sources, states: [] };
  const states: FileState[] = [];
  for (const path of input.paths) {
    const state = tryReadFile(path);
    if ('message' in state) return state;
    states.push(state);
  }
  return { sources: states.map(({ path, content }) => ({ name: path, content })), states };
}

function tryReadFile(path: string): FileState | Failure {
  try {
    return readFileState(path);
  } catch (error) {
    return { file: path, message: explainError(error) };
  }
}

/** The file's content and state, both from one open file. Throws what the file system throws. */
export function readFileState(path: string): FileState {
  const file = openSync(path, 'r');
  try {
    return { ...stampOf(path, fstatSync(file, { bigint: true })), content: readFileSync(file) };
  } finally {
    closeSync(file);
  }
}

export function stampOf(path: string, { dev, ino, size, mtimeNs }: BigIntStats): FileStamp {
  return { path, device: dev, inode: ino, size, modified: mtimeNs };
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}
