/** Where does a realm differ from its normal form? Places by name, with old and new only where no secret can be. */

import { freeNames } from '../../../entities/names.ts';
import { compareText } from '../../../json/compare.ts';
import { equal } from '../../../json/equal.ts';
import { isArray, isObject, textProperty } from '../../../json/object.ts';
import { canonicalText } from '../../../json/print.ts';
import { shorten } from '../../../json/show.ts';
import type { Json, JsonObject, Path, Place } from '../../../model.ts';
import { isSecret, type Secrecy, secrecyOf } from '../../../normalize/secrecy.ts';
import { SECRET } from '../../../normalize/secret-keys.ts';

/** `order`: the same elements stand in another order. `secret`: it differs, and nothing of it may be shown. */
export type DifferenceKind = 'added' | 'left-out' | 'changed' | 'secret' | 'order';

export interface Difference {
  readonly kind: DifferenceKind;
  /** Entities by name, not by their place in a list. */
  readonly path: Path;
  /** Only when the value is short, single and no secret. */
  readonly values?: { readonly before: string; readonly after: string };
}

/** All differences, in the order of the normal form's keys. `place` is the tables' root. */
export function findDifferences(before: JsonObject, after: JsonObject, place: Place): readonly Difference[] {
  return inObjects(before, after, { path: [], place, secrecy: 'none' });
}

interface Where {
  readonly path: Path;
  readonly place: Place;
  readonly secrecy: Secrecy;
}

function inObjects(before: JsonObject, after: JsonObject, where: Where): readonly Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText);
  return keys.flatMap((key) => {
    const [old, now] = [before[key], after[key]];
    return between(old, now, { above: where, key, name: key, parent: before });
  });
}

/** One step below a place. */
interface Step {
  readonly above: Where;
  readonly key: string;
  readonly name: string | number;
  readonly parent: Json;
}

/** Most of a realm is never asked for it. */
function placeOf({ above, key, parent }: Step, path: Path): Where {
  const place = above.place.child(key, parent);
  const at = { key, place, above: above.path.at(-1) };
  const inside = isObject(parent) ? secrecyOf(above.secrecy, { ...at, owner: parent }) : above.secrecy;
  return { path, place, secrecy: place.generated !== undefined ? 'known' : inside };
}

function between(before: Json | undefined, after: Json | undefined, step: Step): readonly Difference[] {
  if (before !== undefined && after !== undefined && equal(before, after)) return [];
  const path = [...step.above.path, step.name];
  if (before === undefined) return [{ kind: 'added', path }];
  if (after === undefined) return [{ kind: 'left-out', path }];
  const where = placeOf(step, path);
  if (isObject(before) && isObject(after)) return inObjects(before, after, where);
  if (isArray(before) && isArray(after)) return inArrays(before, after, where);
  if (isSecretHere(before, where) || isHidden(after)) return [{ kind: 'secret', path }];
  if (typeof before === 'object' || typeof after === 'object') return [{ kind: 'changed', path }];
  return [{ kind: 'changed', path, values: { before: shortValue(before), after: shortValue(after) } }];
}

function isSecretHere(value: Json, { secrecy }: Where): boolean {
  return secrecy === 'known' || isSecret(value, secrecy);
}

/** True for what the normal form writes in the place of a secret, and for anything that holds it. */
function isHidden(value: Json): boolean {
  if (typeof value === 'string') return value.includes(SECRET) || value.includes('$(env:');
  return isArray(value) ? value.some(isHidden) : isObject(value) && Object.values(value).some(isHidden);
}

function shortValue(value: Json): string {
  return shorten(typeof value === 'bigint' ? value.toString() : JSON.stringify(value), 50);
}

function inArrays(before: readonly Json[], after: readonly Json[], where: Where): readonly Difference[] {
  if (sameElements(before, after)) return [{ kind: 'order', path: where.path }];
  const identity = where.place.child('0', after).section?.identity ?? [];
  if (identity.length > 0) return inEntities(byIdentity(before, identity), byIdentity(after, identity), where, after);
  if (before.length !== after.length)
    return [{ kind: before.some((each) => isSecretHere(each, where)) ? 'secret' : 'changed', path: where.path }];
  const step = { above: where, key: '0', parent: after };
  return before.flatMap((old, index) => between(old, after[index], { ...step, name: index + 1 }));
}

function sameElements(before: readonly Json[], after: readonly Json[]): boolean {
  if (before.length !== after.length) return false;
  const sorted = (values: readonly Json[]): string => values.map(canonicalText).sort(compareText).join('\n');
  return sorted(before) === sorted(after);
}

function inEntities(
  before: ReadonlyMap<string, Json>,
  after: ReadonlyMap<string, Json>,
  where: Where,
  parent: Json,
): readonly Difference[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const step = { above: where, key: '0', parent };
  const inside = names.flatMap((name) => between(before.get(name), after.get(name), { ...step, name }));
  const common = (from: ReadonlyMap<string, Json>): string[] =>
    [...from.keys()].filter((name) => before.has(name) && after.has(name));
  const isMoved = common(before).join('\n') !== common(after).join('\n');
  return isMoved ? [...inside, { kind: 'order', path: where.path }] : inside;
}

/** Entities by what people call them; the second of one name is counted. */
function byIdentity(entities: readonly Json[], identity: readonly string[]): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
  const free = freeNames();
  entities.forEach((entity, index) => {
    const names = identity.flatMap((key) => textProperty(entity, key) ?? []).filter((name) => name !== '');
    const name = names.length > 0 ? names.join(' ') : String(index + 1);
    found.set(free(name), entity);
  });
  return found;
}
