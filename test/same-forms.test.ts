/** Do the files of each folder of fixtures/same, which mean one realm, give one normal form, twice? `UPDATE_FIXTURES=1` writes the expected ones: read them. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTables, normalizeRealm, printNormalForm, readSource } from '../src/index.ts';

const FOLDER = path.join(import.meta.dirname, '../fixtures/same');
const OPTIONS = { defaults: 'strip', secrets: 'mask', users: 'keep' } as const;
const EXPECTED = 'expected.json';

async function normalForm(name: string, content: string): Promise<string> {
  const { realms, failures } = await readSource({ name, content });
  expect(failures).toEqual([]);
  return realms
    .map((realm) => printNormalForm(normalizeRealm(realm, loadTables(), OPTIONS).realm, loadTables()))
    .join('');
}

describe.each(fs.readdirSync(FOLDER).sort())('%s', (name) => {
  const folder = path.join(FOLDER, name);
  const files = fs.readdirSync(folder).filter((file) => file !== EXPECTED);
  it('is written in several ways', () => expect(files.length).toBeGreaterThan(1));
  it.each(files)('%s', async (file) => {
    const text = await normalForm(file, fs.readFileSync(path.join(folder, file), 'utf8'));
    const expected = path.join(folder, EXPECTED);
    if (process.env.UPDATE_FIXTURES === '1' && file === files[0]) fs.writeFileSync(expected, text);
    expect(text).toBe(fs.readFileSync(expected, 'utf8'));
    expect(await normalForm(EXPECTED, text)).toBe(text);
  });
});
