/** How do two trees of groups differ? Each group is an entity of its own, named by its path; a renamed one takes its subgroups along. */

import { groupName } from '../entities/names.ts';
import { without } from '../json/map.ts';
import { elementsOf, isObject, textProperty } from '../json/object.ts';
import type { Json, Path, Section } from '../model.ts';
import { type Named, renameOf } from './compare-entities.ts';
import { compareObjects } from './compare-values.ts';
import { type Context, type Pair, valueChange } from './comparing.ts';

/** `pair` is the list of top groups. */
export function compareGroups({ before, after, place }: Pair, context: Context): void {
  const groupPlace = place.child('0', []);
  const { section } = groupPlace;
  if (section === undefined) return;
  const old = flatten(before.value, before.path);
  const now = flatten(after.value, after.path);
  for (const [was, is] of pairGroups(old, now, section, context)) {
    if (was !== undefined && is !== undefined) {
      const at = ({ value, path }: Named) => ({ value: without(value, HIDDEN), path });
      compareObjects({ before: at(was), after: at(is), place: groupPlace, where: is.where }, context);
    } else tellAlone(was, is, section, context);
  }
}

/** Told by the entity's name, by the path, or by the entities inside. */
const HIDDEN = ['name', 'subGroups'];

function tellAlone(was: Named | undefined, is: Named | undefined, section: Section, context: Context): void {
  const group = was ?? is;
  if (group === undefined) return;
  if (context.isUnknownEntity(section, group.value, was === undefined ? 'before' : 'after')) {
    return context.skip(group.where, 'unknown');
  }
  const at = (named: Named | undefined) => ({ value: named && without(named.value, ['subGroups']), path: group.path });
  context.emit(valueChange({ before: at(was), after: at(is), where: group.where }));
}

/** All groups, parents first, by path. */
function flatten(list: Json | undefined, at: Path, above = ''): readonly Named[] {
  return elementsOf(list).flatMap((group, index) => {
    if (!isObject(group)) return [];
    const key = groupName(above, textProperty(group, 'name') ?? '');
    const path = [...at, index];
    const named = {
      value: group,
      path,
      key,
      where: { section: 'groups', entity: key, path: [] },
      isOwn: true,
      position: index + 1,
    };
    return [named, ...flatten(group.subGroups, [...path, 'subGroups'], key)];
  });
}

type MaybePair = readonly [Named | undefined, Named | undefined];

/** Pairs by path; what is left over by likeness, the topmost first, since its new path decides those of its subgroups. */
function pairGroups(
  old: readonly Named[],
  now: readonly Named[],
  section: Section,
  context: Context,
): readonly MaybePair[] {
  const free = new Map(now.map((group) => [group.key, group]));
  const moved = new Map<string, string>();
  const pairs: MaybePair[] = [];
  const left = new Set(old);
  const pair = (was: Named, is: Named): void => {
    pairs.push([was, is]);
    free.delete(is.key);
    left.delete(was);
    if (was.key !== is.key) moved.set(was.key, is.key);
  };
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (const was of [...left]) {
      const is = free.get(pathAfter(was.key, moved));
      if (is === undefined) continue;
      pair(was, is);
      hasChanged = true;
    }
    const paths = new Set([...left].map(({ key }) => key));
    const top = [...left].filter(({ key }) => !paths.has(parentOf(key)));
    for (const { removed, added, likeness } of context.findRenamed(section, top, [...free.values()])) {
      pair(removed, added);
      context.emit(renameOf(removed, added, likeness));
      hasChanged = true;
    }
  }
  return [
    ...pairs,
    ...[...left].map((was) => [was, undefined] as const),
    ...[...free.values()].map((is) => [undefined, is] as const),
  ];
}

/** The path that a group has when only the groups above it were renamed. */
function pathAfter(path: string, moved: ReadonlyMap<string, string>): string {
  const parent = parentOf(path);
  if (parent === '') return path;
  const renamed = moved.get(parent) ?? pathAfter(parent, moved);
  return renamed + path.slice(parent.length);
}

/** A slash inside a name is written `%2F`. */
function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
