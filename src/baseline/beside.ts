/** How is a realm edited beside its baseline, entity by entity? Walks both together, pairs lists by identity; knows no fact of its own. */

import { mapArray, mapObject } from '../json/map.ts';
import { emptyObject, isArray, isObject, property } from '../json/object.ts';
import type { Json, JsonObject, Place, Section } from '../model.ts';
import type { FillIn } from './merge.ts';
import { areEntities, partnersIn } from './pair-entities.ts';

/** What the baseline holds at a place, worked out for who asks: most entities are edited without it. */
export type Base = () => JsonObject;

/** Gives the entity as it is to stand there. */
export type EditEntity = (entity: JsonObject, base: Base, section: Section) => JsonObject;

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
  return editObject(realm, () => base, place, walk);
}

function editObject(value: JsonObject, base: Base, place: Place, walk: Walk): JsonObject {
  const edited = place.section === undefined ? value : walk.edit(value, base, place.section);
  const here = place.within(edited);
  return mapObject(edited, (child, key) => {
    // Entities are objects, and most values are not.
    if (typeof child !== 'object' || child === null) return child;
    const below = here.child(key, edited);
    if (!below.reaches('section')) return child;
    const known = property(base(), key);
    return isArray(child)
      ? editArray(child, isArray(known) ? known : [], below, walk)
      : editObject(child, () => (isObject(known) ? known : NOTHING), below, walk);
  });
}

const NOTHING: JsonObject = Object.freeze(emptyObject());

function editArray(value: readonly Json[], base: readonly Json[], place: Place, walk: Walk): readonly Json[] {
  const below = place.child('0', value);
  const { section } = below;
  if (!below.reaches('section')) return value;
  const partners =
    section !== undefined && areEntities(value) && areEntities(base) ? partnersIn(value, base, section) : undefined;
  return mapArray(value, (element, index) => {
    if (isArray(element)) return editArray(element, [], below, walk);
    if (!isObject(element)) return element;
    const partner = section === undefined ? index : partners?.[index];
    if (partner === undefined)
      return editObject(
        element,
        once(() => (section === undefined ? NOTHING : walk.fillIn(section, element))),
        below,
        walk,
      );
    const known = base[partner];
    return editObject(element, () => (isObject(known) ? known : NOTHING), below, walk);
  });
}

/** Made for who asks first. */
export function once(make: Base): Base {
  let made: JsonObject | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
