/** Of what is left over on both sides: what is the same under another name? By internal id, else by likeness. Never guesses from a name. */

import type { ComparedRealm, Place, Section } from '../model.ts';
import { findEntities } from '../normalize/entities.ts';
import type { Named } from './compare-entities.ts';
import type { Renamed } from './comparing.ts';
import { factsOf, likeness } from './likeness.ts';

/** Below this, two entities are two entities. */
const ALIKE = 0.8;

/** The ids of both files as they were read: by section, natural key of the entity to its id. */
type Ids = ReadonlyMap<string, string>;

/** What finds renamed entities of two realms. Their ids are read when somebody asks for the first time. */
export function renamedIn(
  before: ComparedRealm,
  after: ComparedRealm,
  root: Place,
): (section: Section | undefined, removed: readonly Named[], added: readonly Named[]) => readonly Renamed[] {
  let ids: readonly [Ids, Ids] | undefined;
  return (section, removed, added) => {
    if (removed.length === 0 || added.length === 0) return [];
    ids ??= [idsOf(before, root), idsOf(after, root)];
    const [old, now] = ids;
    const name = section?.name ?? 'authenticationFlows';
    const idOf = (of: Ids, { where: { entity } }: Named) => of.get(`${name}\u0000${entity}`);
    const sure = removed.flatMap((was) => {
      const id = idOf(old, was);
      const is = id === undefined ? undefined : added.find((each) => idOf(now, each) === id);
      return is === undefined ? [] : [{ removed: was, added: is, likeness: likenessOf(was, is) || 1 }];
    });
    const met = new Set(sure.flatMap((pair) => [pair.removed, pair.added]));
    const isOneServer = sharesIds(old, now);
    const isOpen = (of: Ids) => (each: Named) => !met.has(each) && !(isOneServer && idOf(of, each) !== undefined);
    return [...sure, ...alike(removed.filter(isOpen(old)), added.filter(isOpen(now)))];
  };
}

/** Two files of one server share ids; then an entity with another id is another entity, however alike. */
function sharesIds(old: Ids, now: Ids): boolean {
  const all = new Set(old.values());
  let shared = 0;
  for (const id of now.values()) if (all.has(id)) shared++;
  return shared * 2 > Math.min(old.size, now.size) && shared > 0;
}

function idsOf({ realm }: ComparedRealm, root: Place): Ids {
  const entities = realm.isNormalForm ? [] : findEntities(realm.data, root);
  return new Map(
    entities.flatMap(({ section, naturalKey, id }) =>
      id === undefined ? [] : [[`${section.name}\u0000${naturalKey}`, id]],
    ),
  );
}

function likenessOf(a: Named, b: Named): number {
  return likeness(factsOf(a.value, lastName(a)), factsOf(b.value, lastName(b)));
}

function lastName({ where: { entity } }: Named): string {
  return entity.slice(entity.lastIndexOf('/') + 1);
}

/** The best pairs first; each entity once. Of equally good pairs the first by name, whichever side is asked about. */
function alike(removed: readonly Named[], added: readonly Named[]): readonly Renamed[] {
  const facts = new Map([...removed, ...added].map((each) => [each, factsOf(each.value, lastName(each))]));
  const all = removed.flatMap((was) =>
    added.map((is) => ({
      removed: was,
      added: is,
      likeness: likeness(facts.get(was) ?? new Set(), facts.get(is) ?? new Set()),
    })),
  );
  const good = all.filter((pair) => pair.likeness >= ALIKE);
  good.sort((a, b) => b.likeness - a.likeness || (namesOf(a) < namesOf(b) ? -1 : 1));
  const met = new Set<Named>();
  return good.filter((pair) => {
    if (met.has(pair.removed) || met.has(pair.added)) return false;
    met.add(pair.removed).add(pair.added);
    return true;
  });
}

function namesOf({ removed, added }: Renamed): string {
  return [removed.where.entity, added.where.entity].sort().join('\u0000');
}
