/** What does the report say of parts that could not be compared? One entry for each section and reason, with their number. */

import { compareText } from '../json/compare.ts';
import { groupBy } from '../json/group-by.ts';
import type { NotCompared } from '../model.ts';
import type { SkipReason } from './comparing.ts';
import type { Where } from './where.ts';

export interface Skipped {
  readonly where: Where;
  readonly reason: SkipReason;
}

export function tellSkipped(skipped: readonly Skipped[]): readonly NotCompared[] {
  const groups = groupBy(skipped, ({ where, reason }) => `${where.section}\u0000${reason}`);
  return [...groups].sort(([a], [b]) => compareText(a, b)).flatMap(([, each]) => tell(each));
}

function tell(group: readonly Skipped[]): readonly NotCompared[] {
  const [first] = group;
  if (first === undefined) return [];
  const { where, reason } = first;
  const place =
    group.length > 1 || where.entity === ''
      ? {}
      : { entity: where.entity, ...(where.path.length > 0 && { path: where.path }) };
  return [{ section: where.section, ...place, why: WHY[reason](group.length) }];
}

const WHY: { readonly [reason in SkipReason]: (count: number) => string } = {
  masked: (count) => (count === 1 ? 'a secret is masked on one side' : `${count} secrets are masked on one side`),
  renamed: (count) => (count === 1 ? 'a keyed secret has another place' : `${count} keyed secrets have other places`),
  unknown: (count) => (count === 1 ? 'one side does not hold them' : `one side does not hold ${count} of them`),
};
