/** How does a secret look that may be seen to change, and nothing else? A keyed fingerprint, bound to its realm and place. */

import { createHmac } from 'node:crypto';
import { SECRET } from './secret-keys.ts';

const KEYED = /^\$secret:[0-9a-f]{12}$/;

/** True for what `--secrets keyed` writes. In a file without a header the same text is a secret like any other. */
export function isKeyed(text: string): boolean {
  return KEYED.test(text);
}

/** `$secret:` and the first 12 hex digits of an HMAC-SHA-256: other secrets, realms, places and keys give others. */
export function keyedSecret(secret: string, key: string, place: readonly string[]): string {
  const hmac = createHmac('sha256', key).update([...place, secret].map(lengthFirst).join(''));
  return `${SECRET}:${hmac.digest('hex').slice(0, 12)}`;
}

/** So that no two lists of names are one text. */
function lengthFirst(part: string): string {
  return `${part.length}:${part}`;
}
