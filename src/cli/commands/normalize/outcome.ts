/** What became of one input? The words that every mode of `normalize` answers with, and their exit codes. */

import { EXIT, type ExitCode, worstExit } from '../../exit-codes.ts';

/** `normalized`: something was written. `unchanged`: it already was the normal form. `differs`: `--check` found that it is not. */
export type Outcome = 'normalized' | 'unchanged' | 'differs' | 'failed' | 'skipped';

const EXIT_OF = {
  normalized: EXIT.fine,
  unchanged: EXIT.fine,
  skipped: EXIT.fine,
  differs: EXIT.differences,
  failed: EXIT.failed,
} as const satisfies Record<Outcome, ExitCode>;

export function exitOf(outcomes: readonly Outcome[]): ExitCode {
  return worstExit(outcomes.map((outcome) => EXIT_OF[outcome]));
}

/** `3 normalized, 1 unchanged, 1 failed`. What did not happen is not said. */
export function summarize(outcomes: readonly Outcome[]): string {
  const words = {
    normalized: 'normalized',
    differs: 'not normalized',
    unchanged: 'unchanged',
    failed: 'failed',
  } as const;
  const parts = (['normalized', 'differs', 'unchanged', 'failed'] as const).flatMap((outcome) => {
    const count = outcomes.filter((one) => one === outcome).length;
    return count === 0 ? [] : [`${count} ${words[outcome]}`];
  });
  return parts.length === 0 ? 'nothing to normalize' : parts.join(', ');
}
