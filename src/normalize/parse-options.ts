/** Are these options of the library's `normalize`? What is not said is what the command line does by itself. */

import { isMadeWith } from '../baseline/lineage.ts';
import type { NormalizeOptions } from '../model.ts';
import { DEFAULT_OPTIONS } from './normalize-realm.ts';

/** What each option may be, the default first. For secrets a function, too. */
export const CHOICES = {
  defaults: ['strip', 'keep'],
  secrets: ['mask', 'keep', 'env'],
  users: ['keep', 'service-accounts', 'drop'],
  implied: ['drop', 'keep'],
} as const;

const CHOICES_OF: { readonly [name: string]: readonly string[] } = CHOICES;

/** The options with their defaults; `undefined` is not said. Throws an Error of one line for what no option may be. */
export function parseOptions(options: Partial<NormalizeOptions>): NormalizeOptions {
  const said = Object.entries(options).filter(([, value]) => value !== undefined);
  for (const [name, value] of said) {
    if (name === 'madeWith' && typeof value === 'string' && isMadeWith(value)) continue;
    if (name === 'madeWith')
      throw new Error(`madeWith: expected a Keycloak version such as 22.0.5, found ${JSON.stringify(value)}`);
    const choices = CHOICES_OF[name];
    if (choices === undefined) {
      throw new Error(
        `expected one of the options ${[...Object.keys(CHOICES), 'madeWith'].join(', ')}, found ${JSON.stringify(name)}`,
      );
    }
    if (name === 'secrets' && typeof value === 'function') continue;
    if (!choices.some((choice) => choice === value)) {
      throw new Error(`${name}: expected ${choices.join(', ')}, found ${JSON.stringify(value)}`);
    }
  }
  return { ...DEFAULT_OPTIONS, ...Object.fromEntries(said) };
}
