/** What do the exit codes mean? The one list; 2 beats 3, and 3 beats 1. */

import type { Failure } from '../model.ts';

export const EXIT = {
  fine: 0,
  /** Differences, not normalized, findings. */
  differences: 1,
  /** Usage, configuration or unreadable input; bugs too. */
  failed: 2,
  /** A server that did not answer, or refused the login. */
  unreachable: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const FROM_BEST: readonly ExitCode[] = [EXIT.fine, EXIT.differences, EXIT.unreachable, EXIT.failed];

export function worstExit(codes: readonly ExitCode[]): ExitCode {
  return codes.reduce<ExitCode>(
    (worst, code) => (FROM_BEST.indexOf(code) > FROM_BEST.indexOf(worst) ? code : worst),
    EXIT.fine,
  );
}

/** What failures make of a call that ended because of them. */
export function exitOfRefusal(failures: readonly Failure[]): ExitCode {
  return failures.length === 0 ? EXIT.failed : exitOfFailures(failures);
}

/** What failures make of a call. */
export function exitOfFailures(failures: readonly Failure[]): ExitCode {
  return worstExit(failures.map(({ isUnreachable }) => (isUnreachable === true ? EXIT.unreachable : EXIT.failed)));
}
