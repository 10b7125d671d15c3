/** What do the changes between two realms mean? Gives each the findings of all rules that speak of it. */

import { equal } from '../json/equal.ts';
import type { Change, ComparedRealm, Finding, Json, JudgedChange, JudgedPlace } from '../model.ts';
import type { ChangeRule, Rule } from '../rule-rows.ts';
import { fieldOf } from '../tables/find-fields.ts';
import { factsOf } from './facts.ts';
import { type Compared, nameIn, speaksOf, viaOf } from './match-change.ts';
import { newFinding } from './message.ts';
import { type Created, type StateOptions, statesOfBoth } from './states.ts';

/** The changes in their order, and the states that no change created. */
export interface Classified {
  readonly changes: readonly JudgedChange[];
  readonly states: readonly JudgedPlace[];
}

/** Each change with its findings: rules of changes first, then states that it created. */
export function classify(
  changes: readonly Change[],
  before: ComparedRealm,
  after: ComparedRealm,
  rules: readonly Rule[],
  options: StateOptions = { isKeptTold: false },
): Classified {
  if (changes.length === 0 && !options.isKeptTold) return { changes: [], states: [] };
  const { guards = [] } = options;
  const realms: Compared = { before: factsOf(before, guards), after: factsOf(after, guards) };
  const bySection = indexRules(rules);
  const { created, others } = statesOfBoth(changes, realms, rules, options);
  const judged = changes.map((change, index) => {
    // What Keycloak itself does to every realm is nobody's step up or down; a bad state is one, whoever made it.
    const speaking = change.cause === 'edit' ? (bySection.get(change.section) ?? []) : [];
    const spoken = speaking.filter((rule) => speaksOf(rule, change, realms)).map((rule) => judge(rule, change, realms));
    return { ...change, findings: [...spoken, ...statesBeside(spoken, created.get(index) ?? [])] };
  });
  return { changes: judged, states: others };
}

/** What a rule of changes says already, no state repeats. */
function statesBeside(spoken: readonly Finding[], states: readonly Created[]): readonly Finding[] {
  return states.filter(({ unless }) => !spoken.some(({ rule }) => unless.includes(rule))).map(({ finding }) => finding);
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
    via: viaOf(rule, change, realms),
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
