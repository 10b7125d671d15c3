/** What of a realm makes a migration die, or damages it? Finds the places; judges nothing. */

import type { BlockerRow, JsonObject, Path } from '../model.ts';
import { passesFields } from '../tables/condition.ts';
import { findMatches } from '../tables/find-places.ts';
import { hasSome } from './apply-row.ts';
import { isBelow } from './upgrade-realm.ts';

export interface Blocked {
  readonly row: BlockerRow;
  /** In the realm's data; [] for the realm itself. */
  readonly path: Path;
}

export interface BlockerWay {
  readonly from: string;
  readonly to: string;
  /** How many realms are known to be on the server. */
  readonly realms: number;
}

/** `realm` holds every value that counts, as `canonical` gives it. */
export function findBlockers(realm: JsonObject, rows: readonly BlockerRow[], way: BlockerWay): readonly Blocked[] {
  return rows.flatMap((row) => {
    if (!isOnTheWay(row, way) || (row.needsSeveralRealms && way.realms < 2)) return [];
    if (!row.when.every((some) => hasSome(realm, some)) || row.unless.some((some) => hasSome(realm, some))) return [];
    const matches = findMatches(realm, row.at.at.join('/')).filter(({ value }) => passesFields(value, row.at.where));
    return matches.map(({ path }) => ({ row, path }));
  });
}

/** The step is passed, by a server that has the fault. */
function isOnTheWay({ step, since = step, until }: BlockerRow, { from, to }: BlockerWay): boolean {
  return isBelow(from, step) && !isBelow(to, since) && (until === undefined || isBelow(to, until));
}
