/** What was an entity called before? Follows an address back through the changes of a commit. */

import { fits } from '../json/fits.ts';
import { parseAddress } from '../json/path.ts';
import type { Change } from '../model.ts';

/** The addresses of the older version: those of the newer one, with the old name where an entity of them was renamed. */
export function followAddresses(addresses: readonly string[], changes: readonly Change[]): readonly string[] {
  const renames = changes.filter((change) => change.kind === 'renamed' && change.path.length === 0);
  if (renames.length === 0) return addresses;
  return addresses.flatMap((address) => {
    const older = renames.flatMap((rename) => olderAddress(address, rename) ?? []);
    // A pattern may mean others as well, which kept their names.
    return older.length === 0 || address.includes('*') ? [...new Set([address, ...older])] : older;
  });
}

function olderAddress(address: string, rename: Change): string | undefined {
  if (rename.secret || typeof rename.before !== 'string') return undefined;
  const [section = '', entity, ...rest] = parseAddress(address);
  if (entity === undefined || section !== rename.section || !fits(entity, rename.entity)) return undefined;
  return [section, rename.before, ...rest].map(escapeSegment).join('/');
}

function escapeSegment(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
