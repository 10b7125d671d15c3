/** How is a realm edited beside its baseline, entity by entity? Walks both together, pairs lists by identity; knows no fact of its own. */

import { mapArray, mapObject } from '../json/map.ts';
import { emptyObject, isArray, isObject, property } from '../json/object.ts';
import type { Json, JsonObject, Place, Section } from '../model.ts';
import type { FillIn } from './merge.ts';
import { areEntities, partnersIn } from './pair-entities.ts';

/** Gives the entity as it is to stand there. `base` is what the baseline holds at its place. */
export type EditEntity = (entity: JsonObject, base: JsonObject, section: Section) => JsonObject;

interface Walk {
  readonly fillIn: FillIn;
  readonly edit: EditEntity;
}

/** The realm with each entity edited, from the outside in. Parts that nobody changes are shared with the input. */
export function editBeside(
  realm: JsonObject,
  base: JsonObject,
  { place, ...walk }: Walk & { readonly place: Place },
): JsonObject {
  return editObject(realm, base, place, walk);
}

function editObject(value: JsonObject, base: JsonObject, place: Place, walk: Walk): JsonObject {
  const edited = place.section === undefined ? value : walk.edit(value, base, place.section);
  return mapObject(edited, (child, key) =>
    // Entities are objects, and most values are not.
    typeof child === 'object' && child !== null
      ? editValue(child, property(base, key), place.child(key, edited), walk)
      : child,
  );
}

const NOTHING: JsonObject = Object.freeze(emptyObject());

function editValue(value: Json, base: Json | undefined, place: Place, walk: Walk): Json {
  if (!place.reaches('section')) return value;
  if (isObject(value)) return editObject(value, isObject(base) ? base : NOTHING, place, walk);
  return isArray(value) ? editArray(value, isArray(base) ? base : [], place, walk) : value;
}

function editArray(value: readonly Json[], base: readonly Json[], place: Place, walk: Walk): readonly Json[] {
  const below = place.child('0', value);
  const { section } = below;
  const partners =
    section !== undefined && areEntities(value) && areEntities(base) ? partnersIn(value, base, section) : undefined;
  const under = (element: Json, index: number): Json | undefined => {
    const partner = section === undefined ? index : partners?.[index];
    if (partner !== undefined) return base[partner];
    return section !== undefined && isObject(element) ? walk.fillIn(section, element) : undefined;
  };
  return mapArray(value, (element, index) => editValue(element, under(element, index), below, walk));
}
