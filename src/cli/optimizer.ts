/** When does V8 start to optimize? Not in a short run: it would end before optimized code pays for being made. */

import { setFlagsFromString } from 'node:v8';

/** To be called first: half of the processor time of a short run would go to a compiler whose work it never uses. */
export function runUnoptimized(): void {
  setFlagsFromString('--no-opt');
}

/** Above this many bytes optimized code pays. */
const LARGE = 1_000_000;

/** To be called when it is known how many bytes are worked on, and how many inputs there are. */
export function optimizeFor(bytes: number, inputs: number): void {
  if (bytes > LARGE || inputs > 3) setFlagsFromString('--opt');
}
