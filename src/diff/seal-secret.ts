/** How are two secrets compared without being read? By a seal: equal for equal secrets of one comparison, telling nothing else. */

import type { WriteSecret } from '../model.ts';
import { SECRET } from '../normalize/secret-keys.ts';

/** Seals are numbers in the order in which secrets were met. The table of secrets is out of everybody's reach. */
export function newSeals(): WriteSecret {
  const numbers = new Map<string, number>();
  return (secret) => {
    const number = numbers.get(secret) ?? numbers.size;
    numbers.set(secret, number);
    return `${SECRET}:${number.toString(16).padStart(64, '0')}`;
  };
}
