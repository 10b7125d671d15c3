/** Which places of a document do changes speak of? A tree of names, so that a patch leaves the others alone. */

import { naturalPath } from '../json/natural-path.ts';
import type { ComparedRealm, JsonObject, JudgedChange, Path, Place } from '../model.ts';

/** What is told of one place: all of it, or only what is below some names. */
export type Told = 'all' | ReadonlyMap<string, Told>;

type Growing = Map<string, Growing | 'all'>;

/** The places of the changes on both sides. Elements that have no name stand for their whole list. */
export function toldBy(
  changes: readonly Pick<JudgedChange, 'places'>[],
  before: ComparedRealm,
  after: ComparedRealm,
  root: Place,
): Told {
  const tree: Growing = new Map();
  for (const { places } of changes) {
    grow(tree, namesAlong(before.data, places.before, root));
    grow(tree, namesAlong(after.data, places.after, root));
  }
  return tree;
}

function namesAlong(data: JsonObject, path: Path, root: Place): readonly string[] {
  const names = naturalPath(data, path, root);
  const unnamed = names.findIndex((name) => typeof name === 'number');
  return (unnamed < 0 ? names : names.slice(0, unnamed)).map(String);
}

function grow(tree: Growing, names: readonly string[]): void {
  let at = tree;
  for (const [index, name] of names.entries()) {
    const below = at.get(name);
    if (below === 'all') return;
    if (index === names.length - 1) {
      at.set(name, 'all');
      return;
    }
    const next: Growing = below ?? new Map();
    at.set(name, next);
    at = next;
  }
}

/** What is told of the place below; undefined where nothing is. */
export function toldBelow(told: Told, name: string): Told | undefined {
  return told === 'all' ? 'all' : told.get(name);
}
