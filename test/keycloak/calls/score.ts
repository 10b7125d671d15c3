/** Do the changes that a diff tells match those that a call must show? Counts recall and precision. */

import type { Change } from '../../../src/model.ts';
import type { Expected } from './call.ts';

export interface Score {
  readonly count: (changes: readonly Change[], expected: readonly Expected[]) => Mismatch;
  readonly summary: () => string;
}

export interface Mismatch {
  readonly missing: readonly Expected[];
  readonly tooMuch: readonly Change[];
}

export const EXACT: Mismatch = { missing: [], tooMuch: [] };

export function newScore(): Score {
  const sums = { calls: 0, expected: 0, found: 0, right: 0 };
  const ratio = (of: number) => (of === 0 ? 1 : sums.right / of).toFixed(2);
  return {
    count: (changes, expected) => {
      const mismatch = mismatchOf(changes, expected);
      sums.calls += 1;
      sums.expected += expected.length;
      sums.found += changes.length;
      sums.right += expected.length - mismatch.missing.length;
      return mismatch;
    },
    summary: () =>
      `${sums.calls} calls, ${sums.expected} expected changes: recall ${ratio(sums.expected)}, precision ${ratio(sums.found)}\n`,
  };
}

export function mismatchOf(changes: readonly Change[], expected: readonly Expected[]): Mismatch {
  const tooMuch = [...changes];
  const missing = expected.filter((each) => {
    const index = tooMuch.findIndex((change) => isExpected(change, each));
    if (index >= 0) tooMuch.splice(index, 1);
    return index < 0;
  });
  return { missing, tooMuch };
}

function isExpected(change: Change, expected: Expected): boolean {
  const { kind, section, entity, path, secret } = expected;
  if (change.kind !== kind || change.section !== section || change.entity !== entity) return false;
  if (JSON.stringify(change.path) !== JSON.stringify(path) || change.secret !== secret) return false;
  if (change.secret) return true;
  return (['before', 'after'] as const).every(
    (side) => expected[side] === undefined || JSON.stringify(change[side]) === JSON.stringify(expected[side]),
  );
}
