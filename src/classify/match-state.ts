/** Where in one realm does a rule's state hold? Each place is told once. */

import { equal } from '../json/equal.ts';
import type { Json } from '../model.ts';
import type { CheckName, NamedList, StateRule, StateWhen } from '../rule-rows.ts';
import { passes, passesFields, textOf } from '../tables/condition.ts';
import { type Found, findFields } from '../tables/find-fields.ts';
import { matchAny } from '../tables/pattern.ts';
import { administrationOf } from './administration.ts';
import { CHECKS } from './checks.ts';
import { aliasOf, type Facts } from './facts.ts';
import type { Held } from './held.ts';
import { isMember } from './match-change.ts';
import { showRoute } from './reach.ts';

export function placesOf({ when }: StateRule, facts: Facts): readonly Held[] {
  if (!facts.isWithin(when) || !passesFields(facts.data, when.realm)) return [];
  if (when.export !== undefined && !when.export.includes(facts.realm.realm.exportKind)) return [];
  if (when.check !== undefined)
    return answerOf(when.check, facts).filter(
      (held) =>
        when.section.includes(held.section) &&
        fitsEntity(when, held, facts) &&
        passes(held.name, when.name) &&
        passes(held.value, when.value),
    );
  const { reaches } = when;
  if (reaches !== undefined) return when.section.flatMap((section) => reachesIn(section, reaches, when, facts));
  return when.section.flatMap((section) => placesIn(section, when, facts));
}

/** Several rules ask one question of a realm. */
const answers = new WeakMap<Facts, Map<CheckName, readonly Held[]>>();

function answerOf(check: CheckName, facts: Facts): readonly Held[] {
  const known = answers.get(facts) ?? new Map<CheckName, readonly Held[]>();
  answers.set(facts, known);
  const held = known.get(check) ?? CHECKS[check](facts);
  known.set(check, held);
  return held;
}

function placesIn(section: string, when: StateWhen, facts: Facts): readonly Held[] {
  const places: Held[] = [];
  for (const [entity, value] of facts.entities(section) ?? []) {
    if (!fitsEntity(when, { entity }, facts) || !passesFields(value, when.has)) continue;
    for (const found of foundIn(value, when)) {
      if (!passes(found.value, when.value)) continue;
      const held = asHeld(found, { section, entity, when });
      if (holdsAt(held, when, facts)) places.push(held);
    }
  }
  return places;
}

/** Each role of administration that an entity reaches, with the way. */
function reachesIn(section: string, roles: NamedList, when: StateWhen, facts: Facts): readonly Held[] {
  const places: Held[] = [];
  for (const [entity, value] of facts.entities(section) ?? []) {
    if (!fitsEntity(when, { entity }, facts) || !passesFields(value, when.has)) continue;
    for (const route of administrationOf(facts, { section, entity }, roles)) {
      const target = route.at(-1);
      if (target === undefined || route.length < 2) continue;
      if (when.isDirect !== undefined && when.isDirect !== (route.length === 2)) continue;
      const via = showRoute(route, facts.entities);
      places.push({
        section,
        entity,
        path: [],
        name: target.entity,
        value: target.entity,
        isMember: true,
        via,
        through: route,
      });
    }
  }
  return places;
}

function fitsEntity(when: StateWhen, { entity }: { readonly entity: string }, facts: Facts): boolean {
  return (
    passes(entity, when.entity) &&
    (when.isIn === undefined || isMember(when.isIn, entity, facts)) &&
    (when.flow === undefined || when.flow.isBound === facts.boundFlows().has(entity))
  );
}

function foundIn(value: Json, { path }: StateWhen): readonly Found[] {
  if (path === undefined) return [{ path: [], value, isMember: false }];
  return path.flatMap((pattern) => findFields(value, pattern));
}

interface Around {
  readonly section: string;
  readonly entity: string;
  readonly when: StateWhen;
}

function asHeld({ path, value, isMember }: Found, { section, entity, when }: Around): Held {
  const missing = when.missingIn;
  return {
    section,
    entity,
    path,
    name: matchAny(path, when.path) ?? path.at(-1) ?? '',
    value,
    isMember,
    ...(missing !== undefined && { about: { section: missing, entity: textOf(aliasOf(value ?? '')) } }),
  };
}

function holdsAt(held: Held, when: StateWhen, facts: Facts): boolean {
  return (
    passes(held.name, when.name) &&
    (held.about === undefined || isMissing(held.about, facts)) &&
    (when.isShared === undefined || when.isShared === isShared(held, when, facts))
  );
}

/** Where a realm says nothing of a section, nothing is known to be missing in it. */
function isMissing({ section, entity }: { readonly section: string; readonly entity: string }, facts: Facts): boolean {
  const known = facts.entities(section);
  if (entity === '' || known === undefined || known.has(entity)) return false;
  // Servers before 25, and users' groups always, write a slash inside a group's name without its escape.
  return section !== 'groups' || ![...known.keys()].some((path) => path.replaceAll('%2F', '/') === entity);
}

function isShared({ section, entity, value }: Held, when: StateWhen, facts: Facts): boolean {
  if (value === undefined || value === '') return false;
  return [...(facts.entities(section) ?? [])].some(
    ([other, each]) => other !== entity && foundIn(each, when).some((found) => equal(found.value, value)),
  );
}
