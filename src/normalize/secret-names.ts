/** Which environment variable stands for which secret? Names follow from the entity, not from its place in a list. */

import { compareText } from '../json/compare.ts';

/** Where a secret stands: the path with entities by name. */
export interface SecretPlace {
  readonly names: readonly string[];
}

/** A variable for each place, in the given order: `ACME_CLIENTS_WEB_SHOP_SECRET`. Equal names are numbered. */
export function nameSecrets(realmName: string, places: readonly SecretPlace[]): readonly string[] {
  const wanted = places.map(({ names }, index) => ({
    index,
    exact: JSON.stringify(names),
    name: variableName([realmName, ...names]),
  }));
  const byPlace = [...wanted].sort((a, b) => compareText(a.exact, b.exact) || a.index - b.index);
  const taken = new Set<string>();
  const result: string[] = [];
  for (const { index, name } of byPlace) {
    let free = name;
    for (let number = 2; taken.has(free); number++) free = `${name}_${number}`;
    taken.add(free);
    result[index] = free;
  }
  return result;
}

/** Capital letters, digits and underscores, as every shell takes them. */
function variableName(names: readonly string[]): string {
  const words = names
    .filter((name) => name !== '')
    .map((name) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[^A-Za-z0-9]+/g, '_'))
    .join('_')
    .toUpperCase()
    .replace(/_+/g, '_')
    .replace(/^_|_$/g, '');
  return /^\d/.test(words) ? `R_${words}` : words;
}
