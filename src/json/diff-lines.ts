/** Which lines do two texts share, in one order? In bounded time: where very many differ, lines that each has once are held on to first. */

import { diffArrays } from 'diff';

/** Lines that stand in both, or in one of them alone. */
export interface DiffPart {
  readonly kind: 'both' | 'left' | 'right';
  readonly lines: readonly string[];
}

/** Up to so many edits the shortest way is looked for, whose time grows with their square. */
const FEW_EDITS = 1000;

/** The parts of both texts in their order; never two of one kind in a row. */
export function diffLines(left: readonly string[], right: readonly string[]): readonly DiffPart[] {
  const parts: { kind: DiffPart['kind']; lines: string[] }[] = [];
  const add = (kind: DiffPart['kind'], lines: readonly string[]): void => {
    const last = parts.at(-1);
    if (lines.length === 0) return;
    if (last?.kind !== kind) parts.push({ kind, lines: [...lines] });
    else for (const line of lines) last.lines.push(line);
  };
  const replace = (ours: readonly string[], theirs: readonly string[]): void => {
    add('left', ours);
    add('right', theirs);
  };
  const visit = (ours: readonly string[], theirs: readonly string[]): void => {
    if (ours.length === 0 || theirs.length === 0) return replace(ours, theirs);
    const shortest = diffArrays([...ours], [...theirs], { maxEditLength: FEW_EDITS });
    if (shortest !== undefined) {
      for (const { added, removed, value } of shortest) add(added ? 'right' : removed ? 'left' : 'both', value);
      return;
    }
    const held = heldLines(ours, theirs);
    if (held.length === 0) return replace(ours, theirs);
    let [here, there] = [0, 0];
    for (const { left: at, right: to } of [...held, { left: ours.length, right: theirs.length }]) {
      visit(ours.slice(here, at), theirs.slice(there, to));
      add('both', ours.slice(at, at + 1));
      [here, there] = [at + 1, to + 1];
    }
  };
  visit(left, right);
  return parts;
}

/** One line by its number in either text. */
interface Pair {
  readonly left: number;
  readonly right: number;
}

/** Of the lines that each text has once, the longest row that stands in one order in both (a patience diff). */
function heldLines(left: readonly string[], right: readonly string[]): readonly Pair[] {
  const [ours, theirs] = [placesOfSingle(left), placesOfSingle(right)];
  // The last pair of the best row of each length, each with the pair before it.
  const tails: Row[] = [];
  for (const [line, at] of ours) {
    const to = theirs.get(line);
    if (to === undefined) continue;
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle]?.right ?? 0) < to) low = middle + 1;
      else high = middle;
    }
    tails[low] = { left: at, right: to, before: tails[low - 1] };
  }
  const row: Pair[] = [];
  for (let pair = tails.at(-1); pair !== undefined; pair = pair.before) row.push(pair);
  return row.reverse();
}

interface Row extends Pair {
  readonly before: Row | undefined;
}

/** In the order of the text. */
function placesOfSingle(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  for (const [at, line] of lines.entries()) {
    if (places.has(line)) twice.add(line);
    else places.set(line, at);
  }
  for (const line of twice) places.delete(line);
  return places;
}
