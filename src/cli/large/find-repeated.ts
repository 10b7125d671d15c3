/** Which of a million users have the name or the id of another one? Numbers stand for them until some are equal. */

import { groupBy } from '../../json/group-by.ts';
import type { Entity, Origin, Problem, Realm, Tables } from '../../model.ts';
import { duplicatesAmong } from '../../normalize/find-duplicates.ts';
import { usersToTellApart } from '../../normalize/normalize-portion.ts';
import { locateProblems } from '../../read/locate.ts';
import { type FileSlice, type Portion, readPortion, USER_LISTS } from '../../read/portions.ts';
import { joinArrays } from './join-arrays.ts';

/** The numbers of a portion's users, by their places: of their names and of their ids. Equal texts have equal numbers. */
export interface UserNumbers {
  readonly names: Float64Array;
  readonly ids: Float64Array;
}

/** Of users at their places among `count` elements; what is no user, and no id, is like no other. */
export function numbersOf(entities: readonly Entity[], count: number): UserNumbers {
  const names = new Float64Array(count).fill(Number.NaN);
  const ids = new Float64Array(count).fill(Number.NaN);
  for (const { identity, id, path } of entities) {
    const place = Number(path[1]);
    names[place] = numberOf(identity.join('\0'));
    if (id !== undefined && id !== '') ids[place] = numberOf(id);
  }
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
  return { names: joined(parts.map(({ names }) => names)), ids: joined(parts.map(({ ids }) => ids)) };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  return joinArrays(parts, (length) => new Float64Array(length));
}

function repeatedIn(parts: readonly Float64Array[]): ReadonlySet<number> {
  const all = joined(parts).sort();
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
    for (const entity of usersToTellApart(realm, { list, users }, tables)) {
      const here = Number(entity.path[1]);
      if (!suspects.has(here)) continue;
      const path = [list, first + here];
      entities.push({ ...entity, list: USER_LISTS.indexOf(list), path });
      const place = places[here];
      if (place !== undefined) origins.push({ ...place, at: path });
    }
  }
  return entities.length === 0 ? [] : locateProblems({ ...realm, origins }, duplicatesAmong(entities));
}
