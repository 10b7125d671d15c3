/** What do three texts of several values make together? Member by member; a password policy by the name of each policy. */

import { cutText, joinText, memberName } from '../json/delimited.ts';
import { equal } from '../json/equal.ts';
import type { Delimiter, Json } from '../model.ts';

/** The text; undefined where both sides gave one member different values. */
export function mergeDelimited(
  base: Json | undefined,
  left: string,
  right: string,
  delimiter: Delimiter,
): string | undefined {
  const [was, ours, theirs] = [typeof base === 'string' ? base : '', left, right].map((text) =>
    membersOf(text, delimiter),
  );
  const merged: string[] = [];
  for (const name of new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])])) {
    const [before, mine, yours] = [was?.get(name), ours?.get(name), theirs?.get(name)];
    if (mine !== yours && before !== mine && before !== yours) return undefined;
    const value = before === mine ? yours : mine;
    if (value !== undefined) merged.push(value);
  }
  return joinText(merged, delimiter);
}

/** True for texts that say the same, in whatever order. */
export function haveSameMembers(left: string, right: string, delimiter: Delimiter): boolean {
  const [ours, theirs] = [left, right].map((text) => [...cutText(text, delimiter)].sort());
  return equal(ours, theirs);
}

function membersOf(text: string, delimiter: Delimiter): ReadonlyMap<string, string> {
  return new Map(cutText(text, delimiter).map((part) => [memberName(part, delimiter), part]));
}
