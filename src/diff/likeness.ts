/** How much of two entities is equal? Counts the facts that both state, from 0 to 1; names do not count. */

import { emptyObject, isArray, isObject } from '../json/object.ts';
import { canonicalText } from '../json/print.ts';
import type { Json, JsonObject } from '../model.ts';

/** The facts of an entity, one text each; its own name, wherever it stands inside, is left open. */
export function factsOf(entity: JsonObject, name: string): ReadonlySet<string> {
  const facts = new Set<string>();
  const collect = (value: Json, path: string): void => {
    if (isArray(value)) for (const element of value) collect(element, `${path}[]`);
    else if (isObject(value)) for (const key of Object.keys(value)) collect(value[key] ?? null, `${path}/${key}`);
    else facts.add(`${path}=${typeof value === 'string' ? openName(value, name) : canonicalText(value)}`);
  };
  collect(Object.assign(emptyObject(), entity), '');
  facts.delete('/name=\u0000');
  facts.delete('/alias=\u0000');
  facts.delete('/clientId=\u0000');
  return facts;
}

function openName(text: string, name: string): string {
  return name === '' ? text : text.replaceAll(name, '\u0000');
}

/** Equal facts among all facts. */
export function likeness(
  { all: a }: { readonly all: ReadonlySet<string> },
  { all: b }: { readonly all: ReadonlySet<string> },
): number {
  let common = 0;
  for (const fact of a) if (b.has(fact)) common++;
  const union = a.size + b.size - common;
  return union === 0 ? 0 : common / union;
}
