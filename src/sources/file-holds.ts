/** Does a file hold just this text? Compares piece by piece: neither is ever in memory as a whole. */

import { closeSync, openSync, readSync } from 'node:fs';
import type { Text } from './write-file.ts';

/** Throws what the file system throws. */
export function fileHolds(path: string, text: Text): boolean {
  const file = openSync(path, 'r');
  try {
    for (const piece of joined(text)) {
      const bytes = Buffer.allocUnsafe(piece.length);
      if (readSync(file, bytes) !== piece.length || !bytes.equals(piece)) return false;
    }
    return readSync(file, Buffer.alloc(1)) === 0;
  } finally {
    closeSync(file);
  }
}

const LARGE_ENOUGH = 1_000_000;

/** The text in pieces that are worth a call of the system. */
export function* joined(text: Text): Generator<Buffer> {
  let pieces: Buffer[] = [];
  let size = 0;
  for (const piece of typeof text === 'string' ? [text] : text) {
    const bytes =
      typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    pieces.push(bytes);
    size += bytes.length;
    if (size < LARGE_ENOUGH) continue;
    yield Buffer.concat(pieces);
    pieces = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(pieces);
}
