/** Of what is left over on both sides: what is the same under another name? By internal id, else by likeness. Never guesses from a name. */

import { identityText } from '../baseline/pair-entities.ts';
import { naturalPath } from '../json/natural-path.ts';
import { placesOn } from '../json/places-on.ts';
import type { ComparedRealm, JsonObject, Path, Section, Tables } from '../model.ts';
import { findEntities } from '../normalize/entities.ts';
import type { Named } from './compare-entities.ts';
import type { Renamed } from './comparing.ts';
import { factsOf, likeness, type Statement } from './likeness.ts';

/** Below this, two entities are two entities. */
const ALIKE = 0.8;

/** So many values that a server does not fill in by itself must be equal: two empty roles are as alike as any. */
const FEWEST_SHARED = 2;

/** A value that so many have tells nobody apart, where there are more pairs than can be looked at. */
const COMMON = 20;
const MANY_PAIRS = 10_000;

/** What finds renamed entities of two realms. Ids are read when somebody asks for the first time. */
export function renamedIn(
  before: ComparedRealm,
  after: ComparedRealm,
  tables: Tables,
): (section: Section | undefined, removed: readonly Named[], added: readonly Named[]) => readonly Renamed[] {
  const ids = { before: idsOf(before, tables), after: idsOf(after, tables) };
  const defaults = defaultFacts(after, tables);
  return (section, removed, added) => {
    if (removed.length === 0 || added.length === 0) return [];
    const name = section?.name ?? 'authenticationFlows';
    const [old, now] = [ids.before(name), ids.after(name)];
    const withId = new Map(added.map((each) => [now.idOf(each), each]));
    const facts = rememberFacts(defaults(name));
    const sure = removed.flatMap((was) => {
      const id = old.idOf(was);
      const is = id === undefined ? undefined : withId.get(id);
      return is === undefined
        ? []
        : [{ removed: was, added: is, likeness: likeness(facts(was).all, facts(is).all) || 1 }];
    });
    const met = new Set(sure.flatMap((pair) => [pair.removed, pair.added]));
    const isOneServer = sharesIds(old.all, now.all);
    const isOpen = (of: SectionIds) => (each: Named) => !met.has(each) && !(isOneServer && of.idOf(each) !== undefined);
    return [...sure, ...alike(removed.filter(isOpen(old)), added.filter(isOpen(now)), facts)];
  };
}

interface SectionIds {
  readonly idOf: (entity: Named) => string | undefined;
  readonly all: ReadonlySet<string>;
}

const NO_IDS: SectionIds = { idOf: () => undefined, all: new Set() };

/** By section: the ids in the file as it was read. Normal forms have none. */
function idsOf({ realm, data }: ComparedRealm, { root }: Tables): (section: string) => SectionIds {
  const known = new Map<string, SectionIds>();
  let entities: ReturnType<typeof findEntities> | undefined;
  const find = (name: string): SectionIds => {
    if (realm.isNormalForm) return NO_IDS;
    entities ??= findEntities(realm.data, root);
    const ids = new Map<string, string>();
    for (const { section, id, path, value } of entities) {
      if (id !== undefined && section.name === name) ids.set(keyOf(realm.data, path, value, section), id);
    }
    const idOf = ({ path, value }: Named): string | undefined => {
      const section = placesOn(data, path, root).at(-1)?.section;
      return section === undefined ? undefined : ids.get(keyOf(data, path, value, section));
    };
    return { idOf, all: new Set(ids.values()) };
  };
  const keyOf = (realmData: JsonObject, path: Path, value: JsonObject, section: Section): string =>
    JSON.stringify([...naturalPath(realmData, path.slice(0, -1), root), identityText(value, section)]);
  return (section) => {
    const found = known.get(section) ?? find(section);
    known.set(section, found);
    return found;
  };
}

