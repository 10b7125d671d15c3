/** How much stayed the same beside what changed? Properties of an entity that was edited, members of a list that gained or lost one. */

import { equal } from '../json/equal.ts';
import { groupBy } from '../json/group-by.ts';
import { isArray, isObject } from '../json/object.ts';
import { valueAt } from '../json/path.ts';
import { canonicalText } from '../json/print.ts';
import type { Change, ComparedRealm, Json, Unchanged } from '../model.ts';
import { unseal } from '../normalize/seal.ts';

/** Flows are told as trees and people read few properties of them; the realm's settings are hundreds. */
const NOT_COUNTED: ReadonlySet<string> = new Set(['authenticationFlows', 'realm', 'userProfile', 'localizationTexts']);

/** One row for each entity that was edited, and one for each list of which only some members changed. */
export function countUnchanged(changes: readonly Change[], after: ComparedRealm): readonly Unchanged[] {
  const edits = changes.filter(({ path, section }) => path.length > 0 && !NOT_COUNTED.has(section));
  const entities = groupBy(edits, ({ section, entity }) => `${section}\u0000${entity}`);
  return [...entities.values()].flatMap((group) => [...propertiesOf(group, after), ...membersOf(group, after)]);
}

function propertiesOf(group: readonly Change[], { data }: ComparedRealm): readonly Unchanged[] {
  const [first] = group;
  if (first === undefined) return [];
  const { section, entity, path, places } = first;
  // A member of a list has a number at the end of its place and a name at the end of its path, or no end at all.
  const depth = places.after.findIndex((key, index) => key === path[0] && typeof places.after[index - 1] === 'number');
  if (depth < 0) return [];
  const value = valueAt(data, places.after.slice(0, depth));
  if (!isObject(value)) return [];
  const changed = new Set(group.map((change) => change.path[0]));
  const names = Object.keys(value).filter((key) => !changed.has(key));
  return names.length === 0 ? [] : [{ section, entity, path: [], count: names.length, names: [...names].sort() }];
}

function membersOf(group: readonly Change[], { data }: ComparedRealm): readonly Unchanged[] {
  const lists = new Map<string, { readonly first: Change; readonly list: readonly Json[]; came: Json[] }>();
  for (const change of group) {
    const { kind, path, places } = change;
    // Scope mappings are several lists, told as one.
    if ((kind !== 'added' && kind !== 'removed') || path[0] === 'scopeMappings') continue;
    const isListed = typeof places.after.at(-1) === 'number';
    const list = valueAt(data, isListed ? places.after.slice(0, -1) : places.after);
    if (!isArray(list) || list.some(isObject)) continue;
    const key = JSON.stringify(path);
    const row = lists.get(key) ?? { first: change, list, came: [] };
    if (kind === 'added' && change.secret !== true && change.after !== undefined) row.came.push(change.after);
    lists.set(key, row);
  }
  return [...lists.values()].flatMap(({ first: { section, entity, path }, list, came }) => {
    const names = list
      .filter((member) => !came.some((each) => equal(each, member)))
      .map((member) => showMember(member));
    return names.length === 0 ? [] : [{ section, entity, path, count: names.length, names }];
  });
}

function showMember(member: Json): string {
  const shown = unseal(member);
  return typeof shown === 'string' ? shown : canonicalText(shown);
}
