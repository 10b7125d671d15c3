/** How far is a drift report? One line that changes, on a terminal; one line a realm where nobody watches. Always on standard error. */

import type { Cell } from '../../../drift/drift.ts';
import { printable } from '../../../json/show.ts';
import type { Terminal } from '../../terminal.ts';

export interface Progress {
  readonly tell: (cell: Cell) => void;
  /** To be called once, last. */
  readonly finish: () => void;
}

/** Fewer realms than these are read before anybody wonders. */
const FEW = 5;

export function openProgress(total: number, { isErrorTerminal, writeError }: Terminal): Progress {
  if (total < FEW) return { tell: () => undefined, finish: () => undefined };
  let done = 0;
  const isShown = isErrorTerminal();
  return {
    tell: ({ realm, environment, report }) => {
      done++;
      const name = printable(`${environment}/${realm}`);
      const what = report === undefined ? 'not read' : 'read';
      writeError(isShown ? `\r\u001b[K${done}/${total} realms, ${name}` : `${done}/${total} ${name} ${what}\n`);
    },
    finish: () => {
      if (isShown) writeError('\r\u001b[K');
    },
  };
}
