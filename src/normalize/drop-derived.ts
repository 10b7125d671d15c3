/** Drops what follows from something else in the same file. Keeps it wherever it contradicts what it should follow from. */

import { equal } from '../json/equal.ts';
import { fieldValue, withoutField } from '../json/field.ts';
import { emptyObject, isObject, scalarText } from '../json/object.ts';
import type { FieldPair, Json, JsonObject, Path, Problem, Realm, Section, Step, Tables } from '../model.ts';
import { type Around, isDerived } from './derivations.ts';
import { rewrite } from './rewrite.ts';

export const dropDerived: Step = {
  name: 'drop-derived',
  why: 'a value that is stated twice makes two changes of one, and two spellings of one realm',
  run: (realm, { tables }) => {
    const problems: Problem[] = [];
    const data = rewrite(realm.data, tables.root, 'section', (value, { place, path }) => {
      if (place.section === undefined || !isObject(value)) return value;
      problems.push(...conflicts(value, place.section, path()));
      return withoutDerived(value, place.section, { realm, path });
    });
    return { realm: dropConstants({ ...realm, data }, tables), problems };
  },
};

/** Fields that say nothing when they hold one known value. */
function dropConstants(realm: Realm, tables: Tables): Realm {
  const data = rewrite(realm.data, tables.root, 'dropWhen', (value, { place }) =>
    place.dropWhen !== undefined && equal(value, place.dropWhen.says) ? undefined : value,
  );
  return { ...realm, data };
}

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
  let result = entity;
  for (const [field, twin] of section.twins) {
    if (sameText(fieldValue(entity, field), fieldValue(entity, twin))) result = withoutField(result, field);
  }
  for (const [field, derivation] of section.derived) {
    if (isDerived(derivation, fieldValue(entity, field), entity, around)) result = withoutField(result, field);
  }
  return section.misspelled.reduce(withOneSpelling, result);
}

/** Equal as Keycloak's attributes are: `600` and `"600"` are the same setting. */
function sameText(a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return equal(a, b) || (scalarText(a) !== undefined && scalarText(a) === scalarText(b));
}

/** Of two spellings that set one field the later counts; it is written as the right one. */
function withOneSpelling(entity: JsonObject, [wrong, right]: FieldPair): JsonObject {
  const last = Object.keys(entity)
    .filter((key) => key === wrong || key === right)
    .at(-1);
  if (last === undefined) return entity;
  const { [wrong]: _, ...rest } = entity;
  return Object.assign(emptyObject(), rest, { [right]: entity[last] ?? null });
}
