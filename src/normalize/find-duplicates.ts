/** Which entities cannot be told apart? Reports two of one identity and two of one id; keeps them all. */

import { priorityOf } from '../baseline/executions.ts';
import { groupBy } from '../json/group-by.ts';
import { shorten } from '../json/show.ts';
import type { Entity, Problem, ProblemCode, Section, Step } from '../model.ts';

export const findDuplicates: Step = {
  name: 'find-duplicates',
  why: 'a broken merge leaves two clients of one clientId, and Keycloak itself accepts two authenticator configs of one alias',
  run: (realm, { entitiesOf }) => ({ realm, problems: duplicatesAmong(entitiesOf(realm)) }),
};

/** The paths of the problems are those of the entities. */
export function duplicatesAmong(entities: readonly Entity[]): readonly Problem[] {
  return [...duplicateIdentities(entities), ...duplicateIds(entities), ...priorityTies(entities)];
}

/** A server runs executions of one priority in an order that nothing tells. */
function priorityTies(entities: readonly Entity[]): readonly Problem[] {
  const executions = entities.filter(({ section }) => section.order === 'priority');
  const numbered = new Set(executions.filter(({ value }) => value.priority !== undefined).map(({ list }) => list));
  const listed = executions.filter(({ list }) => numbered.has(list));
  return repeated(listed, ({ list, value }) => `${list}\0${priorityOf(value)}`).flatMap((same) =>
    report(
      'priority-tie',
      same,
      ({ value }) =>
        `an execution has a priority that another one has, ${priorityOf(value)}; they stay in the order of the file`,
    ),
  );
}

/** Lists whose order has a meaning may name a thing twice: a flow its authenticator, a profile its executor. */
function duplicateIdentities(entities: readonly Entity[]): readonly Problem[] {
  const named = entities.filter(({ section, identity }) => section.order === 'set' && isNamed(section, identity));
  return repeated(named, (entity) => `${entity.list}\0${entity.identity.join('\0')}`).flatMap((same) =>
    report('duplicate-identity', same, (entity) => `${entity.section.label} "${shorten(nameOf(entity))}" stands twice`),
  );
}

/** Several steps of a workflow are of one kind and have no name, and a partial export leaves the names of workflows out. */
function isNamed(section: Section, identity: readonly string[]): boolean {
  return section.identity.some((key, index) => !KINDS.has(key) && identity[index] !== '');
}

/** Keys that say of which kind an entity is, and not which one. */
const KINDS: ReadonlySet<string> = new Set(['providerId', 'subType', 'providerName', 'protocol']);

function duplicateIds(entities: readonly Entity[]): readonly Problem[] {
  const withId = entities.filter(({ id }) => id !== undefined && id !== '');
  return repeated(withId, (entity) => entity.id ?? '').flatMap((same) =>
    report(
      'duplicate-id',
      same,
      (entity, first) =>
        `${entity.section.label} "${shorten(nameOf(entity))}" has the id of ${first.section.label} "${shorten(nameOf(first))}"`,
    ),
  );
}

function repeated(entities: readonly Entity[], keyOf: (entity: Entity) => string): readonly (readonly Entity[])[] {
  const met = new Set<string>();
  const twice = new Set<string>();
  for (const entity of entities) {
    const key = keyOf(entity);
    if (met.has(key)) twice.add(key);
    else met.add(key);
  }
  if (twice.size === 0) return [];
  const same = groupBy(
    entities.filter((entity) => twice.has(keyOf(entity))),
    keyOf,
  );
  return [...same.values()];
}

/** One problem for each entity after the first, with the place of the first. */
function report(
  code: ProblemCode,
  same: readonly Entity[],
  message: (entity: Entity, first: Entity) => string,
): readonly Problem[] {
  const [first, ...others] = same;
  if (first === undefined) return [];
  return others.map((entity) => ({
    code,
    message: message(entity, first),
    path: entity.path,
    related: [{ message: 'the first one is here', path: first.path }],
  }));
}

/** What people call the entity: its reference key where it has one. */
function nameOf(entity: Entity): string {
  return entity.naturalKey !== '' ? entity.naturalKey : entity.identity.filter((text) => text !== '').join(' ');
}
