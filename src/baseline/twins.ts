/** Two fields may be one setting: which of them does a baseline say nothing about? */

import { fieldValue, withoutField } from '../json/field.ts';
import type { FieldPair, JsonObject, Tables } from '../model.ts';

/**
 * The baseline without the one of two twins that the realm does not state beside the other: an importer takes the
 * attribute, so a default of the other one would contradict what the realm says, or hide it.
 */
export function withoutTwins(base: JsonObject, realm: JsonObject, { root }: Tables): JsonObject {
  const isStated = (field: string): boolean => fieldValue(realm, field) !== undefined;
  const unsaidOf = ([one, other]: FieldPair): readonly string[] =>
    isStated(one) === isStated(other) ? [] : [isStated(one) ? other : one];
  return (root.section?.twins ?? []).flatMap(unsaidOf).reduce(withoutField, base);
}
