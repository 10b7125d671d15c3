/** Are the bytes of a normal form those of json-stable-stringify, and its keys in the promised order? */

import fs from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { loadTables, normalizeRealm, printNormalForm, readSource } from '../src/index.ts';
import { compareText } from '../src/json/compare.ts';
import { byCodeUnit, onManyLines, printJson } from '../src/json/print.ts';
import { normalFormKeyOrder } from '../src/normalize/key-order.ts';
import { GOOD_EXPORTS } from './exports.ts';

type Stringify = (value: unknown, options: { space: number; collapseEmpty: boolean; cmp?: () => number }) => string;
const stringify: Stringify = createRequire(import.meta.url)('json-stable-stringify');
const STYLE = { space: 2, collapseEmpty: true };

/** Keys that may stand before their alphabetical place: they name the entity. */
const IDENTITY = [
  'realm',
  'keycloakVersion',
  'clientId',
  'alias',
  'name',
  'username',
  'id',
  'authenticator',
  'flowAlias',
  'authenticatorConfig',
  'providerId',
  'subType',
  'protocol',
  'client',
  'clientScope',
  'clientTemplate',
  'identityProvider',
  'identityProviderAlias',
  'displayName',
  'providerName',
  'federationProviderDisplayName',
  'path',
  'executor',
  'condition',
  'externalClientId',
];

describe('the normal form of every export', () => {
  it.each(GOOD_EXPORTS)('$name', async ({ file }) => {
    const { realms } = await readSource({ name: file, content: fs.readFileSync(file) });
    for (const realm of realms) {
      const normal = normalizeRealm(realm, loadTables()).realm;
      const value: unknown = JSON.parse(printNormalForm(normal, loadTables()));
      const spread = printJson(normal.data, onManyLines(normalFormKeyOrder(loadTables())));
      expect(stringify(value, { ...STYLE, cmp: () => 0 })).toBe(spread);
      expectOrder(value);
    }
  });
});

/** In every object: identity keys in front, all others by code unit. */
function expectOrder(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) {
    const keys = Object.keys(value).filter((key) => !/^\d+$/.test(key) && key !== '$realmdiff');
    const firstOther = keys.findIndex((key) => !IDENTITY.includes(key));
    const others = firstOther < 0 ? [] : keys.slice(firstOther);
    expect(others).toEqual([...others].sort(compareText));
  }
  for (const child of Object.values(value)) expectOrder(child);
}

describe('printJson', () => {
  it.each([
    [{}, '{}'],
    [[], '[]'],
    [{ b: 1, a: [] }, '{\n  "a": [],\n  "b": 1\n}'],
    [{ '10': 1, '9': 2, B: 3, a: 4 }, '{\n  "10": 1,\n  "9": 2,\n  "B": 3,\n  "a": 4\n}'],
    [[1, null, true, 'x\u2028\ud800'], undefined],
  ])('%j', (value, expected) => {
    const text = printJson(value, byCodeUnit);
    expect(text).toBe(expected ?? stringify(value, STYLE));
    expect(text).toBe(stringify(value, STYLE));
  });

  it('prints integers of any size', () => {
    expect(printJson({ n: 123456789012345678901234567890n }, byCodeUnit)).toBe(
      '{\n  "n": 123456789012345678901234567890\n}',
    );
  });
});
