/** Of many findings of one rule on one entity, which are shown? The first few; the others are counted. */

import { groupBy } from '../json/group-by.ts';
import type { Finding, Report } from '../model.ts';
import { type Judgement, judgementsOf } from './judged.ts';
import { showNumber } from './words.ts';

/** So many findings of one rule are shown for an entity. */
export const MAX_OF_ONE = 3;

/** One more than that is shown, too: a line that counts it would be as long. */
export function firstFew<T>(ofRule: readonly T[]): { readonly shown: readonly T[]; readonly folded: readonly T[] } {
  const shown = ofRule.length <= MAX_OF_ONE + 1 ? ofRule : ofRule.slice(0, MAX_OF_ONE);
  return { shown, folded: ofRule.slice(shown.length) };
}

/** Findings as a line tells them that has room for their rule alone: those that would read the same are counted. */
export function readAlike(
  findings: readonly Finding[],
): readonly { readonly finding: Finding; readonly rule: string }[] {
  const alike = groupBy(findings, ({ rule, severity, direction }) => `${rule} ${severity} ${direction}`);
  return [...alike.values()].flatMap(([finding, ...others]) => {
    if (finding === undefined) return [];
    const times = others.length === 0 ? '' : ` (${showNumber(others.length + 1)})`;
    return [{ finding, rule: `${finding.rule}${times}` }];
  });
}

export interface FoldedJudgement extends Judgement {
  /** So many more findings of the rule on the entity are not in the list. */
  readonly more: number;
}

/** The findings of a report, the worst first, for people: the last one shown of a rule and an entity counts the others. */
export function foldedJudgements(report: Report): readonly FoldedJudgement[] {
  const all = judgementsOf([report]);
  const groups = groupBy(all, ({ change, finding }) => JSON.stringify([finding.rule, change.section, change.entity]));
  const kept = new Map<Judgement, number>();
  for (const ofRule of groups.values()) {
    const { shown, folded } = firstFew(ofRule);
    for (const each of shown) kept.set(each, each === shown.at(-1) ? folded.length : 0);
  }
  return all.flatMap((each) => {
    const more = kept.get(each);
    return more === undefined ? [] : [{ ...each, more }];
  });
}
