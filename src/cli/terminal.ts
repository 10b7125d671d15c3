/** How does text reach standard output and standard error? At once and whole; a reader that went away is no error. */

import { fstatSync, type Stats, statSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import { codeOf, explainError } from '../sources/explain-error.ts';

export interface Terminal {
  /** Writes a report or a result to standard output. */
  readonly writeOut: (text: string) => void;
  /** Writes a file's content to standard output as it is. */
  readonly writeBytes: (bytes: Uint8Array) => void;
  /** Writes everything else to standard error. */
  readonly writeError: (text: string) => void;
  readonly isOutTerminal: () => boolean;
  readonly isErrorTerminal: () => boolean;
  /** How many columns standard output has; COLUMNS where it is no terminal, and 120 where nobody says. */
  readonly columns: (environment: NodeJS.ProcessEnv) => number;
}

/** What was to be written has no place: a full disk. */
export class OutputError extends Error {}

// process.stdout would load Node's network and terminal code, which costs more than writing.
export function openTerminal(): Terminal {
  const writeOut = writerTo(1);
  return {
    writeOut: (text) => writeOut(isTerminal(1) ? showObeyed(text) : text),
    writeBytes: writeOut,
    writeError: writerTo(2),
    isOutTerminal: () => isTerminal(1),
    isErrorTerminal: () => isTerminal(2),
    columns: ({ COLUMNS }) => (isTerminal(1) ? process.stdout.columns : undefined) || Number(COLUMNS) || 120,
  };
}

// Control characters of the second kind and marks that turn text around, which JSON may hold as they are.
const OBEYED = /[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A normal form as a terminal may show it. In JSON and in quoted YAML the escape means the same character. */
function showObeyed(text: string): string {
  return text.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function isTerminal(file: number): boolean {
  try {
    const state = fstatSync(file);
    if (!state.isCharacterDevice() || isNowhere(state)) return false;
    return (file === 1 ? process.stdout : process.stderr).isTTY === true;
  } catch {
    return false;
  }
}

/** `/dev/null` is such a device, too, and asking Node's stream of it costs a hundredth of a start. Windows does not number its devices. */
function isNowhere({ rdev }: Stats): boolean {
  return process.platform !== 'win32' && rdev === statSync(devNull).rdev;
}

function writerTo(file: number): (text: string | Uint8Array) => void {
  let isClosed = false;
  return (text) => {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    for (let written = 0; written < bytes.length && !isClosed; ) {
      try {
        written += writeSync(file, bytes, written);
      } catch (error) {
        const code = codeOf(error);
        if (code === 'EAGAIN') waitForReader();
        // `| head` closes the pipe when it has seen enough; EOF is Windows' word for it, EBADF a stream closed from the start.
        else if (code === 'EPIPE' || code === 'EOF' || code === 'EBADF') isClosed = true;
        // Where errors are told and cannot be, nobody is left to tell.
        else if (file === 2) isClosed = true;
        else throw new OutputError(`standard output: ${explainError(error)}`);
      }
    }
  };
}

/** A pipe that is full and does not block: sleeps for two milliseconds. */
function waitForReader(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
}
