/** Are a hundred thousand of something too many? What is spread into a call stands on a stack that ends there. */

import { expect, test } from 'vitest';
import { explainBug } from '../src/cli/explain-bug.ts';
import { largest } from '../src/json/largest.ts';
import { normalizeRealm } from '../src/normalize/normalize-realm.ts';
import { readSource } from '../src/read/read-source.ts';
import { fenceFor } from '../src/report/hostile.ts';
import { columnsFor, plain } from '../src/report/layout.ts';
import { loadTables } from '../src/tables/load.ts';

const MANY = 200_000;

test('the largest of very many numbers', () => {
  expect(largest(Array.from({ length: MANY }, (_, index) => (index * 7919) % MANY))).toBe(MANY - 1);
  expect(largest([], 3)).toBe(3);
});

test('secrets and problems of one realm', async () => {
  const users = Array.from({ length: MANY }, (_, index) => ({
    ...{ id: '1', username: `user-${index}` },
    credentials: [{ type: 'password', value: `${index}` }],
  }));
  const text = JSON.stringify({ realm: 'acme', users });
  const [realm] = (await readSource({ name: 'many.json', content: text })).realms;
  if (realm === undefined) throw new Error('no realm was read');
  const options = { defaults: 'strip', secrets: 'env', users: 'keep' } as const;
  const { problems, secretNames } = normalizeRealm(realm, loadTables(), options);
  expect(new Set(secretNames).size).toBe(MANY);
  expect(problems.filter(({ code }) => code === 'duplicate-id').length).toBe(MANY - 1);
});

test('lines of a report with tags, and backticks in one text', () => {
  const tag = { label: 'HIGH', rule: 'client-disabled', style: plain, quiet: plain };
  const block = { indent: 4, rows: [[{ text: 'enabled', style: plain }]], tags: [tag] };
  const columns = columnsFor(Array(MANY).fill(block), 120, (text) => text.length);
  expect(columns.label).toBe('HIGH'.length + 2);
  expect(fenceFor('` `` '.repeat(MANY))).toBe('```');
});

test('a text that is longer than any is no bug', () => {
  const tooLong = (): string => 'x'.repeat(2 ** 30);
  expect(tooLong).toThrow(RangeError);
  try {
    tooLong();
  } catch (error) {
    expect(explainBug(error)).toBe(
      'expected at most 512 MiB of text to write, found more: ask for less, or for another format\n',
    );
  }
});
