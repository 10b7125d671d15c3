/** Does law 1 hold for what no server writes, and is it never thrown at? Fixed seeds: what failed once stays tried. */

import { describe, expect, it } from 'vitest';
import { loadTables, normalizeRealm, printNormalForm, readSource, restoreRealm } from '../../src/index.ts';
import { changesBetween } from '../compare-texts.ts';
import { GOOD_EXPORTS, isSampled, textOf } from '../exports.ts';
import { plantOwnKeys, realmOf, swapTypes } from './odd-shapes.ts';
import type { Dice } from './shuffle.ts';

const tables = loadTables();

/** A generator of numbers from a seed (mulberry32). */
function dice(seed: number): Dice {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % bound;
  };
}

async function normalForms(content: string, isRestored = false): Promise<readonly string[]> {
  const { realms } = await readSource({ name: 'realm.json', content });
  return realms.map((realm) => {
    const { realm: normal } = normalizeRealm(realm, tables);
    if (isRestored) restoreRealm(normal, tables, { secretOf: () => 'given' });
    return printNormalForm(normal, tables);
  });
}

async function expectFixed(content: string): Promise<void> {
  for (const text of await normalForms(content, true)) expect((await normalForms(text))[0]).toBe(text);
}

const FILES = GOOD_EXPORTS.filter(({ file }, index) => file.endsWith('.json') && isSampled(index, 18, 2));

describe('law 1 holds for odd shapes', () => {
  it.each(FILES)('$name, with values of other types', async ({ file }) => {
    const value: unknown = JSON.parse(textOf(file));
    for (const [seed, rarity] of [
      [1, 40],
      [2, 300],
    ] as const) {
      await expectFixed(JSON.stringify(swapTypes(value, rarity, dice(seed))));
    }
  });
  it.each(FILES)('$name, with the keys of every object in every map', async ({ file }) => {
    await expectFixed(plantOwnKeys(JSON.parse(textOf(file)), dice(3)));
  });
  it.each(FILES)('$name, compared with what became of it', async ({ file }) => {
    const value: unknown = JSON.parse(textOf(file));
    const odd = JSON.stringify(swapTypes(value, 150, dice(4)));
    const [there, back] = [
      await changesBetween(JSON.stringify(value), odd),
      await changesBetween(odd, JSON.stringify(value)),
    ];
    expect(there.length > 0).toBe(back.length > 0);
  });
  it.each([undefined, '26.7.3', '24.0.5', '18.0.2'])('realms made from the tables, version %s', async (version) => {
    for (let seed = 0; seed < (version === undefined ? 100 : 20); seed++) {
      await expectFixed(JSON.stringify(realmOf(tables.sections, version, dice(seed))));
    }
  });
});
