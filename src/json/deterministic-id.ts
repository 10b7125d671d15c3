/** Which id does an entity get when a file is restored? A UUID of version 5: the same for one realm, section and name, everywhere. */

import { hashOf } from './sha.ts';

/** Our own namespace, made once at random. Changing it would change every id that was ever restored. */
const NAMESPACE = '7c9f4a52-0d7e-4b0c-9a39-52f6a1f0c6de';

/** The id for these names. They are joined as JSON, so that no two lists of names give one text. */
export function deterministicId(names: readonly string[]): string {
  const namespace = Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex');
  const hash = hashOf('sha1', namespace, JSON.stringify(names));
  const bytes = hash.subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The id of a realm that was restored from the normal form of a full export, or of a partial one. */
export function restoredRealmId(realmName: string, kind: 'full' | 'partial'): string {
  return deterministicId([realmName, 'realm', realmName, ...(kind === 'full' ? [] : [kind])]);
}
