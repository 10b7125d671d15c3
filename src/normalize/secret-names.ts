/** Which environment variable stands for which secret? Its name follows from the secret's own place, whatever else the realm holds. */

import { compareText } from '../json/compare.ts';
import { hashOf } from '../json/sha.ts';

/** One part of the way to a secret: the name of an entity, or a property's key. */
export interface WayName {
  readonly text: string;
  readonly isEntity: boolean;
}

/** Where a secret stands: the path with entities by name. */
export interface SecretPlace {
  readonly names: readonly WayName[];
}

/** A variable for each place, in the given order: `ACME_CLIENTS_WEB_SHOP_SECRET`. Only equal places are numbered. */
export function nameSecrets(realmName: string, places: readonly SecretPlace[]): readonly string[] {
  const realm = { text: realmName, isEntity: true };
  const wanted = places.map(({ names }, index) => {
    const exact = exactText([realm, ...names]);
    return { index, exact, name: variableName([realm, ...names], exact) };
  });
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

function exactText(names: readonly WayName[]): string {
  return JSON.stringify(names.map(({ text }) => text));
}

/** `web-shop` and `bindCredential` can be read back from a variable's name; `web_shop` and `Web Shop` would be taken for them. */
const PLAIN_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const PLAIN_KEY = /^[a-zA-Z0-9]+(\.[a-zA-Z0-9]+)*$/;

/** Capital letters, digits and underscores, as every shell takes them; what those cannot say is in six digits at the end. */
function variableName(names: readonly WayName[], exact: string): string {
  const said = names.filter(({ text }) => text !== '');
  const words = said
    .map(({ text }) => text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[^A-Za-z0-9]+/g, '_'))
    .join('_')
    .toUpperCase()
    .replace(/_+/g, '_')
    .replace(/^_|_$/g, '');
  const isPlain = said.every(({ text, isEntity }) => (isEntity ? PLAIN_NAME : PLAIN_KEY).test(text));
  const name = isPlain ? words : `${words}_${hashOf('sha256', exact).toString('hex').slice(0, 6).toUpperCase()}`;
  return /^\d/.test(name) ? `R_${name}` : name;
}
