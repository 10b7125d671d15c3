/** What does the baseline hold at a place of a realm? Walks both side by side, entities by identity. */

import { isArray, isObject, property } from '../json/object.ts';
import type { Json, JsonObject, Path, Place } from '../model.ts';
import type { FillIn } from './merge.ts';
import { knownPartners } from './pair-entities.ts';

export interface KnownValue {
  readonly value: Json;
  /** The section whose recorded defaults say so; undefined when a new realm holds this very entity. */
  readonly filledIn: string | undefined;
}

const NO_LIST: readonly Json[] = [];

/** The recorded value that stands where `path` leads in `data`, or undefined where there is none. */
export function lookUp(
  data: JsonObject,
  path: Path,
  { base, place, fillIn }: { readonly base: JsonObject; readonly place: Place; readonly fillIn: FillIn },
): KnownValue | undefined {
  let value: Json | undefined = data;
  let known: Json | undefined = base;
  let at = place;
  let filledIn: string | undefined;
  for (const key of path) {
    if (value === undefined) return undefined;
    const below: Place = at.child(String(key), value);
    if (isArray(value)) {
      const entity: Json | undefined = value[Number(key)];
      const { section } = below;
      // A list of entities can be paired with any other.
      if (section !== undefined && isObject(entity) && knownPartners(value, NO_LIST, section) !== undefined) {
        const list: readonly Json[] = isArray(known) ? known : NO_LIST;
        const partner = knownPartners(value, list, section)?.[Number(key)];
        if (partner === undefined) filledIn = section.name;
        known = partner === undefined ? fillIn(section, entity) : list[partner];
      } else known = isArray(known) ? known[Number(key)] : undefined;
      value = entity;
    } else {
      value = property(value, String(key));
      known = property(known, String(key));
    }
    at = below;
  }
  return known === undefined ? undefined : { value: known, filledIn };
}
