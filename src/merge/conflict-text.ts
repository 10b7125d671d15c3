/** How does a text look in which two sides conflict? Lines that both have once, the others between git's markers. */

import { diffLines } from '../json/diff-lines.ts';

export interface MarkerOptions {
  /** `%L`: how many characters a marker has. */
  readonly size: number;
  readonly ours: string;
  readonly theirs: string;
  readonly base?: string;
}

/** So many lines that both have do not part two conflicts: git joins those, too (xdl_refine_conflicts). */
const FEW = 3;

interface Conflict {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** `left`, `right` and `base` are whole texts that differ only where they conflict. */
export function conflictText(left: string, right: string, options: MarkerOptions, base?: string): string {
  const { size, ours, theirs } = options;
  const mark = (sign: string, label = ''): string => `${sign.repeat(size)}${label === '' ? '' : ` ${label}`}\n`;
  const before = base === undefined ? undefined : linesBetween(linesOf(left), linesOf(base));
  let line = 0;
  return piecesOf(left, right)
    .flatMap((piece) => {
      const start = line;
      line += 'left' in piece ? piece.left.length : piece.length;
      if (!('left' in piece)) return piece;
      const old = before === undefined ? [] : [mark('|', options.base), ...before(start, line)];
      return [mark('<', ours), ...piece.left, ...old, mark('='), ...piece.right, mark('>', theirs)];
    })
    .join('');
}

/** The lines of `base` that stand where `left` has those from `start` to `end`. */
function linesBetween(left: string[], base: string[]): (start: number, end: number) => readonly string[] {
  const places = new Map<number, number>([[-1, -1]]);
  let [at, there] = [0, 0];
  for (const { kind, lines } of diffLines(left, base)) {
    if (kind === 'both') for (let i = 0; i < lines.length; i++) places.set(at + i, there + i);
    if (kind !== 'right') at += lines.length;
    if (kind !== 'left') there += lines.length;
  }
  places.set(left.length, base.length);
  return (start, end) => base.slice((places.get(start - 1) ?? -1) + 1, places.get(end) ?? base.length);
}

/** Lines that both have, and conflicts; never two conflicts in a row. */
function piecesOf(left: string, right: string): readonly (readonly string[] | Conflict)[] {
  const pieces: (readonly string[] | Conflict)[] = [];
  for (const { kind, lines } of diffLines(linesOf(left), linesOf(right))) {
    const change = { left: kind === 'left' ? lines : [], right: kind === 'right' ? lines : [] };
    const [before, last] = pieces.slice(-2);
    if (kind === 'both') pieces.push(lines);
    else if (last !== undefined && 'left' in last) pieces.splice(-1, 1, joined(last, [], change));
    else if (last !== undefined && before !== undefined && 'left' in before && last.length <= FEW)
      pieces.splice(-2, 2, joined(before, last, change));
    else pieces.push(change);
  }
  return pieces;
}

function joined(one: Conflict, between: readonly string[], other: Conflict): Conflict {
  return { left: [...one.left, ...between, ...other.left], right: [...one.right, ...between, ...other.right] };
}

/** A last line without its end gets one: a marker stands on a line of its own. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  const last = lines.pop();
  return [...lines.map((line) => `${line}\n`), ...(last === undefined || last === '' ? [] : [`${last}\n`])];
}
