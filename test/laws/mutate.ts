/** How is a real export changed at random, as people and servers change them? One place at a time; the file stays a realm. */

type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
type Key = string | number;

/** All places of a value but the root. */
function placesOf(value: Value, path: readonly Key[] = []): (readonly Key[])[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [Key, Value][] = Array.isArray(value)
    ? value.map((each, index) => [index, each])
    : Object.entries(value);
  return entries.flatMap(([key, each]) => [[...path, key], ...placesOf(each, [...path, key])]);
}

/** What tells an export apart from another file, and which defaults it is read with. */
const HEAD = new Set(['realm', 'keycloakVersion', 'id']);

/** The value with one place taken away, emptied, doubled or given another value; `dice` decides which and how. */
export function mutate(
  value: unknown,
  dice: (sides: number) => number,
): { readonly value: unknown; readonly what: string } {
  const copy = structuredClone(value) as Value;
  const places = placesOf(copy).filter(([first]) => !HEAD.has(String(first)));
  const path = places[dice(places.length)] ?? [];
  const key = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce<Value>((at, each) => (at as { [key: Key]: Value })[each] ?? null, copy);
  const what = `${['removed', 'changed', 'emptied', 'repeated'][dice(4)]}`;
  change(parent, key, what, dice);
  return { value: copy, what: `${what} ${path.join('/')}` };
}

function change(parent: Value, key: Key, what: string, dice: (sides: number) => number): void {
  if (Array.isArray(parent)) {
    const index = Number(key);
    if (what === 'removed') parent.splice(index, 1);
    else if (what === 'repeated') parent.push(structuredClone(parent[index] ?? null));
    else parent[index] = another(parent[index] ?? null, what, dice);
  } else if (typeof parent === 'object' && parent !== null) {
    if (what === 'removed') delete parent[key];
    else parent[String(key)] = another(parent[String(key)] ?? null, what, dice);
  }
}

function another(value: Value, what: string, dice: (sides: number) => number): Value {
  if (Array.isArray(value)) return what === 'emptied' ? [] : [...value].reverse();
  if (typeof value === 'object' && value !== null) return what === 'emptied' ? {} : { ...value, extra: 'new' };
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1 + dice(3);
  return what === 'emptied' ? '' : (['another', `${value} more`, '$another', 'an "other"/text.'][dice(4)] ?? '');
}
