/** Is this JSON a table of rows? Turns unknown into rows by the table's columns, or says which row is wrong and how. */

import { parseTable, type RowOf } from './column.ts';
import { TABLES } from './columns.ts';

type Tables = typeof TABLES;

/** The rows of `rules/<name>.json`. Throws a RowError that names the row and the key. */
export function parseRows<N extends keyof Tables>(name: N, table: unknown): readonly RowOf<Tables[N]['columns']>[] {
  const { columns }: { readonly columns: Tables[N]['columns'] } = TABLES[name];
  return parseTable(table, `${name}.json`, columns);
}
