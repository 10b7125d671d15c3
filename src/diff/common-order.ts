/** Which elements of two orders kept their place relative to each other? The others were moved. */

/** Longer lists than this are compared by their first difference alone, for the time grows with the square. */
const MOST = 2000;

/**
 * The names that stand in the same relative order in both lists, which hold the same names: a longest such choice. Of
 * several, the one whose names rank highest, and always the same one, whichever of the lists comes first.
 */
export function commonOrder(
  before: readonly string[],
  after: readonly string[],
  rankOf: (name: string) => number = () => 0,
): ReadonlySet<string> {
  const better = betterBy(rankOf);
  if (before.every((name, index) => name === after[index])) return new Set(before);
  if (before.length > MOST) return new Set(before.filter((name, index) => name === after[index]));
  const placeAfter = new Map(after.map((name, index) => [name, index]));
  const places = before.map((name) => placeAfter.get(name) ?? 0);
  const best: (readonly string[])[] = [];
  for (let i = before.length - 1; i >= 0; i--) {
    let tail: readonly string[] = [];
    for (let j = i + 1; j < before.length; j++) {
      if ((places[j] ?? 0) > (places[i] ?? 0)) tail = better(best[j] ?? [], tail);
    }
    best[i] = [before[i] ?? '', ...tail];
  }
  return new Set(best.reduce(better, []));
}

type Order = readonly string[];

/** The longer one; then the one of higher rank; then the one whose names come later, so that the earlier name moved. */
function betterBy(rankOf: (name: string) => number): (a: Order, b: Order) => Order {
  const rank = (names: Order) => names.reduce((sum, name) => sum + rankOf(name), 0);
  return (a, b) => {
    if (a.length !== b.length) return a.length > b.length ? a : b;
    const difference = rank(a) - rank(b);
    if (difference !== 0) return difference > 0 ? a : b;
    const [left, right] = [[...a].sort().join('\u0000'), [...b].sort().join('\u0000')];
    return left >= right ? a : b;
  };
}
