/** What do the exit codes mean? The one list; 2 beats 1 beats 0. */

export const EXIT = {
  fine: 0,
  /** Differences, not normalized, findings. */
  differences: 1,
  /** Usage, configuration or unreadable input; bugs too. */
  failed: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export function worstExit(codes: readonly ExitCode[]): ExitCode {
  return codes.reduce<ExitCode>((worst, code) => (code > worst ? code : worst), EXIT.fine);
}
