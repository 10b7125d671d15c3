/** Does a JSON Patch turn one normal form into the other? Applied by another implementation than ours. */

import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import rfc6902 from 'rfc6902';
import { describe, expect, it } from 'vitest';
import { makePatch } from '../../src/diff/make-patch.ts';
import { canonicalText } from '../../src/json/print.ts';
import type { Json } from '../../src/model.ts';
import { normalizeRealm } from '../../src/normalize/normalize-realm.ts';
import { readSource } from '../../src/read/read-source.ts';
import { loadTables } from '../../src/tables/load.ts';
import { GOOD_EXPORTS, OWN } from '../exports.ts';
import { mutate } from './mutate.ts';
import { diceFrom } from './shuffle.ts';

const tables = loadTables();

async function documentOf(content: string | Uint8Array): Promise<Json> {
  const [realm] = (await readSource({ name: 'realm.json', content })).realms;
  if (realm === undefined) throw new Error('no realm');
  return normalizeRealm(realm, tables, { defaults: 'keep', secrets: 'mask', users: 'keep' }).realm.data;
}

function expectPatched(before: Json, after: Json): void {
  const patch = JSON.parse(JSON.stringify(makePatch(before, after, tables.root)));
  const document = JSON.parse(JSON.stringify(before));
  expect(rfc6902.applyPatch(document, patch).filter((error) => error !== null)).toEqual([]);
  expect(canonicalText(document)).toBe(canonicalText(after));
}

const own = GOOD_EXPORTS.filter(({ file }) => file.startsWith(OWN) && /\d-(rich|master)-full\.json$/.test(file));
const kindOf = (file: string) => path.basename(file).replace(/^[\d.]+/, '');
const neighbours = own.flatMap(({ file, name }, index) => {
  const next = own.slice(index + 1).find((each) => kindOf(each.file) === kindOf(file));
  return next === undefined ? [] : [{ name: `${name} and ${next.name}`, files: [file, next.file] as const }];
});

describe('a patch applied to the one gives the other', () => {
  it.each(neighbours)('$name', async ({ files }) => {
    const [before, after] = [await documentOf(fs.readFileSync(files[0])), await documentOf(fs.readFileSync(files[1]))];
    expectPatched(before, after);
    expectPatched(after, before);
  });

  it.each(own.filter(({ name }) => /26\.7\.3-rich/.test(name)))('$name, changed at random', async ({ file }) => {
    const text = fs.readFileSync(file, 'utf8');
    const value: unknown = JSON.parse(text);
    const whole = await documentOf(text);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9999), { minLength: 7, maxLength: 7 }), async (random) => {
        const after = await documentOf(JSON.stringify(mutate(value, diceFrom(random)).value));
        expectPatched(whole, after);
        expectPatched(after, whole);
      }),
      { seed: 20261125, numRuns: 15 },
    );
  });
});
