/** How do two texts differ that hold several values? Member by member; a password policy by the name of each policy. */

import { cutText } from '../json/delimited.ts';
import type { Delimiter, Json } from '../model.ts';
import { type At, type Context, type Pair, valueChange } from './comparing.ts';

/** Both sides are texts, or one is and the other is not there. */
export function compareDelimited(pair: Pair, delimiter: Delimiter, context: Context): void {
  const [old, now] = [partsOf(pair.before.value, delimiter), partsOf(pair.after.value, delimiter)];
  for (const name of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const [before, after] = [old.get(name), now.get(name)];
    if (before === after) continue;
    const where = delimiter === 'policy' ? { ...pair.where, path: [...pair.where.path, name] } : pair.where;
    context.emit(valueChange({ where, before: part(pair.before, before), after: part(pair.after, after) }));
  }
}

/** The part's value at the place of the whole text. */
function part({ path }: At, value: string | undefined): At {
  return { value, path };
}

/** Members under themselves; policies under their name, with what stands in their parentheses. */
function partsOf(text: Json | undefined, delimiter: Delimiter): ReadonlyMap<string, string> {
  if (typeof text !== 'string') return new Map();
  return new Map(cutText(text, delimiter).map((each) => (delimiter === 'policy' ? policyOf(each) : [each, each])));
}

/** `length(8)` is `8` under `length`; `notUsername(undefined)` says nothing but its name. */
function policyOf(text: string): readonly [name: string, value: string] {
  const [, name = text, value = ''] = /^([\w-]+)(?:\((.*)\))?$/s.exec(text) ?? [];
  return [name, value === 'undefined' ? '' : value];
}
