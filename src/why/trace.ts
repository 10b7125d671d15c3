/** What became of one place of a realm on its way to the normal form? Runs the steps and watches that place alone. */

import { partnersIn } from '../baseline/pair-entities.ts';
import { equal } from '../json/equal.ts';
import { isArray, isObject, property } from '../json/object.ts';
import { valueAt } from '../json/path.ts';
import type { Json, JsonObject, NormalizeOptions, Path, PathKey, Place, Realm, Tables } from '../model.ts';
import { normalizeRealm, type Watch } from '../normalize/normalize-realm.ts';

/** A step that changed, moved or dropped the place. */
export interface TraceEvent {
  readonly step: string;
  readonly kind: 'changed' | 'moved' | 'dropped';
  /** The whole realm before the step, in which `path` leads to the place. */
  readonly before: Realm;
  readonly path: Path;
}

export interface Trace {
  readonly events: readonly TraceEvent[];
  /** The place just before the baseline is taken out; undefined when a step dropped it. */
  readonly last: { readonly realm: Realm; readonly path: Path } | undefined;
  /** The value in the normal form; undefined when it is not written. */
  readonly written: Json | undefined;
}

/** `path` leads to the place in the realm's data as the first step meets it. */
export function trace(realm: Realm, path: Path, { tables, options }: TraceContext): Trace {
  const events: TraceEvent[] = [];
  let here: Path | undefined = path;
  let last: Trace['last'];
  let written: Json | undefined;
  const watch: Watch = (step, before, after) => {
    if (here === undefined) return;
    if (step.name === 'strip-baseline') {
      last = { realm: before, path: here };
      written = valueAt(after.data, pathInPatch(before.data, here, after.data, tables.root) ?? ['']);
      return;
    }
    const place = { before: before.data, after: after.data, path: here };
    const next: Path | undefined = SORTING.has(step.name) ? movedPath(place, tables.root) : followed(place);
    const kind = next === undefined ? 'dropped' : kindOf({ ...place, next });
    if (kind !== undefined) events.push({ step: step.name, kind, before, path: here });
    here = next;
  };
  normalizeRealm(realm, tables, options, { watch });
  return { events, last, written };
}

/** Steps that move elements of lists. */
const SORTING: ReadonlySet<string> = new Set(['order-lists', 'number-namesakes']);

export interface TraceContext {
  readonly tables: Tables;
  readonly options: NormalizeOptions;
}

interface Followed {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly path: Path;
}

/** JSON text that is decoded is one level deeper; everything else stays where it was. */
function followed({ after, path }: Followed): Path | undefined {
  const exact = valueAt(after, path);
  return exact === undefined ? undefined : path;
}

function kindOf({ before, after, path, next }: Followed & { readonly next: Path }): TraceEvent['kind'] | undefined {
  if (next.some((key, index) => key !== path[index])) return 'moved';
  const [old, now] = [valueAt(before, path), valueAt(after, next)];
  if (isContainer(old) && isContainer(now))
    return isArray(old) && isArray(now) && isReordered(old, now) ? 'moved' : undefined;
  return equal(old, now) ? undefined : 'changed';
}

function isContainer(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && property(value, '$json') === undefined;
}

function isReordered(old: readonly Json[], now: readonly Json[]): boolean {
  return (
    old.length === now.length && !equal(old, now) && old.every((element) => now.some((other) => equal(element, other)))
  );
}

/** Where the place stands after its lists were sorted. */
function movedPath({ before, after, path }: Followed, root: Place): Path | undefined {
  return walk({ value: before, others: after, path, root }, (list, others, key, place) => {
    const element = list[key];
    if (place.section !== undefined && list.every(isObject) && others.every(isObject)) {
      return partnersIn(list, others, place.section)[key];
    }
    const index = others.findIndex((other) => equal(other, element ?? null));
    return index < 0 ? key : index;
  });
}

/** Where the place stands in a patch over the baseline, or undefined when the patch does not speak of it. */
export function pathInPatch(value: JsonObject, path: Path, patch: JsonObject, root: Place): Path | undefined {
  return walk({ value, others: patch, path, root }, (list, others, key, place) => {
    if (place.section === undefined || !list.every(isObject) || !others.every(isObject)) return key;
    const partner = partnersIn(others, list, place.section).indexOf(key);
    return partner < 0 ? undefined : partner;
  });
}

interface Walk {
  readonly value: Json;
  readonly others: Json;
  readonly path: Path;
  readonly root: Place;
}

type FindIndex = (list: readonly Json[], others: readonly Json[], key: number, place: Place) => number | undefined;

/** Follows a path in one value and finds the same place in another; lists are crossed by `findIndex`. */
function walk({ value, others, path, root }: Walk, findIndex: FindIndex): Path | undefined {
  const result: PathKey[] = [];
  let [left, right]: [Json | undefined, Json | undefined] = [value, others];
  let place = root;
  for (const key of path) {
    if (left === undefined || right === undefined) return undefined;
    const below: Place = place.child(String(key), left);
    if (isArray(left) && isArray(right)) {
      const index: number | undefined = findIndex(left, right, Number(key), below);
      if (index === undefined) return undefined;
      result.push(index);
      [left, right] = [left[Number(key)], right[index]];
    } else {
      result.push(key);
      [left, right] = [property(left, String(key)), property(right, String(key))];
    }
    place = below;
  }
  return right === undefined ? undefined : result;
}
