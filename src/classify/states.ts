/** Which states hold in a realm, and which of them did changes create, keep or end? */

import { equal } from '../json/equal.ts';
import { memberText } from '../json/print.ts';
import type { Change, ComparedRealm, Finding, JudgedPlace, Path } from '../model.ts';
import type { Guard, Rule, StateRule, StateWhen } from '../rule-rows.ts';
import { causeOf, indexChanges } from './attach.ts';
import type { Entities } from './entities.ts';
import { type Facts, factsOf } from './facts.ts';
import type { Held } from './held.ts';
import type { Compared } from './match-change.ts';
import { placesOf } from './match-state.ts';
import { newFinding } from './message.ts';
import { type PlaceOf, placeFinder } from './place-of.ts';

/** What became of the states of two realms. */
export interface StatesOfBoth {
  /** By the number of the change that created it. */
  readonly created: ReadonlyMap<number, readonly Created[]>;
  readonly others: readonly JudgedPlace[];
}

export interface Created {
  readonly finding: Finding;
  readonly unless: readonly string[];
}

export interface StateOptions {
  /** What the configuration guards. */
  readonly guards?: readonly Guard[];
  /** Tell also what holds on both sides. */
  readonly isKeptTold: boolean;
}

/** A state is told where a change is to blame, or to thank, or a newer version; one that comes or goes without any is of no change. */
export function statesOfBoth(
  changes: readonly Change[],
  { before, after }: Compared,
  rules: readonly Rule[],
  { isKeptTold }: StateOptions,
): StatesOfBoth {
  const created = new Map<number, Created[]>();
  const others: JudgedPlace[] = [];
  if (changes.length === 0 && !isKeptTold) return { created, others };
  const index = indexChanges(changes);
  const newName = namesAfter(changes);
  const placeBefore = placeFinder(before);
  const placeAfter = placeFinder(after);
  const differing = differingOnly(before, after);
  for (const rule of rules) {
    if (rule.speaksOf !== 'state' || rule.onlyAlone) continue;
    const isOfDiffering = !isKeptTold && asksEntityAlone(rule.when) && countsAlike(rule.when, before, after);
    const now = placesOf(rule, isOfDiffering ? differing.after : after);
    const was = placesOf(rule, isOfDiffering ? differing.before : before);
    if (now.length === 0 && was.length === 0) continue;
    const old = new Map(was.map((held) => [keyOf({ ...held, entity: newName(held) }), held]));
    for (const held of now) {
      const kept = old.get(keyOf(held));
      old.delete(keyOf(held));
      if (kept !== undefined) {
        if (!isKeptTold) continue;
        others.push(judged(rule, held, after, 'kept', { before: placeBefore(kept), after: placeAfter(held) }));
        continue;
      }
      const cause = causeOf(rule, held, changes, index, 'added');
      if (cause === undefined) {
        if (isNewWithVersion(rule, before, after))
          others.push(judged(rule, held, after, 'present', { before: placeBefore(held), after: placeAfter(held) }));
        continue;
      }
      const one = { finding: findingOf(rule, held, after), unless: rule.unless };
      const besides = created.get(cause);
      if (besides === undefined) created.set(cause, [one]);
      else besides.push(one);
    }
    for (const held of old.values()) {
      if (causeOf(rule, held, changes, index, 'removed') === undefined) continue;
      others.push(judged(rule, held, before, 'fixed', { before: placeBefore(held), after: [] }));
    }
  }
  return { created, others };
}

/** True for a state that an entity is in whatever is around it. */
function asksEntityAlone({ flow, realm, isIn, reaches, missingIn, isShared, check }: StateWhen): boolean {
  return (flow ?? realm ?? isIn ?? reaches ?? missingIn ?? isShared ?? check) === undefined;
}

function countsAlike(when: StateWhen, before: Facts, after: Facts): boolean {
  const exports = [before, after].map(({ realm }) => when.export?.includes(realm.realm.exportKind));
  return before.isWithin(when) === after.isWithin(when) && exports[0] === exports[1];
}

/** The same realms with those entities alone that are not equal in both: in a large realm few are. */
function differingOnly(before: Facts, after: Facts): { readonly before: Facts; readonly after: Facts } {
  const without = (one: Facts, other: Facts): Facts => {
    const known = new Map<string, Entities | undefined>();
    const entities = (section: string): Entities | undefined => {
      if (known.has(section)) return known.get(section);
      const [own, others] = [one.entities(section), other.entities(section)];
      const left = own && new Map([...own].filter(([name, value]) => !equal(value, others?.get(name))));
      known.set(section, left);
      return left;
    };
    return { ...one, entities };
  };
  return { before: without(before, after), after: without(after, before) };
}

/** The newer server asks for something that the older one knew nothing of: what an upgrade should have done, and did not. */
function isNewWithVersion({ when }: StateRule, before: Facts, after: Facts): boolean {
  return when.since !== undefined && !before.isWithin({ since: when.since }) && after.isWithin({ since: when.since });
}

/** An entity that was renamed is in the same state as before. */
function namesAfter(changes: readonly Change[]): (held: Held) => string {
  const names = new Map<string, string>();
  for (const change of changes) {
    if (change.kind === 'renamed' && change.path.length === 0 && change.secret !== true)
      names.set(JSON.stringify([change.section, change.before]), change.entity);
  }
  return ({ section, entity }) => names.get(JSON.stringify([section, entity])) ?? entity;
}

function keyOf({ section, entity, path, isMember, value }: Held): string {
  return JSON.stringify([section, entity, path, isMember ? memberText(value ?? null) : null]);
}

/** All states that hold in a realm, in the order of the rules. */
export function judgeRealm(
  realm: ComparedRealm,
  rules: readonly Rule[],
  guards: readonly Guard[] = [],
): readonly JudgedPlace[] {
  const facts = factsOf(realm, guards);
  const placeOf: PlaceOf = placeFinder(facts);
  return heldIn(facts, rules).map(({ rule, held }) => {
    const place = placeOf(held);
    return judged(rule, held, facts, 'present', { before: place, after: place });
  });
}

/** The same by rule and name, for whoever does not ask where it stands. */
export function statesIn(
  realm: ComparedRealm,
  rules: readonly Rule[],
  guards: readonly Guard[],
): readonly { readonly rule: StateRule; readonly held: Held }[] {
  return heldIn(factsOf(realm, guards), rules);
}

function heldIn(facts: Facts, rules: readonly Rule[]): readonly { readonly rule: StateRule; readonly held: Held }[] {
  return rules.flatMap((rule) =>
    rule.speaksOf === 'state' ? placesOf(rule, facts).map((held) => ({ rule, held })) : [],
  );
}

function judged(
  rule: StateRule,
  held: Held,
  facts: Facts,
  state: JudgedPlace['state'],
  places: { readonly before: Path; readonly after: Path },
): JudgedPlace {
  const { section, entity, path, at } = held;
  return { section, entity, path, state, places, findings: [findingOf(rule, held, facts)], ...(at && { at }) };
}

function findingOf(rule: StateRule, held: Held, facts: Facts): Finding {
  return newFinding(rule, { ...held, realm: facts.name, after: held.value });
}
