/** Which of a million users have the name or the id of another one? Numbers stand for them until some are equal. */

import { groupBy } from '../../json/group-by.ts';
import type { Entity, Origin, Problem, Realm, Tables } from '../../model.ts';
import { findEntities } from '../../normalize/entities.ts';
import { duplicatesAmong } from '../../normalize/find-duplicates.ts';
import { locateProblems } from '../../read/locate.ts';
import { type FileSlice, type Portion, readPortion, USER_LISTS } from '../../read/portions.ts';

/** The numbers of a portion's users, by their order: of their names and of their ids. Equal texts have equal numbers. */
export interface UserNumbers {
  readonly names: Float64Array;
  readonly ids: Float64Array;
}

export function numbersOf(entities: readonly Entity[]): UserNumbers {
  const names = new Float64Array(entities.length);
  const ids = new Float64Array(entities.length);
  entities.forEach(({ identity, id }, index) => {
    names[index] = numberOf(identity.join('\0'));
    // No id is like no other.
    ids[index] = id === undefined || id === '' ? Number.NaN : numberOf(id);
  });
  return { names, ids };
}

/** 53 bits of a text, from two multiplications a unit: what is equal by chance is looked at again. */
function numberOf(text: string): number {
  let a = 0x9e3779b1;
  let b = 0x85ebca6b;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x27d4eb2f);
    b = Math.imul(b ^ unit, 0x165667b1);
  }
  a = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d) ^ (b >>> 13);
  b = Math.imul(b ^ (b >>> 16), 0x297a2d39) ^ (a >>> 12);
  return (b >>> 0) * 0x200000 + (a >>> 11);
}

/** Of several slices, one after the other. */
export function joinNumbers(parts: readonly UserNumbers[]): UserNumbers {
  return { names: joinArrays(parts.map(({ names }) => names)), ids: joinArrays(parts.map(({ ids }) => ids)) };
}

function joinArrays(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function repeatedIn(parts: readonly Float64Array[]): ReadonlySet<number> {
  const all = joinArrays(parts);
  all.sort();
  const repeated = new Set<number>();
  for (let index = 1; index < all.length; index++) {
    const number = all[index] ?? Number.NaN;
    if (number === all[index - 1]) repeated.add(number);
  }
  return repeated;
}

export interface Listed {
  readonly portion: Portion;
  readonly numbers: UserNumbers;
}

/** What looks like another one in its list. */
interface Suspects {
  readonly names: ReadonlySet<number>;
  readonly ids: ReadonlySet<number>;
}

function suspectsIn(listed: readonly Listed[]): Suspects {
  return {
    names: repeatedIn(listed.map(({ numbers }) => numbers.names)),
    ids: repeatedIn(listed.map(({ numbers }) => numbers.ids)),
  };
}

/** By their place in the portion. */
function suspectsOf({ names, ids }: UserNumbers, suspects: Suspects): ReadonlySet<number> {
  const found = new Set<number>();
  names.forEach((name, index) => {
    if (suspects.names.has(name) || suspects.ids.has(ids[index] ?? Number.NaN)) found.add(index);
  });
  return found;
}

/** For each portion, which of its users look like others. */
export function findSuspects(all: readonly Listed[]): ReadonlyMap<Portion, ReadonlySet<number>> {
  return new Map(
    [...groupBy(all, ({ portion }) => portion.list).values()].flatMap((listed) => {
      const suspects = suspectsIn(listed);
      return listed.flatMap(({ portion, numbers }) => {
        const found = suspectsOf(numbers, suspects);
        return found.size === 0 ? [] : [[portion, found] as const];
      });
    }),
  );
}

/** The problems of users that cannot be told apart, with their lines. Reads those again that look like others. */
export async function findRepeated(
  realm: Realm,
  all: readonly Listed[],
  { tables, bytesOf }: { readonly tables: Tables; readonly bytesOf: (slice: FileSlice) => Uint8Array },
): Promise<readonly Problem[]> {
  const entities: Entity[] = [];
  const origins: Origin[] = [];
  for (const [portion, suspects] of findSuspects(all)) {
    const { list, first } = portion;
    const { users, origins: places } = await readPortion(portion, bytesOf);
    const found = usersAmong(findEntities({ [list]: users }, tables.root));
    for (const [index, entity] of found.entries()) {
      if (!suspects.has(index)) continue;
      const here = Number(entity.path[1]);
      const path = [list, first + here];
      entities.push({ ...entity, list: USER_LISTS.indexOf(list), path });
      const place = places[here];
      if (place !== undefined) origins.push({ ...place, at: path });
    }
  }
  return entities.length === 0 ? [] : locateProblems({ ...realm, origins }, duplicatesAmong(entities));
}

/** The users themselves, without what is inside of them. */
function usersAmong(entities: readonly Entity[]): readonly Entity[] {
  return entities.filter(({ path }) => path.length === 2);
}
