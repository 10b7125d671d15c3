/** From which document was a place of a realm read? */

import type { Origin, Path } from '../model.ts';

/** The origin that fits most of the path. */
export function originOf(origins: readonly Origin[], path: Path): Origin | undefined {
  return origins
    .filter(({ at }) => at.every((key, index) => path[index] === key))
    .reduce<Origin | undefined>((best, next) => (best && best.at.length >= next.at.length ? best : next), undefined);
}
