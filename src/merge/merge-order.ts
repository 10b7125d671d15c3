/** In which order do the elements of a list stand that both sides changed, when the order means something? */

type Orders = { readonly [side in 'base' | 'left' | 'right']: readonly string[] };

/** The order of all that is kept; undefined where two orders are as good as each other. */
export function mergeOrder({ base, left, right }: Orders, kept: ReadonlySet<string>): readonly string[] | undefined {
  const known = new Set(base.filter((key) => kept.has(key) && left.includes(key) && right.includes(key)));
  const spine = decide(only(base, known), only(left, known), only(right, known));
  if (spine === undefined) return undefined;
  const ours = additions(only(left, kept), known);
  const theirs = additions(only(right, kept), known);
  if (equalLists(flat(ours), flat(theirs))) return insert(spine, ours);
  const isOpen = [...ours.keys()].some(
    (gap) => theirs.has(gap) && !equalLists(ours.get(gap) ?? [], theirs.get(gap) ?? []),
  );
  if (isOpen) return undefined;
  return insert(insert(spine, ours), theirs);
}

function only(keys: readonly string[], wanted: ReadonlySet<string>): readonly string[] {
  return keys.filter((key) => wanted.has(key));
}

/** Who moved something decides; both may, if they agree. */
function decide(
  base: readonly string[],
  left: readonly string[],
  right: readonly string[],
): readonly string[] | undefined {
  if (equalLists(left, right) || equalLists(base, right)) return left;
  return equalLists(base, left) ? right : undefined;
}

const START = '\u0000start';
const END = '\u0000end';

/** What is new, by what stands before it; what is new at the end stays at the end. */
function additions(keys: readonly string[], known: ReadonlySet<string>): Map<string, readonly string[]> {
  const gaps = new Map<string, readonly string[]>();
  let before = START;
  for (const key of keys) {
    if (known.has(key)) before = key;
    else gaps.set(before, [...(gaps.get(before) ?? []), key]);
  }
  const last = gaps.get(before);
  if (last !== undefined && before !== START) {
    gaps.delete(before);
    gaps.set(END, last);
  }
  return gaps;
}

function insert(spine: readonly string[], gaps: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const inserted = spine.flatMap((key) => [key, ...(gaps.get(key) ?? [])]);
  const all = [...(gaps.get(START) ?? []), ...inserted, ...(gaps.get(END) ?? [])];
  return [...new Set(all)];
}

function flat(gaps: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...gaps].flatMap(([gap, keys]) => [gap, ...keys]);
}

function equalLists(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}
