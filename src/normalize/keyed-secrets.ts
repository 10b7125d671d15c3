/** How does a secret look that may be seen to change, and nothing else? A keyed fingerprint, bound to its realm and place. */

import { hmacOf } from '../json/sha.ts';
import type { WriteSecret } from '../model.ts';
import { SECRET } from './secret-keys.ts';

/** Writes `$secret:` and the first 12 hex digits of an HMAC-SHA-256: other secrets, realms, places and keys give others. */
export function keyedSecrets(key: string): WriteSecret {
  return (secret, place) => {
    const hmac = hmacOf(key, [...place(), secret].map(lengthFirst).join(''));
    return `${SECRET}:${hmac.toString('hex').slice(0, 12)}`;
  };
}

/** So that no two lists of names are one text. */
function lengthFirst(part: string): string {
  return `${part.length}:${part}`;
}
