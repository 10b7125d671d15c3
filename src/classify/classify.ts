/** What do the changes between two realms mean? Gives each the findings of all rules that speak of it. */

import { equal } from '../json/equal.ts';
import { memberText } from '../json/print.ts';
import type { Change, ComparedRealm, Finding, Json, JudgedChange } from '../model.ts';
import type { ChangeRule, Rule, StateRule } from '../rule-rows.ts';
import { causeOf, indexChanges } from './attach.ts';
import { type Facts, factsOf } from './facts.ts';
import { fieldOf } from './find-fields.ts';
import type { Held } from './held.ts';
import { type Compared, nameIn, speaksOf } from './match-change.ts';
import { placesOf } from './match-state.ts';
import { newFinding } from './message.ts';

/** The changes in their order, each with its findings: rules of changes first, then states that it created. */
export function classify(
  changes: readonly Change[],
  before: ComparedRealm,
  after: ComparedRealm,
  rules: readonly Rule[],
): readonly JudgedChange[] {
  if (changes.length === 0) return [];
  const realms: Compared = { before: factsOf(before), after: factsOf(after) };
  const bySection = indexRules(rules);
  const created = createdStates(changes, realms, rules);
  return changes.map((change, index) => {
    const spoken = (bySection.get(change.section) ?? [])
      .filter((rule) => speaksOf(rule, change, realms))
      .map((rule) => judge(rule, change, realms));
    return { ...change, findings: [...spoken, ...(created.get(index) ?? [])] };
  });
}

function indexRules(rules: readonly Rule[]): ReadonlyMap<string, readonly ChangeRule[]> {
  const index = new Map<string, ChangeRule[]>();
  for (const rule of rules) {
    if (rule.speaksOf !== 'change') continue;
    for (const section of rule.when.section) index.set(section, [...(index.get(section) ?? []), rule]);
  }
  return index;
}

function judge(rule: ChangeRule, change: Change, realms: Compared): Finding {
  const { section, entity, path } = change;
  const [before, after] = change.secret === true ? [] : [change.before, change.after];
  return newFinding(rule, {
    section,
    entity,
    path,
    realm: realms.after.name,
    name: nameIn(rule.when, change),
    before,
    after,
    value: after ?? before,
    isMember: isPart(change, realms),
  });
}

/** The change is about one of several values that share a path: a member of a list, a part of a text. */
function isPart(change: Change, realms: Compared): boolean {
  if (change.secret === true || (change.kind !== 'added' && change.kind !== 'removed')) return false;
  const side = change.kind === 'added' ? 'after' : 'before';
  const owner = realms[side].entities(change.section)?.get(change.entity);
  const whole: Json | undefined = change.path.length === 0 ? undefined : fieldOf(owner, change.path);
  return whole !== undefined && !equal(whole, change[side]);
}

/** By the number of the change that created it: every state that holds after and did not hold before. */
function createdStates(
  changes: readonly Change[],
  { before, after }: Compared,
  rules: readonly Rule[],
): ReadonlyMap<number, readonly Finding[]> {
  const found = new Map<number, Finding[]>();
  if (changes.length === 0) return found;
  const index = indexChanges(changes);
  for (const rule of rules) {
    if (rule.speaksOf !== 'state' || rule.onlyAlone) continue;
    const now = placesOf(rule, after);
    if (now.length === 0) continue;
    const old = new Set(placesOf(rule, before).map(keyOf));
    for (const held of now) {
      if (old.has(keyOf(held))) continue;
      const cause = causeOf(rule, held, changes, index);
      if (cause !== undefined) found.set(cause, [...(found.get(cause) ?? []), findingOf(rule, held, after)]);
    }
  }
  return found;
}

function keyOf({ section, entity, path, isMember, value }: Held): string {
  return JSON.stringify([section, entity, path, isMember ? memberText(value ?? null) : null]);
}

/** A finding about one realm: rules of states, told by their place. */
export interface PlacedFinding extends Finding {
  readonly section: string;
  readonly entity: string;
  readonly path: readonly string[];
}

/** All states that hold in a realm, in the order of the rules. */
export function judgeRealm(realm: ComparedRealm, rules: readonly Rule[]): readonly PlacedFinding[] {
  const facts = factsOf(realm);
  return rules
    .filter((rule) => rule.speaksOf === 'state')
    .flatMap((rule) =>
      placesOf(rule, facts).map((held) => {
        const { section, entity, path } = held;
        return { ...findingOf(rule, held, facts), section, entity, path };
      }),
    );
}

function findingOf(rule: StateRule, held: Held, facts: Facts): Finding {
  return newFinding(rule, { ...held, realm: facts.name, after: held.value });
}
