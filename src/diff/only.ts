/** Which changes does `--only SECTION/ENTITY` keep? A star stands for any text. */

import { fits } from '../json/fits.ts';
import type { Change } from '../model.ts';

/** True where no pattern is given, or one fits. `clients`, `clients/web-*`, `roles.client/web-shop/viewer`. */
export function isAskedFor({ section, entity }: Pick<Change, 'section' | 'entity'>, only: readonly string[]): boolean {
  return only.length === 0 || only.some((pattern) => fits(pattern, section) || fits(pattern, `${section}/${entity}`));
}
