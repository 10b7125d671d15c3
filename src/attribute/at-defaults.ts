/** Does each side of a change sit on its own version's default? Asks the baselines, for entities of one's own, too. */

import { fillInFrom, scopeContextOf } from '../baseline/fill-in.ts';
import { lookUp } from '../baseline/look-up.ts';
import { equal } from '../json/equal.ts';
import { isArray } from '../json/object.ts';
import { valueAt } from '../json/path.ts';
import type { Change, ComparedRealm, Json, JsonObject, Path, Tables } from '../model.ts';

/** What the defaults of one side are: of a new realm, and of entities that a new realm has not. */
export interface SideDefaults {
  readonly realm: ComparedRealm;
  readonly fresh: JsonObject;
}

/** True where both sides say what their versions say by themselves: an own client gets a new scope by default. */
export function sitsOnDefaults(before: SideDefaults, after: SideDefaults, tables: Tables): (change: Change) => boolean {
  const [isOld, isNew] = [isDefault(before, tables), isDefault(after, tables)];
  return (change) =>
    change.secret !== true &&
    change.path.length > 0 &&
    (change.kind === 'added' || change.kind === 'removed' || change.kind === 'changed') &&
    isOld(change.places.before) &&
    isNew(change.places.after);
}

function isDefault({ realm, fresh }: SideDefaults, tables: Tables): (path: Path) => boolean {
  const { baseline, data } = realm;
  if (baseline === undefined) return () => false;
  const fillIn = fillInFrom(tables.baselines.read(baseline), tables, scopeContextOf(fresh));
  return (path) => {
    const at = ofWholeList(path, data);
    const known = lookUp(data, at, { base: fresh, place: tables.root, fillIn });
    return same(valueAt(data, at), known?.value);
  };
}

/** A member of a set is there by default when the set is the default one. */
function ofWholeList(path: Path, data: JsonObject): Path {
  const last = path.at(-1);
  const above = valueAt(data, path.slice(0, -1));
  const isMember = typeof last === 'number' && isArray(above) && above.every((each) => typeof each !== 'object');
  return isMember ? path.slice(0, -1) : path;
}

function same(value: Json | undefined, known: Json | undefined): boolean {
  if (!isArray(value) || !isArray(known)) return equal(value, known);
  const sorted = (list: readonly Json[]): readonly Json[] => [...list].sort();
  return equal(sorted(value), sorted(known));
}
