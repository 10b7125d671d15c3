/** Do the parts of two texts put together give both again, however much differs? */

import { diffArrays } from 'diff';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffLines } from '../src/json/diff-lines.ts';

function expectBoth(left: readonly string[], right: readonly string[]): void {
  const parts = diffLines(left, right);
  const of = (side: 'left' | 'right') => parts.filter(({ kind }) => kind === 'both' || kind === side);
  expect(of('left').flatMap(({ lines }) => lines)).toEqual(left);
  expect(of('right').flatMap(({ lines }) => lines)).toEqual(right);
  for (const [index, { kind }] of parts.entries()) expect(kind).not.toBe(parts[index - 1]?.kind);
}

const lines = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, index) => prefix + index);

it('few edits are the shortest ones', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '{', '}'), { maxLength: 30 });
  fc.assert(
    fc.property(text, text, (left, right) => {
      expectBoth(left, right);
      const shared = diffArrays(left, right).filter(({ added, removed }) => !added && !removed);
      const count = shared.reduce((sum, part) => sum + part.value.length, 0);
      expect(diffLines(left, right).flatMap((part) => (part.kind === 'both' ? part.lines : [])).length).toBe(count);
    }),
  );
});

it('very many edits hold on to lines that each text has once', () => {
  const entity = (name: string) => ['    {', `      "name": "${name}",`, ...lines(`      "${name}`, 20), '    },'];
  const all = lines('client-', 1500).flatMap(entity);
  const some = lines('client-', 1500).filter((_, index) => index % 7 === 0);
  const left = ['{', ...some.flatMap(entity), '}'];
  const right = ['{', ...all, '}'];
  expectBoth(left, right);
  expect(diffLines(left, right).filter(({ kind }) => kind === 'left')).toEqual([]);
});

it('nothing in common, and no line that stands once', () => {
  expectBoth(lines('a', 3000), lines('b', 3000));
  expectBoth(
    Array(4000).fill('{'),
    lines('b', 3000).map((_, index) => (index % 2 === 0 ? '{' : '}')),
  );
  expectBoth([], lines('a', 3));
});
