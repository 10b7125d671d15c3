/** How does a text look in which two sides conflict? Lines that both have once, the others between git's markers. */

import { diffArrays } from 'diff';

export interface MarkerOptions {
  /** `%L`: how many characters a marker has. */
  readonly size: number;
  readonly ours: string;
  readonly theirs: string;
}

/** `left` and `right` are whole texts that differ only where they conflict. */
export function conflictText(left: string, right: string, { size, ours, theirs }: MarkerOptions): string {
  const out: string[] = [];
  let pending: { left: string[]; right: string[] } = { left: [], right: [] };
  const flush = (): void => {
    if (pending.left.length + pending.right.length === 0) return;
    out.push(`${'<'.repeat(size)} ${ours}\n`, ...pending.left, `${'='.repeat(size)}\n`, ...pending.right);
    out.push(`${'>'.repeat(size)} ${theirs}\n`);
    pending = { left: [], right: [] };
  };
  for (const { added, removed, value } of diffArrays(linesOf(left), linesOf(right))) {
    if (removed) pending.left.push(...value);
    else if (added) pending.right.push(...value);
    else {
      flush();
      out.push(...value);
    }
  }
  flush();
  return out.join('');
}

/** A last line without its end gets one: a marker stands on a line of its own. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  const last = lines.pop();
  return [...lines.map((line) => `${line}\n`), ...(last === undefined || last === '' ? [] : [`${last}\n`])];
}
