/** How much of two files does a report leave out, because it means nothing? Counts while they are made comparable. */

import { identityText } from '../baseline/pair-entities.ts';
import { isArray, isObject, property } from '../json/object.ts';
import { memberText } from '../json/print.ts';
import type { Json, Place, Realm, Step } from '../model.ts';

/** Counts of one side, or of both together. */
export interface LeftOut {
  /** Values that every server or export makes anew. */
  readonly ids: number;
  /** Values that a new realm of the same version has, too. */
  readonly defaults: number;
  /** Lists in another order than the canonical one. */
  readonly reordered: number;
}

export interface LeftOutCounter {
  readonly watch: (step: Step, before: Realm, after: Realm) => void;
  readonly counts: () => LeftOut;
}

export function countLeftOut(root: Place): LeftOutCounter {
  const counts = { ids: 0, defaults: 0, reordered: 0 };
  return {
    watch: ({ name }, before, after) => {
      if (name === 'strip-volatile') counts.ids += lost(before.data, after.data);
      if (name === 'strip-baseline') counts.defaults += Math.max(0, leaves(before.data) - leaves(after.data));
      if (name === 'order-lists') counts.reordered += reordered(before.data, after.data, root);
    },
    counts: () => counts,
  };
}

function leaves(value: Json): number {
  if (isArray(value)) return value.reduce<number>((sum, element) => sum + leaves(element), 0);
  if (!isObject(value)) return 1;
  let sum = 0;
  for (const key in value) sum += leaves(value[key] ?? null);
  return sum;
}

/** How many leaves a step took away that shares what it left alone. */
function lost(before: Json, after: Json | undefined): number {
  if (before === after) return 0;
  if (isArray(before) && isArray(after) && before.length === after.length) {
    return before.reduce<number>((sum, element, index) => sum + lost(element, after[index]), 0);
  }
  if (!isObject(before) || !isObject(after ?? null)) return leaves(before) - (after === undefined ? 0 : leaves(after));
  let sum = 0;
  for (const key in before) sum += lost(before[key] ?? null, property(after, key));
  return sum;
}

/** Lists that the step put into another order, at any depth. */
function reordered(before: Json, after: Json, place: Place): number {
  if (before === after) return 0;
  if (isArray(before) && isArray(after)) {
    const below = place.child('0', before);
    const [old, now] = [before.map((each) => nameOf(each, below)), after.map((each) => nameOf(each, below))];
    const partner = new Map(now.map((name, index) => [name, after[index] ?? null]));
    const inside = before.reduce<number>(
      (sum, each, index) => sum + reordered(each, partner.get(old[index] ?? '') ?? null, below),
      0,
    );
    return inside + (old.some((name, index) => name !== now[index]) ? 1 : 0);
  }
  if (!isObject(before) || !isObject(after)) return 0;
  return Object.keys(before).reduce(
    (sum, key) => sum + reordered(before[key] ?? null, after[key] ?? null, place.child(key, before)),
    0,
  );
}

function nameOf(element: Json, place: Place): string {
  if (isObject(element)) return place.section === undefined ? '' : identityText(element, place.section);
  return memberText(element);
}