/** Two files of one server share ids; then an entity with another id is another entity, however alike. */
function sharesIds(old: ReadonlySet<string>, now: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const id of now) if (old.has(id)) shared++;
  return shared * 2 > Math.min(old.size, now.size) && shared > 0;
}

/** What an entity states, and what of it tells it apart from any new one of its kind. */
interface Facts {
  readonly all: Statement;
  readonly own: ReadonlySet<string>;
}

/** The facts that a server fills in for an entity of the section. */
function defaultFacts({ baseline }: ComparedRealm, { baselines }: Tables): (section: string) => ReadonlySet<string> {
  return (section) => {
    const kinds = baseline === undefined ? {} : (baselines.read(baseline).kinds[section] ?? {});
    return new Set(Object.values(kinds).flatMap((kind) => [...factsOf(kind, '').facts.keys()]));
  };
}

function rememberFacts(defaults: ReadonlySet<string>): (entity: Named) => Facts {
  const known = new Map<Named, Facts>();
  return (entity) => {
    const found = known.get(entity);
    if (found !== undefined) return found;
    const all = factsOf(entity.value, lastName(entity));
    const facts = { all, own: ownFacts(all, defaults) };
    known.set(entity, facts);
    return facts;
  };
}

/** As they are and with the name left open: two entities may share either. */
function ownFacts({ facts }: Statement, defaults: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...facts].flatMap(([fact, opened]) => (defaults.has(fact) ? [] : [fact, opened])));
}

function lastName({ where: { entity, path } }: Named): string {
  return path.at(-1) ?? entity.slice(entity.lastIndexOf('/') + 1);
}

/** The best pairs first; each entity once. Of equally good pairs the first by name, whichever side is asked about. */
function alike(
  removed: readonly Named[],
  added: readonly Named[],
  facts: (entity: Named) => Facts,
): readonly Renamed[] {
  const good = candidates(removed, added, facts).flatMap(([was, is]) => {
    const alikeness = likeness(facts(was).all, facts(is).all);
    return alikeness >= ALIKE ? [{ removed: was, added: is, likeness: alikeness }] : [];
  });
  good.sort((a, b) => b.likeness - a.likeness || (namesOf(a) < namesOf(b) ? -1 : 1));
  const met = new Set<Named>();
  return good.filter((pair) => {
    if (met.has(pair.removed) || met.has(pair.added)) return false;
    met.add(pair.removed).add(pair.added);
    return true;
  });
}

/** Pairs that share enough of what is their own: all of a few, of many those that a rare value brings together. */
function candidates(
  removed: readonly Named[],
  added: readonly Named[],
  facts: (entity: Named) => Facts,
): readonly (readonly [Named, Named])[] {
  const isMany = removed.length * added.length > MANY_PAIRS;
  const byFact = new Map<string, Named[]>();
  for (const each of added) {
    for (const fact of facts(each).own) {
      const bucket = byFact.get(fact);
      if (bucket === undefined) byFact.set(fact, [each]);
      else bucket.push(each);
    }
  }
  return removed.flatMap((was) => {
    const shared = new Map<Named, number>();
    let common = 0;
    for (const [fact, opened] of facts(was).all.facts) {
      if (!facts(was).own.has(fact)) continue;
      const [same, alikeBut] = [byFact.get(fact) ?? [], byFact.get(opened) ?? []];
      // Not even looked at where there are many: ten thousand have the same redirect, and ten thousand ask.
      const bucket =
        isMany && Math.max(same.length, alikeBut.length) > COMMON ? undefined : new Set([...same, ...alikeBut]);
      if (bucket === undefined || (isMany && bucket.size > COMMON)) common++;
      else for (const is of bucket) shared.set(is, (shared.get(is) ?? 0) + 1);
    }
    return [...shared].flatMap(([is, count]) => (count + common >= FEWEST_SHARED ? [[was, is] as const] : []));
  });
}

function namesOf({ removed, added }: Renamed): string {
  return [removed.where.entity, added.where.entity].sort().join('\u0000');
}
