/** Does every reference come back to its own object? Each object is marked in the file, and so is what it refers to. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadTables, normalizeRealm, printNormalForm, readSource, restoreRealm } from '../../src/index.ts';
import { GOOD_EXPORTS, isSampled, textOf } from '../exports.ts';
import { markReferences, misplacedReferences, nameAlike } from './references.ts';
import { type Dice, diceFrom, idsIn, renameIds, shuffleExport } from './shuffle.ts';

const RUN = { seed: 20261126, numRuns: 1, endOnFailure: true };
const numbers = fc.array(fc.nat(9999), { minLength: 97, maxLength: 97 });
const KEEP = { defaults: 'strip', secrets: 'keep', users: 'keep' } as const;

async function normalAndRestored(content: string) {
  const { realms } = await readSource({ name: 'realm.json', content });
  return realms.map((realm) => {
    const { realm: normal } = normalizeRealm(realm, loadTables(), KEEP);
    const { data } = restoreRealm(normal, loadTables(), { secretOf: () => undefined });
    return { normal: printNormalForm(normal, loadTables()), restored: JSON.parse(JSON.stringify(data)) as unknown };
  });
}

/** Two of one name among what is referred to, the lists in another order, other ids. */
function disturbed(value: unknown, dice: Dice): string {
  const alike = nameAlike(structuredClone(value), dice);
  return renameIds(JSON.stringify(shuffleExport(markReferences(alike), dice)), idsIn(alike), dice);
}

describe('law 7: a reference comes back to the same object', () => {
  const files = GOOD_EXPORTS.filter(({ file }) => file.endsWith('.json'));
  // Every third file as it is, and every ninth one with equal names.
  const all = files
    .map((each, index) => ({ ...each, index }))
    .filter(({ index }) => isSampled(index, 3))
    .map((each) => ({ ...each, isDisturbed: isSampled(each.index, 9) }));
  it.each(all)('$name', async ({ file, isDisturbed }) => {
    const value: unknown = JSON.parse(textOf(file));
    for (const { restored } of await normalAndRestored(JSON.stringify(markReferences(value)))) {
      expect(misplacedReferences(restored)).toEqual([]);
    }
    if (!isDisturbed) return;
    await fc.assert(
      fc.asyncProperty(numbers, async (random) => {
        const odd = disturbed(value, diceFrom(random));
        for (const { normal, restored } of await normalAndRestored(odd)) {
          expect(misplacedReferences(restored)).toEqual([]);
          for (const again of await normalAndRestored(normal)) expect(again.normal === normal).toBe(true);
        }
      }),
      RUN,
    );
  });
});
