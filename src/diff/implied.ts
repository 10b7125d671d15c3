/** What does one side state that the other leaves out, though Keycloak makes no difference? Takes it out of the comparison. */

import { fieldValue } from '../json/field.ts';
import { isObject } from '../json/object.ts';
import type { ComparedRealm, Implied, ImpliedRows, JsonObject, Tables } from '../model.ts';
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

/** A pair without what one side states for nothing, and how many values that was. */
export interface Reduced {
  readonly pair: Pair;
  readonly leftOut: number;
}

/** What both sides state stays: it differs, or it is equal anyway. */
export function withoutImplied(pair: Pair, sides: Sides): Reduced {
  const { before, after, place } = pair;
  const [old = null, now = null] = [before.value, after.value];
  if (place.section === undefined || !isObject(old) || !isObject(now)) return { pair, leftOut: 0 };
  const name = place.section.name;
  const unmet = { before: unmetIn(old, now, name, sides.before), after: unmetIn(now, old, name, sides.after) };
  const leftOut = unmet.before.length + unmet.after.length;
  if (leftOut === 0) return { pair, leftOut };
  const reduced = {
    ...pair,
    before: { ...before, value: withoutRows(old, unmet.before) },
    after: { ...after, value: withoutRows(now, unmet.after) },
  };
  return { pair: reduced, leftOut };
}

function unmetIn(entity: JsonObject, other: JsonObject, section: string, { rows, realm }: Rows): readonly Implied[] {
  const groups = rows.get(section);
  if (groups === undefined) return [];
  return impliedIn(entity, groups, realm).filter(({ at }) => fieldValue(other, at) === undefined);
}
