/** Which of several entities of one name is the first? Gives references to them their number, once lists have their order. */

import { groupBy } from '../json/group-by.ts';
import { canonicalText } from '../json/print.ts';
import type { Entity, Json, JsonObject, Path, Place, Realm, Step, Tables } from '../model.ts';
import { findEntities } from './entities.ts';
import { type MarkedText, markOn, readMarkedText, replaceMark, withoutMark, withoutMarks } from './mark-namesakes.ts';
import { comparePaths, nearestFirst, numberedKey } from './namesakes.ts';
import { orderLists } from './order-lists.ts';
import { indexReferences } from './reference-index.ts';
import { rewrite } from './rewrite.ts';

export const numberNamesakes: Step = {
  name: 'number-namesakes',
  why: 'Keycloak takes two flows of one alias and two storages of one name; a reference must come back to the same one',
  run: (realm, context) => {
    if (realm.hasNamesakes !== true) return { realm };
    const { hasNamesakes: _, ...rest } = realm;
    // Sets of references stand by their text.
    return orderLists.run({ ...rest, data: numbered(realm, context.tables) }, context);
  },
};

function numbered({ data }: Realm, { root }: Tables): JsonObject {
  const entities = inOrder(findEntities(data, root), firstReferrers(data, root));
  const index = indexReferences(entities);
  const byMark = new Map(entities.map((entity) => [markOn(entity.value), entity]));
  const spelled = rewrite(data, root, 'reference', (value, { place, path }) => {
    const marked = markedIn(value, place);
    if (marked === undefined) return value;
    const meant = byMark.get(marked.mark);
    if (meant === undefined) return value;
    const namesakes = nearestFirst(index.byName(meant.naturalKey, marked.sections), path());
    return replaceMark(String(value), numberedKey(meant, namesakes));
  });
  return rewrite(spelled, root, 'section', withoutMark);
}

function markedIn(value: Json, place: Place): MarkedText | undefined {
  return place.reference !== undefined && typeof value === 'string' ? readMarkedText(value) : undefined;
}

/** By mark: where the first reference stands, in the order in which the file is read. */
function firstReferrers(data: JsonObject, root: Place): ReadonlyMap<string, number> {
  const found: { readonly mark: string; readonly path: Path }[] = [];
  rewrite(data, root, 'reference', (value, { place, path }) => {
    const marked = markedIn(value, place);
    if (marked !== undefined) found.push({ mark: marked.mark, path: path() });
    return value;
  });
  found.sort((a, b) => comparePaths(b.path, a.path));
  return new Map(found.map(({ mark }, index) => [mark, -index]));
}

/**
 * Entities with the places of a normal form. Where two of one list hold the same, so that either may stand first, the one
 * that is referred to first is.
 */
function inOrder(entities: readonly Entity[], referrers: ReadonlyMap<string, number>): readonly Entity[] {
  const marked = entities.filter(({ value }) => markOn(value) !== undefined);
  const moved = new Map<Entity, Path>();
  const textOf = ({ list, value }: Entity) => `${list} ${withoutMarks(canonicalText(value))}`;
  for (const same of groupBy(marked, textOf).values()) {
    const rankOf = ({ value }: Entity) => referrers.get(markOn(value) ?? '') ?? 1;
    const wanted = [...same].sort((a, b) => rankOf(a) - rankOf(b) || comparePaths(a.path, b.path));
    wanted.forEach((entity, index) => {
      moved.set(entity, same[index]?.path ?? entity.path);
    });
  }
  return entities.map((entity) => ({ ...entity, path: moved.get(entity) ?? entity.path }));
}
