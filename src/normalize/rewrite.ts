/** Walks a realm beside its places and rebuilds only the parts that a step changes. Knows no fact of its own. */

import { mapArray, mapObject } from '../json/map.ts';
import { isArray, isObject } from '../json/object.ts';
import type { Edit, Here, Json, JsonObject, Mark, MarkedEdit, Path, PathKey, Place, Step } from '../model.ts';

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
  const known = new Map<Place, Spot>();
  const spotAt = (place: Place): Spot => {
    const found = known.get(place) ?? newSpot(place, edits, path);
    known.set(place, found);
    return found;
  };
  /** Null where the edits have nothing to do: most keys are such. */
  const ifReached = (place: Place): Spot | null => {
    const spot = spotAt(place);
    return spot.edits.length === 0 ? null : spot;
  };
  const visit = (value: Json, spot: Spot): Json | undefined => {
    let edited: Json | undefined = value;
    for (const edit of spot.edits) {
      edited = edit(edited, spot.here);
      if (edited === undefined) return undefined;
    }
    if (typeof edited !== 'object' || edited === null) return edited;
    return isArray(edited) ? visitArray(edited, spot) : visitObject(edited, spot);
  };
  const visitArray = (array: readonly Json[], spot: Spot): Json => {
    if (spot.elements === undefined) spot.elements = ifReached(spot.here.place.child('0', array));
    const below = spot.elements;
    return below === null ? array : mapArray(array, (element, index) => step(index, element, below));
  };
  const visitObject = (object: JsonObject, spot: Spot): JsonObject => {
    const { place } = spot.here;
    const within = place.within(object);
    const { below } = within === place ? spot : spotAt(within);
    return mapObject(object, (value, key) => {
      let child = below.get(key);
      if (child === undefined) {
        child = ifReached(within.child(key, object));
        below.set(key, child);
      }
      return child === null ? value : step(key, value, child);
    });
  };
  const step = (key: PathKey, value: Json, spot: Spot): Json | undefined => {
    stack.push(key);
    const next = visit(value, spot);
    stack.pop();
    return next;
  };
  const result = visit(data, spotAt(root));
  return isObject(result) ? result : data;
}

/** What a walk needs to know of a place: asked for once, however many values stand there. */
interface Spot {
  readonly here: Here;
  /** Those that have something to do there or below. */
  readonly edits: readonly Edit[];
  readonly below: Map<string, Spot | null>;
  elements: Spot | null | undefined;
}

function newSpot(place: Place, edits: readonly MarkedEdit[], path: () => Path): Spot {
  const reached = edits.filter(({ mark }) => place.reaches(mark)).map(({ edit }) => edit);
  return { here: { place, path }, edits: reached, below: new Map(), elements: undefined };
}
