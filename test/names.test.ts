/** Are things of one name told apart, however many there are, and also where one is called like the count of another? */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedName, freeNames } from '../src/entities/names.ts';

/** The first of `name`, `name#2` ... that is not taken, counted anew each time. */
function counted(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let occurrence = 0;
    while (taken.has(countedName(name, occurrence))) occurrence++;
    taken.add(countedName(name, occurrence));
    return countedName(name, occurrence);
  });
}

describe('free names', () => {
  it('are counted', () => {
    expect(['a', 'a#2', 'a', 'b', 'a'].map(freeNames())).toEqual(['a', 'a#2', 'a#3', 'b', 'a#4']);
  });

  it('are those that counting anew gives', () => {
    const name = fc.constantFrom('a', 'b', 'a#2', 'a#3', 'a#2#2', '');
    fc.assert(
      fc.property(fc.array(name, { maxLength: 40 }), (names) => {
        expect(names.map(freeNames())).toEqual(counted(names));
      }),
    );
  });
});
