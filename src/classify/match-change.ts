/** Does a rule speak of this change? Each matcher answers one question; a rule is all of those that it asks. */

import { uncountedName } from '../entities/names.ts';
import { elementsOf } from '../json/object.ts';
import type { Change, Json, ValueChange } from '../model.ts';
import type { ChangeRule, ChangeWhen, NamedList, Sides } from '../rule-rows.ts';
import { numberOf, passes, passesFields } from '../tables/condition.ts';
import { matchAny } from '../tables/pattern.ts';
import { administrationOf } from './administration.ts';
import type { Facts } from './facts.ts';
import { clientRole, group, type Route, realmRole, showRoute } from './reach.ts';

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
  (when, _, { after }) => when.export === undefined || when.export.includes(after.realm.realm.exportKind),
  (when, change, realms) => when.gives === undefined || routeOf(change, realms, when.gives) !== undefined,
  (when, change, realms) => when.givesNone === undefined || routeOf(change, realms, when.givesNone) === undefined,
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

/** The way from the role or group that came or went to the administration of the realm. */
function routeOf(change: Change, { before, after }: Compared, roles: NamedList): Route | undefined {
  if (!isShown(change) || change.path.length === 0) return undefined;
  const [facts, name] = change.after === undefined ? [before, change.before] : [after, change.after];
  if (typeof name !== 'string') return undefined;
  const owner = change.path.at(-2);
  const node =
    change.path.at(-1) === 'groups'
      ? group(name)
      : owner === 'client' || owner === 'clientRoles'
        ? clientRole(change.path.at(-1) ?? '', name)
        : realmRole(name);
  return administrationOf(facts, node, roles)[0];
}

/** ` (role ops -> realm-management/manage-users)`, where a rule asks what is given, and it takes more than a step. */
export function viaOf({ when }: ChangeRule, change: Change, realms: Compared): string {
  const route = when.gives === undefined ? undefined : routeOf(change, realms, when.gives);
  if (route === undefined || route.length < 2) return '';
  return ` (${showRoute(route, realms.after.entities)})`;
}

function ownerOf({ section, entity }: Change, facts: Facts): Json | undefined {
  return facts.entities(section)?.get(entity);
}

export function isMember(list: string, entity: string, { data }: Facts): boolean {
  return elementsOf(data[list]).includes(entity);
}
