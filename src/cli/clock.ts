/** What day is it? The only file that asks the clock; everything else is told. */

import { timeIn } from '../drift/time.ts';

/** `2026-12-01`, in coordinated universal time, so that two machines agree. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** From some moment on, which is the same while the process runs. */
export function milliseconds(): number {
  return Date.now();
}

/** `2026-12-01T08:00:00Z`. */
export function now(): string {
  return timeIn(Date.now());
}
