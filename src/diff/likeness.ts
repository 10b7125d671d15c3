/** How much of two entities is equal? Counts the facts that both state, from 0 to 1; names do not count. */

import { emptyObject, isArray, isObject } from '../json/object.ts';
import { canonicalText } from '../json/print.ts';
import type { Json, JsonObject } from '../model.ts';

/** Fewer facts than this prove nothing: two empty roles are as alike as any. */
export const FEWEST_FACTS = 3;

/** The facts of an entity, one text each; its own name, wherever it stands inside, is left open. */
export function factsOf(entity: JsonObject, name: string): ReadonlySet<string> {
  const facts = new Set<string>();
  const collect = (value: Json, path: string): void => {
    if (isArray(value)) for (const element of value) collect(isObject(element) ? element : element, `${path}[]`);
    else if (isObject(value)) for (const key of Object.keys(value)) collect(value[key] ?? null, `${path}/${key}`);
    else facts.add(`${path}=${typeof value === 'string' ? openName(value, name) : canonicalText(value)}`);
  };
  collect(Object.assign(emptyObject(), entity), '');
  return facts;
}

function openName(text: string, name: string): string {
  return name === '' ? text : text.replaceAll(name, '\u0000');
}

/** Equal facts among all facts; 0 where there is too little to compare. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((fact) => b.has(fact)).length;
  const all = a.size + b.size - common;
  return Math.min(a.size, b.size) < FEWEST_FACTS ? 0 : common / all;
}
