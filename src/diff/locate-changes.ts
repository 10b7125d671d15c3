/** On which line of the two files does each change stand? Finds the place in the file as it was read, by names. */

import { identityText, knownPartners } from '../baseline/pair-entities.ts';
import { equal } from '../json/equal.ts';
import { isArray, isObject, property } from '../json/object.ts';
import type { ChangePosition, ComparedRealm, Json, Path, PathKey, Place, Places, Position, Tables } from '../model.ts';
import { locateProblems } from '../read/locate.ts';

/** What stands at a place of each side. `at`: in the file of the after side, where that is known already. */
interface Located {
  readonly places: Places;
  readonly at?: Path;
}

/** Changes and states with line and column in the files; a place that is not written is found where it would stand. */
export async function locateChanges<T extends Located>(
  changes: readonly T[],
  before: ComparedRealm,
  after: ComparedRealm,
  { root }: Tables,
): Promise<readonly (T & { readonly position?: ChangePosition })[]> {
  const old = await positionsOf(
    changes.map(({ places, at }) => at ?? pathAsRead(places.before, before.data, { value: before.realm.data, root })),
    before,
  );
  const now = await positionsOf(
    changes.map(({ places, at }) => at ?? pathAsRead(places.after, after.data, { value: after.realm.data, root })),
    after,
  );
  return changes.map((change, index) => {
    const position = {
      ...(old[index] !== undefined && { before: old[index] }),
      ...(now[index] !== undefined && { after: now[index] }),
    };
    return Object.keys(position).length === 0 ? change : { ...change, position };
  });
}

type FilePosition = Position & { readonly file: string };

async function positionsOf(
  paths: readonly Path[],
  { realm }: ComparedRealm,
): Promise<readonly (FilePosition | undefined)[]> {
  const places = paths.map((path) => ({ code: 'dangling-reference' as const, message: '', path }));
  const located = await locateProblems(realm, places);
  return located.map(({ file, position }) =>
    file === undefined || position === undefined ? undefined : { file, ...position },
  );
}

/** The way to the same place in the realm as it was read, as far as it is written there. */
export function pathAsRead(
  path: Path,
  data: Json,
  { value, root }: { readonly value: Json; readonly root: Place },
): Path {
  const result: PathKey[] = [];
  let [ours, read]: [Json | undefined, Json | undefined] = [data, value];
  let place = root;
  for (const key of path) {
    if (key === '$json' && property(read, '$json') === undefined) break; // inside a text
    const below: Place = place.child(String(key), ours ?? null);
    const next: PathKey | undefined = isArray(read)
      ? indexAsRead(ours, Number(key), read, below)
      : keyIn(read, String(key));
    if (next === undefined) break;
    result.push(next);
    ours = isArray(ours) ? ours[Number(key)] : property(ours, String(key));
    read = isArray(read) ? read[Number(next)] : property(read, String(next));
    place = below;
  }
  return result;
}

function keyIn(value: Json | undefined, key: string): string | undefined {
  return property(value, key) === undefined ? undefined : key;
}

/** Entities by identity, occurrence by occurrence; other elements by value, or where they stand. */
function indexAsRead(ours: Json | undefined, index: number, read: readonly Json[], place: Place): number | undefined {
  const element = isArray(ours) ? ours[index] : undefined;
  const { section } = place;
  if (section === undefined || !isObject(element) || !isArray(ours)) {
    const same = read.findIndex((each) => equal(each, element));
    return same >= 0 ? same : isObject(read[index]) ? index : undefined;
  }
  const partners = knownPartners(ours, read, section);
  if (partners !== undefined) return partners[index];
  const name = identityText(element, section);
  const isNamed = (each: Json) => isObject(each) && identityText(each, section) === name;
  const occurrence = ours.slice(0, index).filter(isNamed).length;
  return read.flatMap((each, at) => (isNamed(each) ? [at] : []))[occurrence];
}
