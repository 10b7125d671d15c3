/** Two fields may be one setting: which of them does a baseline say nothing about? */

import { fieldValue, withoutFields } from '../json/field.ts';
import { scalarText } from '../json/object.ts';
import type { FieldPair, JsonObject, Tables } from '../model.ts';

/**
 * The baseline without the one of two twins that the realm does not state beside the other: an importer takes the
 * attribute, so a default of the other one would contradict what the realm says, or hide it.
 */
export function withoutTwins(base: JsonObject, realm: JsonObject, { root }: Tables): JsonObject {
  const unsaidOf = ([one, other]: FieldPair): readonly string[] => {
    const [first, second] = [fieldValue(realm, one), fieldValue(realm, other)];
    if ((first === undefined) === (second === undefined)) return [];
    const unsaid = first === undefined ? one : other;
    return scalarText(fieldValue(base, unsaid)) === scalarText(first ?? second) ? [] : [unsaid];
  };
  return withoutFields(base, (root.section?.twins ?? []).flatMap(unsaidOf));
}
