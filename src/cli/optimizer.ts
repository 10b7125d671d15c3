/** When does V8 start to optimize? Not in a short run, which would end before optimized code pays: `bin/realmdiff.js` turns it off. */

import { setFlagsFromString } from 'node:v8';

/** Above this many bytes optimized code pays. */
const LARGE = 1_000_000;

/** To be called when it is known how many bytes are worked on, and how many inputs there are. */
export function optimizeFor(bytes: number, inputs: number): void {
  if (bytes > LARGE || inputs > 3) setFlagsFromString('--opt');
}
