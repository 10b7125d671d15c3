/** Which entity of one list is which of another? By identity; where an identity occurs twice, occurrence by occurrence. */

import { isObject, textProperty } from '../json/object.ts';
import type { Json, JsonObject, Section } from '../model.ts';

/** Says that the realm lacks an entity which a new realm has. */
export const ABSENT = '$absent';

/** True for a list that can be paired: every element is an object. */
export function areEntities(list: readonly Json[]): list is readonly JsonObject[] {
  return list.every(isObject);
}

/** A text that is equal for two entities exactly when their identity is. */
export function identityText(entity: JsonObject, section: Section): string {
  const { identity } = section;
  let text = textProperty(entity, identity[0] ?? '') ?? '';
  for (let index = 1; index < identity.length; index++)
    text += `\u0000${textProperty(entity, identity[index] ?? '') ?? ''}`;
  return text;
}

/** Entities of a list by identity, each with its place in the list. */
export function indexByIdentity(list: readonly JsonObject[], section: Section): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  list.forEach((entity, place) => {
    const key = identityText(entity, section);
    const places = index.get(key);
    if (places === undefined) index.set(key, [place]);
    else places.push(place);
  });
  return index;
}

/** For each entity of `list` the place of its partner in `others`, or undefined. */
export function partnersIn(
  list: readonly JsonObject[],
  others: readonly JsonObject[],
  section: Section,
): readonly (number | undefined)[] {
  if (others.length === 0) return list.map(() => undefined);
  const index = indexByIdentity(others, section);
  const met = new Map<string, number>();
  return list.map((entity) => {
    const key = identityText(entity, section);
    const occurrence = met.get(key) ?? 0;
    met.set(key, occurrence + 1);
    return index.get(key)?.[occurrence];
  });
}

type Partners = ReturnType<typeof partnersIn> | undefined;

const known = new WeakMap<readonly Json[], WeakMap<readonly Json[], { readonly partners: Partners }>>();

/**
 * The same for whoever asks about one entity after the other, thousands of which may stand in one list: it is paired once. Undefined where
 * one of the lists holds something else than entities.
 */
export function knownPartners(list: readonly Json[], others: readonly Json[], section: Section): Partners {
  const beside = known.get(list) ?? new WeakMap<readonly Json[], { readonly partners: Partners }>();
  known.set(list, beside);
  const found = beside.get(others);
  if (found !== undefined) return found.partners;
  const partners = areEntities(list) && areEntities(others) ? partnersIn(list, others, section) : undefined;
  beside.set(others, { partners });
  return partners;
}
