/** Which users of two sides are not the same in both? Looks their contents up, of which nobody keeps more than a number. */

import { type Portion, USER_LISTS } from '../../read/portions.ts';
import { joinArrays } from './join-arrays.ts';
import type { Selected } from './select-portions.ts';

/** By portion the places of those who are told. */
export type Told = ReadonlyMap<Portion, ReadonlySet<number>>;

/** The users of a side. */
export interface Contents {
  readonly selected: readonly ({ readonly portion: Portion } & Pick<Selected, 'count' | 'contents' | 'masked'>)[];
  /** Those who are told whatever they are compared with. */
  readonly told: Told;
}

/** What the users of a list say, sorted, to be looked up. */
interface SortedContents {
  readonly all: BigUint64Array;
  /** With secrets masked: of all of them, and of those that hold nothing else. */
  readonly masked: BigUint64Array;
  readonly onlyMasked: BigUint64Array;
}

function contentsIn({ selected }: Contents, list: string): SortedContents {
  const parts = selected.filter(({ portion }) => portion.list === list);
  const onlyMasked = parts.map(({ contents, masked }) => contents.filter((each, place) => each === masked[place]));
  return {
    all: sorted(parts.map(({ contents }) => contents)),
    masked: sorted(parts.map(({ masked }) => masked)),
    onlyMasked: sorted(onlyMasked),
  };
}

function sorted(parts: readonly BigUint64Array[]): BigUint64Array {
  return joinArrays(parts, (length) => new BigUint64Array(length)).sort();
}

function holds(ascending: BigUint64Array, wanted: bigint): boolean {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0n) < wanted) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === wanted;
}

/** The users that are told in any case, and those that the other side does not have just so. Of a mask nobody knows what it hides. */
export function different(realm: Contents, other: Contents): Told {
  const known = new Map(USER_LISTS.map((list) => [list, contentsIn(other, list)]));
  return new Map(
    realm.selected.map(({ portion, contents, masked, count }) => {
      const there = known.get(portion.list);
      const told = new Set(realm.told.get(portion));
      for (let place = 0; place < count; place++) {
        const [said = 0n, hidden = 0n] = [contents[place], masked[place]];
        const isSame =
          there !== undefined &&
          (holds(there.all, said) ||
            holds(there.onlyMasked, hidden) ||
            (said === hidden && holds(there.masked, hidden)));
        if (!isSame) told.add(place);
      }
      return [portion, told];
    }),
  );
}

/** Who is told on one side is told on the other, too, or he would look like one who came or went. */
export function toldOnBoth(...sides: readonly [[Contents, Told], [Contents, Told]]): readonly [Told, Told] {
  const [before, after] = sides.map(([{ selected }, told]) => {
    const said = selected.flatMap(({ portion, masked }) =>
      [...(told.get(portion) ?? [])].map((place) => masked[place] ?? 0n),
    );
    return new Set(said);
  });
  const withOthers = ([{ selected }, told]: [Contents, Told], others: ReadonlySet<bigint> = new Set()): Told =>
    new Map(
      selected.map(({ portion, masked }) => {
        const all = new Set(told.get(portion));
        masked.forEach((each, place) => {
          if (others.has(each)) all.add(place);
        });
        return [portion, all];
      }),
    );
  return [withOthers(sides[0], after), withOthers(sides[1], before)];
}
