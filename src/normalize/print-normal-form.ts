/** How is a normal form written? The definition of its bytes. */

import { printJson } from '../json/print.ts';
import type { Realm, Tables } from '../model.ts';
import { normalFormKeyOrder } from './key-order.ts';

/** JSON, two spaces, LF, one final newline. */
export function printNormalForm(realm: Realm, tables: Tables): string {
  return `${printJson(realm.data, normalFormKeyOrder(tables))}\n`;
}
