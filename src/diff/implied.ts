/** What does one side state that the other leaves out, though Keycloak makes no difference? Takes it out of the comparison. */

import { fieldValue } from '../json/field.ts';
import { isObject } from '../json/object.ts';
import type { ComparedRealm, ImpliedRows, JsonObject, Tables } from '../model.ts';
import { impliedIn, withoutRows } from '../tables/implied.ts';
import type { Pair } from './comparing.ts';

/** The rows that hold for the version of each side. */
interface Sides {
  readonly before: Rows;
  readonly after: Rows;
}

interface Rows {
  readonly rows: ImpliedRows;
  readonly realm: JsonObject;
}

export function impliedOn(before: ComparedRealm, after: ComparedRealm, { impliedIn: rowsOf }: Tables): Sides {
  const of = ({ baseline, realm, data }: ComparedRealm): Rows => ({
    rows: rowsOf(baseline ?? realm.keycloakVersion),
    realm: data,
  });
  return { before: of(before), after: of(after) };
}

/** What both sides state stays: it differs, or it is equal anyway. */
export function withoutImplied(pair: Pair, sides: Sides): Pair {
  const { before, after, place } = pair;
  const [old = null, now = null] = [before.value, after.value];
  if (place.section === undefined || !isObject(old) || !isObject(now)) return pair;
  const name = place.section.name;
  return {
    ...pair,
    before: { ...before, value: withoutUnmet(old, now, name, sides.before) },
    after: { ...after, value: withoutUnmet(now, old, name, sides.after) },
  };
}

function withoutUnmet(entity: JsonObject, other: JsonObject, section: string, { rows, realm }: Rows): JsonObject {
  const groups = rows.get(section);
  if (groups === undefined) return entity;
  const unmet = impliedIn(entity, groups, realm).filter(({ at }) => fieldValue(other, at) === undefined);
  return unmet.length === 0 ? entity : withoutRows(entity, unmet);
}
