/** Which change brought a state about? Prefers the entity's own nearest change, then one of what the state depends on. */

import { groupBy } from '../json/group-by.ts';
import type { Change } from '../model.ts';
import type { PathPattern, StateRule } from '../rule-rows.ts';
import { passes } from '../tables/condition.ts';
import { matchAny } from '../tables/pattern.ts';
import type { Held } from './held.ts';

/** Changes by section and entity, to be asked for many states. */
export interface ChangeIndex {
  readonly of: (section: string, entity: string) => readonly number[];
  readonly inSection: (section: string) => readonly number[];
}

export function indexChanges(changes: readonly Change[]): ChangeIndex {
  const numbers = [...changes.keys()];
  const ownerOf = (index: number): string => JSON.stringify([changes[index]?.section, changes[index]?.entity]);
  const byEntity = groupBy(numbers, ownerOf);
  const bySection = groupBy(numbers, (index) => changes[index]?.section);
  return {
    of: (section, entity) => byEntity.get(JSON.stringify([section, entity])) ?? [],
    inSection: (section) => bySection.get(section) ?? [],
  };
}

/** The number of the change, or undefined where no change is to blame. `kind`: the entity came with the state, or went with it. */
export function causeOf(
  rule: StateRule,
  held: Held,
  changes: readonly Change[],
  index: ChangeIndex,
  kind: 'added' | 'removed',
): number | undefined {
  const own = index.of(held.section, held.entity);
  return (
    first(own, (change) => change.path.length === 0 && change.kind === kind, changes) ??
    throughCause(held, changes, index) ??
    nearest(own, held, changes) ??
    first(own, (change) => matchAny(change.path, fieldsOf(rule)) !== undefined, changes) ??
    aboutCause(held, changes, index) ??
    statedCause(rule, changes, index) ??
    realmCause(rule, changes, index)
  );
}

function first(
  numbers: readonly number[],
  isMeant: (change: Change) => boolean,
  changes: readonly Change[],
): number | undefined {
  return numbers.find((number) => {
    const change = changes[number];
    return change !== undefined && isMeant(change);
  });
}

/** The change that shares the most keys with the place; of members of a list the one with the value. */
function nearest(own: readonly number[], held: Held, changes: readonly Change[]): number | undefined {
  let best: number | undefined;
  let bestScore = 0;
  for (const number of own) {
    const change = changes[number];
    if (change === undefined) continue;
    const score = scoreOf(change, held);
    if (score > bestScore) [best, bestScore] = [number, score];
  }
  return best;
}

function scoreOf(change: Change, { path, value, isMember }: Held): number {
  let shared = 0;
  while (shared < path.length && path[shared] === change.path[shared]) shared++;
  // Structure is a whole: whatever changed inside the entity may have made it.
  const isWithin = shared === Math.min(path.length, change.path.length);
  if (!isWithin) return 0;
  const isTheMember = isMember && change.secret !== true && (change.after ?? change.before) === value;
  return shared * 2 + (isTheMember ? 2 : 1) - (path.length === 0 ? 1 : 0);
}

/** All fields of the entity that the rule asks for. */
function fieldsOf({ when }: StateRule): readonly PathPattern[] {
  const asked = [...(when.path ?? []), ...(when.has ?? []).map(({ pattern }) => pattern)];
  if (when.check !== undefined) return [['**']];
  return asked.flatMap((pattern) => [
    pattern,
    pattern.filter((_, index) => index < pattern.length - 1 || pattern.at(-1) !== '*'),
    [...pattern, '**'],
  ]);
}

/** A change of somebody on the way: the one that names the next step is meant, else any. */
function throughCause({ through }: Held, changes: readonly Change[], index: ChangeIndex): number | undefined {
  if (through === undefined) return undefined;
  for (const [at, { section, entity }] of through.entries()) {
    const next = through[at + 1]?.entity;
    const name = next?.slice(next.lastIndexOf('/') + 1);
    const found = first(
      index.of(section, entity),
      (change) =>
        change.secret !== true &&
        (change.path.length === 0 || [next, name].some((each) => each === (change.after ?? change.before))),
      changes,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What the state names was deleted or got another name. */
function aboutCause({ about }: Held, changes: readonly Change[], index: ChangeIndex): number | undefined {
  if (about === undefined) return undefined;
  const { section, entity } = about;
  return (
    first(index.of(section, entity), ({ path }) => path.length === 0, changes) ??
    first(
      index.inSection(section),
      (change) => change.kind === 'renamed' && change.secret !== true && change.before === entity,
      changes,
    )
  );
}

function statedCause({ because }: StateRule, changes: readonly Change[], index: ChangeIndex): number | undefined {
  for (const { section, entity, path } of because) {
    const found = first(
      index.inSection(section),
      (change) => passes(change.entity, entity) && matchAny(change.path, path) !== undefined,
      changes,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A setting of the realm that the rule asks for. */
function realmCause({ when }: StateRule, changes: readonly Change[], index: ChangeIndex): number | undefined {
  const asked = (when.realm ?? []).map(({ pattern }) => pattern);
  if (asked.length === 0) return undefined;
  return first(index.of('realm', ''), ({ path }) => matchAny(path, asked) !== undefined, changes);
}
