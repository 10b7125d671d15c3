/** What is a thing's name as the name of a file, on every system? Two names never become one. */

const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** What cannot stand in a file's name is percent-encoded, so that no two names become one. */
export function safeStem(name: string): string {
  const encoded = name
    .replace(/[<>:"/\\|?*%\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, percentEncode)
    .replace(/^[.-]|[. ]$/g, percentEncode);
  const isReserved = RESERVED_ON_WINDOWS.test(encoded.split('.')[0] ?? '');
  return isReserved ? percentEncode(encoded[0] ?? '') + encoded.slice(1) : encoded;
}

function percentEncode(character: string): string {
  const bytes = [...Buffer.from(character, 'utf8')];
  return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** Equal for names that some file system takes for one: APFS composes characters, NTFS and APFS know no case. */
export function nameOnDisk(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase();
}
