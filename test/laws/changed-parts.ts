/** Which parts of a realm differ between two normal forms? A part is a top-level setting, or an entity of a top-level list or map. */

type Node = Record<string, unknown>;

const NAMES = ['clientId', 'alias', 'username', 'name', 'clientScope', 'client', 'id'];

/** By name: each part as text. Lists of one name are counted. */
function partsOf(text: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  const add = (name: string, value: unknown): void => {
    let free = name;
    for (let number = 2; parts.has(free); number++) free = `${name}#${number}`;
    parts.set(free, JSON.stringify(value));
  };
  const visit = (name: string, value: unknown): void => {
    if (Array.isArray(value)) {
      for (const element of value) visit(`${name}/${nameOf(element)}`, element);
    } else if (isMap(name, value)) {
      for (const [key, child] of Object.entries(value)) visit(`${name}/${key}`, child);
    } else add(name, value);
  };
  for (const [key, value] of Object.entries(JSON.parse(text) as Node)) if (!key.startsWith('$')) visit(key, value);
  return parts;
}

/** Maps of entities, and maps of lists of entities. */
function isMap(name: string, value: unknown): value is Node {
  if (typeof value !== 'object' || value === null) return false;
  if (/^(roles|components|localizationTexts|clientScopeMappings|clientProfiles|clientPolicies)$/.test(name))
    return true;
  return /^roles\/(realm|client)$/.test(name);
}

function nameOf(element: unknown): string {
  if (typeof element !== 'object' || element === null) return String(element);
  const name = NAMES.map((key) => (element as Node)[key]).find((value) => typeof value === 'string');
  return String(name ?? (element as Node).providerId);
}

export function changedParts(before: string, after: string): readonly string[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name));
}
