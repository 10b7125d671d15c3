/** Which exit code do the differences of a drift report make, whatever could not be read? */

import { countCells } from '../drift/count-cells.ts';
import type { RememberedCell } from '../drift/drift.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** A difference that is not yet old enough fails nothing. */
export function exitOfCells(cells: readonly RememberedCell[]): ExitCode {
  const { fresh, known } = countCells(cells);
  return fresh + known > 0 ? EXIT.differences : EXIT.fine;
}
