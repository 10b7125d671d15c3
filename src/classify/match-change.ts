/** Does a rule speak of this change? Each matcher answers one question; a rule is all of those that it asks. */

import { uncountedName } from '../entities/names.ts';
import type { Change, Json, ValueChange } from '../model.ts';
import type { ChangeRule, ChangeWhen, Sides } from '../rule-rows.ts';
import { elementsOf, type Facts } from './facts.ts';
import { matchAny } from './match-path.ts';
import { numberOf, passes, passesFields } from './run-test.ts';

/** Both realms of a comparison. */
export interface Compared {
  readonly before: Facts;
  readonly after: Facts;
}

type Matcher = (when: ChangeWhen, change: Change, realms: Compared) => boolean;

/** The cheapest questions first. */
const MATCHERS: readonly Matcher[] = [
  (when, { section }) => when.section.includes(section),
  (when, { kind }) => when.kind === undefined || when.kind.includes(kind),
  (when, { path }) => matchAny(path, when.path) !== undefined,
  (when, change) => when.name === undefined || passes(nameIn(when, change), when.name),
  (when, { entity }) => passes(entity, when.entity),
  (when, change) => when.before === undefined || (isShown(change) && passes(change.before, when.before)),
  (when, change) => when.after === undefined || (isShown(change) && passes(change.after, when.after)),
  (when, change) => when.grew === undefined || factor(change, 'before', 'after') > when.grew,
  (when, change) => when.shrank === undefined || factor(change, 'after', 'before') > when.shrank,
  (when, _, { after }) => after.isWithin(when),
  (when, change, realms) => fitsSides(when.where, (side) => ownerOf(change, realms[side])),
  (when, _, realms) => fitsSides(when.realm, (side) => realms[side].data),
  (when, { entity }, { before, after }) =>
    when.isIn === undefined || [before, after].every((facts) => isMember(when.isIn ?? '', entity, facts)),
  (when, { entity }, { before, after }) =>
    when.flow === undefined ||
    when.flow.isBound === (before.boundFlows().has(entity) || after.boundFlows().has(entity)),
];

export function speaksOf({ when }: ChangeRule, change: Change, realms: Compared): boolean {
  return MATCHERS.every((matches) => matches(when, change, realms));
}

/** What the rule's `*` stands for in this change. */
export function nameIn(when: ChangeWhen, { path, section }: Change): string {
  const name = matchAny(path, when.path) ?? '';
  return section === 'authenticationFlows' ? uncountedName(name) : name;
}

function isShown(change: Change): change is ValueChange {
  return change.secret !== true;
}

/** By how much a number is larger than the other; 0 where one of them is none. */
function factor(change: Change, small: 'before' | 'after', large: 'before' | 'after'): number {
  if (!isShown(change)) return 0;
  const [low, high] = [numberOf(change[small]), numberOf(change[large])];
  if (low === undefined || high === undefined || high <= low) return 0;
  return low <= 0 ? Number.POSITIVE_INFINITY : high / low;
}

function fitsSides(sides: Sides | undefined, valueOn: (side: 'before' | 'after') => Json | undefined): boolean {
  if (sides === undefined) return true;
  return (
    (sides.before === undefined || passesFields(valueOn('before'), sides.before)) &&
    (sides.after === undefined || passesFields(valueOn('after'), sides.after))
  );
}

function ownerOf({ section, entity }: Change, facts: Facts): Json | undefined {
  return facts.entities(section)?.get(entity);
}

export function isMember(list: string, entity: string, { data }: Facts): boolean {
  return elementsOf(data[list]).includes(entity);
}
