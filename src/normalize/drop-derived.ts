/** Drops what follows from something else in the same file. Keeps it wherever it contradicts what it should follow from. */

import { equal } from '../json/equal.ts';
import { fieldValue, withoutFields } from '../json/field.ts';
import { emptyObject, isObject, scalarText } from '../json/object.ts';
import type { Edit, FieldPair, Json, JsonObject, Path, Problem, Section, Step } from '../model.ts';
import { type Around, isDerived } from './derivations.ts';
import { stepOf } from './rewrite.ts';

export const dropDerived: Step = stepOf({
  name: 'drop-derived',
  why: 'a value that is stated twice makes two changes of one, and two spellings of one realm',
  prepare: (realm) => {
    const problems: Problem[] = [];
    const dropFollowing: Edit = (value, { place, path }) => {
      if (place.section === undefined || !isObject(value)) return value;
      if (place.section.twins.length > 0) problems.push(...conflicts(value, place.section, path()));
      return withoutDerived(value, place.section, { realm, path });
    };
    const edits = [
      { mark: 'section', edit: dropFollowing },
      { mark: 'dropWhen', edit: dropConstant },
    ] as const;
    return { edits, problems };
  },
});

/** Fields that say nothing when they hold one known value. */
const dropConstant: Edit = (value, { place }) =>
  place.dropWhen !== undefined && equal(value, place.dropWhen.says) ? undefined : value;

function conflicts(entity: JsonObject, section: Section, path: Path): readonly Problem[] {
  return section.twins
    .filter(([field, twin]) => {
      const [one, other] = [fieldValue(entity, field), fieldValue(entity, twin)];
      return one !== undefined && other !== undefined && !sameText(one, other);
    })
    .map(([field, twin]) => ({
      code: 'conflicting-attribute' as const,
      message: `${field} and ${twin} state the same setting differently; an import takes the attribute`,
      path: [...path, ...field.split('/')],
    }));
}

function withoutDerived(entity: JsonObject, section: Section, around: Around): JsonObject {
  const following: string[] = [];
  for (const [field, twin] of section.twins) {
    if (sameText(fieldValue(entity, field), fieldValue(entity, twin))) following.push(field);
  }
  for (const [field, derivation] of section.derived) {
    if (isDerived(derivation, fieldValue(entity, field), entity, around)) following.push(field);
  }
  return section.misspelled.reduce(withOneSpelling, withoutFields(entity, following));
}

/** Equal as Keycloak's attributes are: `600` and `"600"` are the same setting. */
function sameText(a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return equal(a, b) || (scalarText(a) !== undefined && scalarText(a) === scalarText(b));
}

/** Of two spellings that set one field the later counts; it is written as the right one. */
function withOneSpelling(entity: JsonObject, [wrong, right]: FieldPair): JsonObject {
  if (entity[wrong] === undefined) return entity;
  const last = Object.keys(entity)
    .filter((key) => key === wrong || key === right)
    .at(-1);
  if (last === undefined) return entity;
  const { [wrong]: _, ...rest } = entity;
  return Object.assign(emptyObject(), rest, { [right]: entity[last] ?? null });
}
