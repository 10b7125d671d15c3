/** How far is a long piece of work? One line on a terminal, with bytes, rate and time left, gone when the work is done. */

import { milliseconds } from './clock.ts';
import { showFile } from './problem-reporter.ts';
import type { Terminal } from './terminal.ts';

/** Hears that so many of so many bytes are done. */
export type Tell = (done: number, all: number) => void;

/** Shows nothing where standard error is no terminal. The line is gone before anything else is written. */
export async function withProgress<T>(
  name: string,
  terminal: Terminal | undefined,
  work: (tell: Tell) => Promise<T>,
): Promise<T> {
  if (terminal === undefined || !terminal.isErrorTerminal()) return work(() => undefined);
  const progress = await openProgress(name);
  try {
    return await work(progress.tell);
  } finally {
    progress.stop();
  }
}

async function openProgress(name: string): Promise<{ readonly tell: Tell; readonly stop: () => void }> {
  const { SingleBar } = await import('cli-progress');
  const start = milliseconds();
  const bar = new SingleBar({
    ...{ stream: process.stderr, clearOnComplete: true, linewrap: true, gracefulExit: false },
    format: (_, { value, total }) => progressLine(name, value, total, (milliseconds() - start) / 1000),
  });
  let isStarted = false;
  return {
    tell: (done, all) => {
      if (!isStarted) bar.start(all, 0);
      isStarted = true;
      bar.update(Math.min(done, all));
    },
    stop: () => {
      if (isStarted) bar.stop();
      isStarted = false;
    },
  };
}

/** How wide the bar is. */
const WIDTH = 24;

/** The line after so many seconds. */
export function progressLine(name: string, done: number, all: number, seconds: number): string {
  const full = Math.round((done / Math.max(1, all)) * WIDTH);
  const rate = done / Math.max(0.001, seconds);
  return [
    showFile(name),
    `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`,
    `${bytesIn(done)} of ${bytesIn(all)}`,
    `${bytesIn(rate)}/s`,
    ...(done > 0 ? [`${timeIn((all - done) / rate)} left`] : []),
  ].join('  ');
}

/** `1.2 GB`, `340 MB`, `12 kB`. */
function bytesIn(count: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let value = count;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 9.95 && unit > 0 ? value.toFixed(1) : value.toFixed(0)} ${units[unit]}`;
}

/** `58 s`, `3 min 5 s`. */
function timeIn(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
