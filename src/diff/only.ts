/** Which changes does `--only POINTER` keep? Those of the places that it names, and of all that is in them. */

import { isWithin } from '../entities/address.ts';
import type { Change } from '../model.ts';

/** True where no pattern is given, or one fits: `clients`, `clients/web-*`, `roles.client/web-shop~1viewer`, `/accessTokenLifespan`. */
export function isAskedFor(change: Pick<Change, 'section' | 'entity' | 'path'>, only: readonly string[]): boolean {
  return only.length === 0 || only.some((pattern) => isWithin(change, pattern));
}
