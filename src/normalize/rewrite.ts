/** Walks a realm beside its places and rebuilds only the parts that a step changes. Knows no fact of its own. */

import { mapArray, mapObject } from '../json/map.ts';
import { isArray, isObject } from '../json/object.ts';
import type { Edit, Json, JsonObject, Mark, MarkedEdit, Path, PathKey, Place, Step } from '../model.ts';

/** A step that is its edits alone. */
export function stepOf({ name, why, prepare }: Required<Omit<Step, 'run'>>): Step {
  return {
    ...{ name, why, prepare },
    run: (realm, context) => {
      const prepared = prepare(realm, context);
      const data = rewriteAll(realm.data, context.tables.root, prepared.edits);
      return { realm: { ...realm, data }, problems: prepared.problems ?? [] };
    },
  };
}

/** The same steps, where each run of neighbours that are their edits alone is one step. */
export function fuse(steps: readonly Step[]): readonly Step[] {
  const fused: Step[] = [];
  for (const step of steps) {
    const last = fused.at(-1);
    if (last?.prepare === undefined || step.prepare === undefined) fused.push(step);
    else fused[fused.length - 1] = together(last, last.prepare, step.prepare);
  }
  return fused;
}

type Prepare = NonNullable<Step['prepare']>;

function together({ name, why }: Step, first: Prepare, second: Prepare): Step {
  return stepOf({
    ...{ name, why },
    prepare: (realm, context) => {
      const parts = [first(realm, context), second(realm, context)];
      return {
        edits: parts.flatMap(({ edits }) => edits),
        // Filled while the edits are made.
        get problems() {
          return parts.flatMap((part) => part.problems ?? []);
        },
      };
    },
  });
}

/**
 * A realm with every place that bears `mark` edited, from the outside in: what an edit returns is walked further.
 * Parts without such places are shared with the input, which is never changed.
 */
export function rewrite(data: JsonObject, root: Place, mark: Mark, edit: Edit): JsonObject {
  return rewriteAll(data, root, [{ mark, edit }]);
}

/** The same for several edits in one walk: each place by one after the other, before anything inside it. */
function rewriteAll(data: JsonObject, root: Place, edits: readonly MarkedEdit[]): JsonObject {
  const stack: PathKey[] = [];
  const path = (): Path => [...stack];
  const known = new Map<Place, readonly Edit[]>();
  const editsAt = (place: Place): readonly Edit[] => {
    const found = known.get(place);
    if (found !== undefined) return found;
    const reached = edits.filter(({ mark }) => place.reaches(mark)).map(({ edit }) => edit);
    known.set(place, reached);
    return reached;
  };
  const visit = (value: Json, place: Place): Json | undefined => {
    const reached = editsAt(place);
    if (reached.length === 0) return value;
    const here = { place, path };
    let edited: Json | undefined = value;
    for (const edit of reached) {
      edited = edit(edited, here);
      if (edited === undefined) return undefined;
    }
    if (typeof edited !== 'object' || edited === null) return edited;
    return isArray(edited) ? visitArray(edited, place) : visitObject(edited, place);
  };
  const visitArray = (array: readonly Json[], place: Place): Json => {
    const below = place.child('0', array);
    if (editsAt(below).length === 0) return array;
    return mapArray(array, (element, index) => step(index, element, below));
  };
  /** By place and key: where the edits have something to do, and null where they have not. Most keys are such. */
  const places = new Map<Place, Map<string, Place | null>>();
  const visitObject = (object: JsonObject, place: Place): JsonObject => {
    const here = place.within(object);
    let below = places.get(here);
    if (below === undefined) {
      below = new Map();
      places.set(here, below);
    }
    const known = below;
    return mapObject(object, (value, key) => {
      let child = known.get(key);
      if (child === undefined) {
        const made = here.child(key, object);
        child = editsAt(made).length === 0 ? null : made;
        known.set(key, child);
      }
      return child === null ? value : step(key, value, child);
    });
  };
  const step = (key: PathKey, value: Json, place: Place): Json | undefined => {
    stack.push(key);
    const next = visit(value, place);
    stack.pop();
    return next;
  };
  const result = visit(data, root);
  return isObject(result) ? result : data;
}
