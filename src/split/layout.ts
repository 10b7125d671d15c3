/** Where does each entity of a realm stand in a split folder? One row a list; everything else stays in `realm.json`. */

import { nameOnDisk, safeStem } from '../entities/file-name.ts';
import { compareText } from '../json/compare.ts';
import { groupBy } from '../json/group-by.ts';
import { textProperty } from '../json/object.ts';
import { hashOf } from '../json/sha.ts';
import type { Json } from '../model.ts';

/** What stands below the mark of the realm's file (`read/split-mark.ts`). */
export interface Mark {
  readonly version: 1;
  /** By folder: the files of a list that has another order than their names. */
  readonly order?: { readonly [folder: string]: readonly string[] };
  /** By folder: the key that it stands for, where its name does not spell it. */
  readonly keys?: { readonly [folder: string]: string };
}

export interface Row {
  readonly folder: string;
  /** The keys from the realm to the list. The last may be `*`: any key, and a folder below `folder`. */
  readonly path: readonly string[];
  /** The properties that name an element, and its file. */
  readonly name: readonly string[];
}

export const LAYOUT: readonly Row[] = [
  { folder: 'clients', path: ['clients'], name: ['clientId'] },
  { folder: 'client-scopes', path: ['clientScopes'], name: ['name'] },
  { folder: 'roles/realm', path: ['roles', 'realm'], name: ['name'] },
  { folder: 'roles/client', path: ['roles', 'client', '*'], name: ['name'] },
  { folder: 'groups', path: ['groups'], name: ['name'] },
  { folder: 'users', path: ['users'], name: ['username'] },
  { folder: 'organizations', path: ['organizations'], name: ['alias'] },
  { folder: 'flows', path: ['authenticationFlows'], name: ['alias'] },
  { folder: 'authenticator-configs', path: ['authenticatorConfig'], name: ['alias'] },
  { folder: 'required-actions', path: ['requiredActions'], name: ['alias'] },
  { folder: 'identity-providers', path: ['identityProviders'], name: ['alias'] },
  { folder: 'identity-provider-mappers', path: ['identityProviderMappers'], name: ['identityProviderAlias', 'name'] },
  { folder: 'components', path: ['components', '*'], name: ['name'] },
];

/** What an element is called; undefined for one that has no name. */
export function nameIn({ name }: Row, element: Json): string | undefined {
  const parts = name.map((key) => textProperty(element, key));
  return parts.includes(undefined) || parts.includes('') ? undefined : parts.join(' ');
}

/**
 * Each name as that of a file, in the order of `names`: those that a disk takes for one are counted, `web~2`. A name that ends
 * like a count or a hash of ours is spelled so that it is none.
 */
export function stemsOf(names: readonly string[]): readonly string[] {
  const stems = new Map<number, string>();
  const plain = names.map(stemOf);
  for (const same of groupBy(plain.keys(), (index) => nameOnDisk(plain[index] ?? '')).values()) {
    const sorted = [...same].sort((a, b) => compareText(names[a] ?? '', names[b] ?? '') || a - b);
    for (const [occurrence, index] of sorted.entries())
      stems.set(index, occurrence === 0 ? (plain[index] ?? '') : `${plain[index]}~${occurrence + 1}`);
  }
  return plain.map((_, index) => stems.get(index) ?? '');
}

/** Bytes of a name that every file system takes, with room for a count and an extension. */
const LONGEST = 200;

function stemOf(name: string): string {
  const safe = safeStem(name).replace(/~(?=[0-9a-f]+$)/i, '%7E');
  if (Buffer.byteLength(safe) <= LONGEST) return safe;
  const start = Buffer.from(safe)
    .subarray(0, LONGEST - 10)
    .toString();
  const whole = start.replace(/\ufffd+$/, '').replace(/%.?$/, '');
  return `${whole}~${hashOf('sha256', name).toString('hex').slice(0, 8)}`;
}

/** The name that a stem spells; undefined where it was cut or counted. */
export function nameOfStem(stem: string): string | undefined {
  try {
    const name = decodeURIComponent(stem);
    return stemOf(name) === stem ? name : undefined;
  } catch {
    return undefined;
  }
}
