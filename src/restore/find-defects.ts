/** Where does a realm contradict itself so that an importer stumbles? One small search for each kind of defect in `rules/imports.json`. */

import { fieldValue } from '../json/field.ts';
import { fits } from '../json/fits.ts';
import { isObject, property, scalarText, textProperty, textsIn } from '../json/object.ts';
import { valueAt } from '../json/path.ts';
import type { Defect, Entity, JsonObject, NameForm, Path, Tables } from '../model.ts';
import { findEntities, nameBehind, plainNamesOf } from '../normalize/entities.ts';
import { type FindMatches, findMatches, type Match } from '../tables/find-places.ts';

/** What the searches in one realm share. */
export interface DefectSearch {
  /** The places below the pattern where the defect is. */
  readonly find: (defect: Defect, at: string) => readonly Match[];
}

/** A realm, and how to search it. */
export interface Searched {
  readonly data: JsonObject;
  readonly find: FindMatches;
}

export function searchDefects(searched: Searched, tables: Tables): DefectSearch {
  let known: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  const names = (section: string): ReadonlySet<string> => {
    known ??= namesBySection(findEntities(searched.data, tables.root));
    return known.get(section) ?? NONE;
  };
  return {
    find: (defect, at) => {
      const { missing } = defect;
      if (missing !== undefined) return findMissing(searched, at, missing, names);
      const matches = searched.find(at).filter(({ value }) => isObject(value));
      if (defect.twice !== undefined) return findTwice(matches, defect.twice);
      if (defect.inBoth !== undefined) return findInBoth(matches, defect.inBoth);
      if (defect.unnamedBy !== undefined) return findUnnamed(searched, matches, defect.unnamedBy);
      if (defect.outside !== undefined) return findOutside(matches, defect.outside);
      return defect.circle === true ? findCircles(matches) : [];
    },
  };
}

const NONE: ReadonlySet<string> = new Set();

function namesBySection(entities: readonly Entity[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const entity of entities) {
    const { section } = entity;
    const found = names.get(section.name) ?? new Set<string>();
    names.set(section.name, found);
    for (const name of plainNamesOf(entity)) found.add(name);
  }
  return names;
}

/** Texts, or keys of a map, that name nothing. A file without any such list says nothing of them: the server makes its own. */
function findMissing(
  { data, find }: Searched,
  at: string,
  { form, target, but }: NonNullable<Defect['missing']>,
  names: (section: string) => ReadonlySet<string>,
): readonly Match[] {
  const isLocal = form === 'own' || form === 'profile-group';
  if (!isLocal && target.every((section) => data[section.split('.')[0] ?? ''] === undefined)) return [];
  return find(at).filter((match) => {
    const text = form === 'key' ? String(match.key) : match.value;
    if (typeof text !== 'string' || text === '' || but.some((pattern) => fits(pattern, text))) return false;
    if (isLocal) return !localNames(data, match.path, target).includes(text);
    const name = plainName(text, form, match);
    return !target.some((section) => names(section).has(name));
  });
}

function plainName(text: string, form: NameForm, { above }: Match): string {
  if (form === 'role-of-client') return `${String(above?.key)}/${text}`;
  if (form === 'role-text') return text.replace('.', '/');
  return form === 'reference' ? nameBehind(text) : text;
}

/** What the same client's authorization settings, or the same user profile, have. */
function localNames(data: JsonObject, path: Path, [target]: readonly string[]): readonly string[] {
  const list = target?.split('.')[1] ?? 'groups';
  const owner = valueAt(data, path.slice(0, target === undefined ? path.indexOf('$json') + 1 : 3));
  return findMatches(owner ?? null, `${list}/*/name`).flatMap(({ value }) =>
    typeof value === 'string' ? [value] : [],
  );
}

/** All but the first of one list that have these values. */
function findTwice(matches: readonly Match[], keys: readonly string[]): readonly Match[] {
  const seen = new Map<Match | undefined, Set<string>>();
  return matches.filter(({ above, value }) => {
    const identity = keys.map((key) => scalarText(property(value, key)) ?? '');
    if (identity[0] === '') return false;
    const text = JSON.stringify(identity);
    const inList = seen.get(above) ?? new Set();
    seen.set(above, inList);
    const isKnown = inList.has(text);
    inList.add(text);
    return isKnown;
  });
}

function findInBoth(matches: readonly Match[], [one, other]: readonly [string, string]): readonly Match[] {
  return matches.filter(({ value }) => {
    const others = textsIn(property(value, other));
    return textsIn(property(value, one)).some((text) => others.includes(text));
  });
}

function findUnnamed(
  { find }: Searched,
  matches: readonly Match[],
  { pattern, key }: NonNullable<Defect['unnamedBy']>,
): readonly Match[] {
  const named = new Set(find(pattern).map(({ value }) => value));
  return matches.filter(({ value }) => !named.has(textProperty(value, key) ?? ''));
}

function findOutside(matches: readonly Match[], [field, list]: readonly [string, string]): readonly Match[] {
  return matches.filter(({ value }) => {
    const text = isObject(value) ? fieldValue(value, field) : undefined;
    const allowed = textsIn(property(value, list));
    return typeof text === 'string' && text !== '' && allowed.length > 0 && !allowed.includes(text);
  });
}

/** Realm roles that contain themselves, through whichever others. */
function findCircles(matches: readonly Match[]): readonly Match[] {
  const inside = new Map<string, readonly string[]>();
  // Most roles contain none.
  for (const { value } of matches) {
    const contained = textsIn(property(property(value, 'composites'), 'realm'));
    if (contained.length > 0) inside.set(textProperty(value, 'name') ?? '', contained);
  }
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    (inside.get(from) ?? []).some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, to, seen);
    });
  return matches.filter(({ value }) => {
    const name = textProperty(value, 'name') ?? '';
    return inside.has(name) && reaches(name, name, new Set());
  });
}
