/** Leaves out values that Keycloak treats exactly as absence, where absence would not bring a default to the fore. */

import { editBeside, once } from '../baseline/beside.ts';
import { fieldValue } from '../json/field.ts';
import { emptyObject, isObject } from '../json/object.ts';
import type { JsonObject, Step } from '../model.ts';
import { impliedIn, withoutRows } from '../tables/implied.ts';

export const dropImplied: Step = {
  name: 'drop-implied',
  why: 'one press of Save in the admin console writes up to 28 values that change nothing',
  run: (realm, { tables, options, defaultsOf }) => {
    if (options.implied === 'keep') return { realm };
    const known = defaultsOf(realm);
    const rows = tables.impliedIn(known?.baseline.version);
    const data = editBeside(realm.data, known?.base ?? emptyObject(), {
      place: tables.root,
      fillIn: known?.fillIn ?? (() => emptyObject()),
      edit: (entity, base, { name }) => {
        const groups = rows.get(name);
        if (groups === undefined) return entity;
        // What a part of a realm does not mention is as the baseline has it.
        const seen = known === undefined || known.isWhole ? () => entity : once(() => over(base(), entity));
        const found = impliedIn(entity, groups, realm.data, seen);
        if (found.length === 0) return entity;
        return withoutRows(
          entity,
          found.filter(({ at }) => fieldValue(base(), at) === undefined),
        );
      },
    });
    return { realm: { ...realm, data } };
  },
};

/** The entity, and below it what the base says beside it, also in maps such as `config`. */
function over(base: JsonObject, entity: JsonObject): JsonObject {
  const result = Object.assign(emptyObject(), base, entity);
  for (const key of Object.keys(entity)) {
    const [known, said] = [base[key], entity[key]];
    if (isObject(known) && isObject(said)) result[key] = Object.assign(emptyObject(), known, said);
  }
  return result;
}
