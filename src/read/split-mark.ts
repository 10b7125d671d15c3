/** Is a folder a realm that was split? Its `realm.json` says so with its first key. */

/** The file that holds what belongs to the realm itself. */
export const REALM_FILE = 'realm.json';

/** The first key of the realm's file: whose folder this is, and what its other files do not tell. */
export const MARK = '$realmdiffSplit';

/** True for the name of a realm's file: `acme/realm.json`. */
export function isRealmFile(name: string): boolean {
  return /(^|[\\/])realm\.json$/.test(name);
}

/** True for the text of a realm's file that splitting wrote: looks at its beginning alone. */
export function isSplitRealm(content: Uint8Array | string): boolean {
  const start = typeof content === 'string' ? content.slice(0, 200) : Buffer.from(content.subarray(0, 200)).toString();
  return /^\s*\{\s*"\$realmdiffSplit"\s*:/.test(start);
}
