/** How does an editor know the tables? Writes `rules/schema/<table>.schema.json` from their columns: `node tools/run-ts.mjs tools/table-schemas.ts`. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaOfTable } from '../src/tables/column.ts';
import { TABLES } from '../src/tables/columns.ts';

for (const [name, { title, columns }] of Object.entries(TABLES)) {
  const text = `${JSON.stringify(schemaOfTable(columns, name, title), null, 2)}\n`;
  writeFileSync(join('rules', 'schema', `${name}.schema.json`), text);
}
