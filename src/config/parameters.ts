/** How do values that differ between environments become one text? `sso.example` is `$(param:host)` where the configuration says so. */

import { mapArray, mapObject } from '../json/map.ts';
import { isArray, isObject } from '../json/object.ts';
import type { Json, JsonObject } from '../model.ts';

/** By name, what it is in one environment. */
export type Parameters = { readonly [name: string]: string };

/** What names a parameter begins with; a text that had it before gets one more dollar. */
const OPENING = '$(param:';

/** A realm is paired by its own name, and ids are nobody's decision. */
const KEPT: ReadonlySet<string> = new Set(['realm', 'id']);

/**
 * Every text with each declared value as its name. Nothing of it is lost: `expandParameters` gives the same realm again. In a
 * text that was written so before, `hasNames`, what looks like a name is one.
 */
export function nameParameters(data: JsonObject, parameters: Parameters, hasNames = false): JsonObject {
  const entries = Object.entries(parameters).sort(([, a], [, b]) => b.length - a.length);
  if (entries.length === 0) return data;
  const names = new Map(entries.map(([name, value]) => [value, name]));
  const values = entries.map(([, value]) => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  // Inside a longer word it is something else.
  const pattern = new RegExp(`\\$+\\(param:|(?<![\\p{L}\\p{N}_$])(?:${values})(?![\\p{L}\\p{N}_])`, 'gu');
  const replace = (found: string): string => {
    const name = names.get(found);
    if (name !== undefined) return `${OPENING}${name})`;
    return hasNames ? found : `$${found}`;
  };
  return mapTexts(data, (text) => text.replace(pattern, replace));
}

/** The realm of one environment again, and the names that it uses and nobody declares. */
export function expandParameters(
  data: JsonObject,
  parameters: Parameters,
): { readonly data: JsonObject; readonly unknown: readonly string[] } {
  const unknown = new Set<string>();
  const expanded = mapTexts(data, (text) =>
    text.replace(/(\$+)\(param:(?:([\w-]+)\))?/g, (found, dollars: string, name: string | undefined) => {
      if (dollars.length > 1) return found.slice(1);
      if (name === undefined) return found;
      if (Object.hasOwn(parameters, name)) return parameters[name] ?? '';
      unknown.add(name);
      return found;
    }),
  );
  return { data: expanded, unknown: [...unknown].sort() };
}

function mapTexts(data: JsonObject, change: (text: string) => string): JsonObject {
  const map = (value: Json): Json => {
    if (typeof value === 'string') return change(value);
    if (isArray(value)) return mapArray(value, map);
    return isObject(value) ? mapObject(value, map) : value;
  };
  return mapObject(data, (value, key) => (KEPT.has(key) ? value : map(value)));
}
