/** Does restore tell of each defect at which an importer stumbles, and of none where there is none? */

import { describe, expect, it } from 'vitest';
import { loadTables, normalizeRealm, readSource, restoreRealm } from '../src/index.ts';
import { DEFECT_CASES } from './import-defect-cases.ts';

const tables = loadTables();

async function told(data: object): Promise<readonly string[]> {
  const { realms } = await readSource({ name: 'realm.json', content: JSON.stringify({ realm: 'acme', ...data }) });
  const [realm] = realms;
  if (realm === undefined) throw new Error('no realm');
  const { realm: normal } = normalizeRealm(realm, tables, { defaults: 'strip', secrets: 'keep', users: 'keep' });
  const { notes } = restoreRealm(normal, tables, { secretOf: () => undefined });
  return notes.flatMap(({ effect }) => (effect.defect === undefined ? [] : [effect.name]));
}

describe('defects', () => {
  it('each row has a case', () => {
    const rows = tables.imports.filter(({ defect }) => defect !== undefined).map(({ name }) => name);
    expect(Object.keys(DEFECT_CASES).sort()).toEqual(rows.sort());
  });
  it.each(Object.entries(DEFECT_CASES))('%s', async (row, [defective, sound]) => {
    expect(await told(defective)).toContain(row);
    expect(await told(sound)).not.toContain(row);
  });
});
