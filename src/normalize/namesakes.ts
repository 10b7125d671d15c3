/** Which of several entities of one name does a reference mean? Their order, as the place that refers sees them: `$ldap` is the first, `$ldap#2` the second. */

import { countedName } from '../entities/names.ts';
import { compareText } from '../json/compare.ts';
import type { Entity, Path, PathKey } from '../model.ts';

/** All of them, the nearest first. Where nothing tells them apart their places do: in the order of a normal form. */
export function nearestFirst(named: readonly Entity[], from: Path): readonly Entity[] {
  if (named.length < 2) return named;
  const rankOf = rankFrom(named, from);
  return [...named].sort((a, b) => compareRanks(rankOf(a), rankOf(b)) || comparePaths(a.path, b.path));
}

/** The natural key of one of them, with its number after the first: `ldap`, `ldap#2`. */
export function numberedKey(entity: Entity, namesakes: readonly Entity[]): string {
  return countedName(entity.naturalKey, Math.max(0, namesakes.indexOf(entity)));
}

/** Those that nothing but their place tells from the nearest one. */
export function allNearest(named: readonly Entity[], from: Path): readonly Entity[] {
  if (named.length < 2) return named;
  const rankOf = rankFrom(named, from);
  const [best] = nearestFirst(named, from);
  return best === undefined ? [] : named.filter((entity) => compareRanks(rankOf(entity), rankOf(best)) === 0);
}

/** True when both stand in one client, one organization, one component ... */
export function isOfOneOwner(entity: Path, from: Path): boolean {
  return entity.length > 2 && entity[0] === from[0] && entity[1] === from[1];
}

type Rank = readonly number[];

/**
 * What stands in the same owner comes first; then the sections in the order of the reference's row; then an external
 * storage, although a key provider may be called alike.
 */
function rankFrom(named: readonly Entity[], from: Path): (entity: Entity) => Rank {
  const storage = from[0] === 'clients' ? CLIENT_STORAGE : USER_STORAGE;
  return ({ section, path }) => [
    isOfOneOwner(path, from) ? 0 : 1,
    named.findIndex((other) => other.section === section),
    path[1] === storage && path.length === 3 ? 0 : 1,
  ];
}

const USER_STORAGE = 'org.keycloak.storage.UserStorageProvider';
const CLIENT_STORAGE = 'org.keycloak.storage.client.ClientStorageProvider';

function compareRanks(a: Rank, b: Rank): number {
  const index = a.findIndex((rank, place) => rank !== b[place]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

/** Numbers as numbers, names by code unit: the order in which a normal form is read. */
export function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = compareKeys(a[i] ?? 0, b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareKeys(a: PathKey, b: PathKey): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b));
}
