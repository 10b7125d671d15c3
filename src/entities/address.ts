/** Which places of a report does a text mean? A JSON pointer (RFC 6901) of names: `clients/https:~1~1sp.example/redirectUris`. */

import { fits } from '../json/fits.ts';
import { parseAddress } from '../json/path.ts';

/** A place in the words of the report. */
export interface NamedPlace {
  readonly section: string;
  readonly entity: string;
  readonly path: readonly string[];
}

/** Sections that are one thing: an address does not repeat the realm's name. */
export const ONE_EACH: ReadonlySet<string> = new Set(['realm', 'userProfile']);

/** The names from the section down. */
export function namesAlong({ section, entity, path }: NamedPlace): readonly string[] {
  return ONE_EACH.has(section) ? [section, ...path] : [section, entity, ...path];
}

/** True for the place that the pattern names and all that is in it. `*` is one segment, or any text inside one. */
export function isWithin(place: NamedPlace, pattern: string): boolean {
  const names = namesAlong(place);
  return spellings(parseAddress(pattern)).some(
    (wanted) => wanted.length <= names.length && wanted.every((each, index) => fits(each, names[index] ?? '')),
  );
}

/** A pointer into the realm's JSON means the same: `/accessTokenLifespan`, `/roles/realm/auditor`, `/roles/client/web-shop/viewer`. */
function spellings(segments: readonly string[]): readonly (readonly string[])[] {
  const [first = '', second, third, fourth, ...rest] = segments;
  if (first === 'roles' && second === 'realm') return [['roles.realm', ...segments.slice(2)]];
  if (first === 'roles' && second === 'client') {
    if (third === undefined) return [['roles.client']];
    return [['roles.client', `${third}/${fourth ?? '*'}`, ...rest]];
  }
  return [segments, ['realm', ...segments]];
}
