/** Where do two long texts part? Shows the first lines that differ, since a diff of two whole realms helps nobody. */

const SHOWN = 12;

/** Empty for equal texts; else the first differing lines of both, `-` for the first text and `+` for the second. */
export function firstDifference(one: string, other: string): string {
  if (one === other) return '';
  const [ones, others] = [one.split('\n'), other.split('\n')];
  const start = ones.findIndex((line, index) => line !== others[index]);
  const at = start < 0 ? ones.length : start;
  const shown = (lines: readonly string[], sign: string): readonly string[] =>
    lines.slice(at, at + SHOWN).map((line) => `${sign} ${line}`);
  return [`line ${at + 1} differs`, ...shown(ones, '-'), ...shown(others, '+')].join('\n');
}
