/** How much of two entities is equal? Counts the facts that both state, from 0 to 1; names do not count. */

import { isArray, isObject } from '../json/object.ts';
import { canonicalText } from '../json/print.ts';
import type { Json, JsonObject } from '../model.ts';

/** What an entity states, one text a fact; and the same with its own name left open, wherever it stands inside. */
export interface Statement {
  readonly facts: ReadonlyMap<string, string>;
  readonly opened: ReadonlySet<string>;
}

/** The facts of an entity, without those that are its name. */
export function factsOf(entity: JsonObject, name: string): Statement {
  const facts = new Map<string, string>();
  const collect = (value: Json, path: string): void => {
    if (isArray(value)) for (const element of value) collect(element, `${path}[]`);
    else if (isObject(value)) for (const key of Object.keys(value)) collect(value[key] ?? null, `${path}/${key}`);
    else if (typeof value !== 'string') facts.set(`${path}=${canonicalText(value)}`, `${path}=${canonicalText(value)}`);
    else if (value !== name) facts.set(`${path}=${value}`, `${path}=${openName(value, name)}`);
  };
  collect(entity, '');
  return { facts, opened: new Set(facts.values()) };
}

function openName(text: string, name: string): string {
  return name === '' ? text : text.replaceAll(name, '\u0000');
}

/** Equal facts among all facts, from 0 to 1: equal as they are, or when each says its own name in the same place. */
export function likeness(a: Statement, b: Statement): number {
  let common = 0;
  for (const [fact, opened] of a.facts) if (b.facts.has(fact) || b.opened.has(opened)) common++;
  const union = a.facts.size + b.facts.size - common;
  return union === 0 ? 0 : common / union;
}
