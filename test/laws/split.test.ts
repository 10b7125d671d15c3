/** Is a realm that was split and joined the same realm? Over every export, and over names that no file system likes. */

import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOnDisk } from '../../src/entities/file-name.ts';
import { loadTables, normalizeRealm, printNormalForm, readSource } from '../../src/index.ts';
import { canonicalText } from '../../src/json/print.ts';
import type { JsonObject } from '../../src/model.ts';
import { readSplitFolder } from '../../src/split/read-split-folder.ts';
import { type SplitFile, splitRealm } from '../../src/split/split-realm.ts';
import { GOOD_EXPORTS, isSampled } from '../exports.ts';

const tables = loadTables();

/** What every file system takes, and none takes for another of them. */
function checkNames(files: readonly SplitFile[]): void {
  expect(new Set(files.map(({ name }) => nameOnDisk(name))).size).toBe(files.length);
  for (const { name } of files) {
    for (const part of name.split('/')) {
      expect(Buffer.byteLength(part)).toBeLessThanOrEqual(255);
      expect(part).not.toMatch(/[<>:"\\|?*\p{Cc}]|^[.-]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/iu);
    }
  }
}

async function joined(files: readonly SplitFile[]) {
  const shuffled = [...files].reverse().map(({ name, text }) => ({ name: `dir/${name}`, content: text }));
  const { realms, failures, problems } = await readSplitFolder(shuffled);
  expect(failures).toEqual([]);
  return { realm: realms[0], problems };
}

describe('a realm that was split and joined is the same', () => {
  it.each(GOOD_EXPORTS.filter((_, index) => isSampled(index, 1)))('$name', async ({ file }) => {
    for (const realm of (await readSource({ name: file, content: fs.readFileSync(file) })).realms) {
      const files = splitRealm(realm.data, tables);
      checkNames(files);
      const back = (await joined(files)).realm;
      expect(canonicalText(back?.data ?? null)).toBe(canonicalText(realm.data));
      expect(back?.exportKind).toBe(realm.exportKind);
      const normal = normalizeRealm(realm, tables, { defaults: 'strip', secrets: 'mask', users: 'keep' }).realm;
      const again = (await joined(splitRealm(normal.data, tables))).realm;
      expect(again && printNormalForm(again, tables)).toBe(printNormalForm(normal, tables));
    }
  });

  const odd = fc.oneof(
    fc.constantFrom(
      'CON',
      'con',
      'nul.json',
      'a/b',
      '..',
      '.',
      'a~2',
      'a',
      'A',
      'a~1f',
      '-r',
      'x.',
      'x ',
      'é',
      'e\u0301',
    ),
    fc.constantFrom(
      '__proto__',
      'realm',
      'a:b',
      '%2F',
      'Straße',
      'STRASSE',
      'ı',
      'I',
      '*',
      '\u0000',
      '😀',
      'ß'.repeat(300),
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }).filter((text) => !/[\ud800-\udfff]/u.test(text)),
  );
  it('whatever its entities are called', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { maxLength: 8 }), fc.array(odd, { maxLength: 4 }), async (names, clients) => {
        const roles = Object.fromEntries(clients.map((client) => [client, names.map((name) => ({ name }))]));
        const realm: JsonObject = {
          realm: 'x',
          clients: [...names, ...names].map((clientId, index) => ({ clientId, description: String(index) })),
          roles: { client: roles },
          components: { a: [], b: [{ providerId: 'x' }] },
          empty: {},
        };
        const files = splitRealm(realm, tables);
        checkNames(files);
        expect(canonicalText((await joined(files)).realm?.data ?? null)).toBe(canonicalText(realm));
      }),
      { numRuns: 300 },
    );
  });
});
