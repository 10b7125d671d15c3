/** What is said of an error that nobody expected? One line that names a file of ours, and nothing of what was read. */

import { printable } from '../json/show.ts';

/** A bug's message may quote what it stumbled over, so only its kind and our own place in the code are shown. */
export function explainBug(error: unknown): string {
  if (isTooLong(error))
    return 'expected at most 512 MiB of text to write, found more: ask for less, or for another format\n';
  const kind = error instanceof Error ? error.constructor.name : 'unknown error';
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^ {4}at /.test(line));
  const ours = frames.find((frame) => !frame.includes('node:')) ?? '';
  const [place = 'an unknown place'] = /[\w.-]+\.[cm]?[jt]s:\d+:\d+/.exec(ours) ?? [];
  const detail = process.env.REALMDIFF_DEBUG === '1' ? frames.map((frame) => `${printable(frame)}\n`).join('') : '';
  return `internal error: ${kind} at ${place}; please report it, with the output of REALMDIFF_DEBUG=1\n${detail}`;
}

/** No bug: V8 has no longer text. */
function isTooLong(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Invalid string length';
}
