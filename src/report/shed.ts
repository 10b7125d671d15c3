/** What is left out of a comment that is too long? The least urgent first, the last of its kind first, and never unsaid. */

import { count, listed } from './words.ts';

/** In the order in which it is shed: what rules say of themselves, details of low, details of medium, low rows, details of high; then other rows. */
export const SHEDDABLE = [
  'reasons',
  'details of low',
  'details of medium',
  'low rows',
  'details of high',
  'medium rows',
  'high rows',
  'other realms',
] as const;

export type Sheddable = (typeof SHEDDABLE)[number];

/** A piece of a text: with a name it may be shed, without one it stays whatever happens. */
export interface Part {
  readonly text: string;
  readonly shed?: Sheddable;
}

export interface Kept {
  readonly text: string;
  /** What is missing, in words; '' when nothing is. */
  readonly missing: string;
}

/** The parts in their order, without what has to go for them to have at most `limit` characters. */
export function keepWithin(parts: readonly Part[], limit: number): Kept {
  let length = parts.reduce((sum, { text }) => sum + text.length, 0);
  const gone = new Set<number>();
  const missing: string[] = [];
  for (const kind of SHEDDABLE) {
    const before = gone.size;
    for (let index = parts.length - 1; index >= 0 && length > limit; index--) {
      const part = parts[index];
      if (part?.shed !== kind) continue;
      gone.add(index);
      length -= part.text.length;
    }
    if (gone.size > before) missing.push(tell(kind, gone.size - before));
  }
  return { text: parts.map(({ text }, index) => (gone.has(index) ? '' : text)).join(''), missing: listed(missing) };
}

function tell(kind: Sheddable, number: number): string {
  if (kind === 'reasons') return 'the reasons of rules';
  if (kind === 'other realms') return count(number, 'realm');
  const [first = '', second = ''] = kind.split(' ');
  if (second === 'rows') return count(number, `${first} finding`);
  return `the details of ${count(number, 'entity', 'entities')} (${kind.replace('details of ', '')})`;
}
