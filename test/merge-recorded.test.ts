/** Is the merge of two changes what a server has after both? Pairs of admin calls, recorded in both orders on a real one. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTables, normalize } from '../src/index.ts';
import { mergeTexts } from '../src/merge/merge-texts.ts';

/** Never part of this repository: read where it stands, skipped where it does not. */
const FOLDER = path.join(import.meta.dirname, '../../shared/recordings/merges/26.7.3');

interface Pair {
  readonly n: number;
  readonly slug: string;
  readonly mustBe: 'clean' | 'conflict' | 'conflict-or-problem';
  readonly result?: 'ab' | 'ba';
}

const textOf = (name: string): string => fs.readFileSync(path.join(FOLDER, name), 'utf8');
const pairs: readonly Pair[] = fs.existsSync(FOLDER) ? JSON.parse(textOf('pairs.json')) : [];

describe.skipIf(pairs.length === 0)('pairs of admin calls', () => {
  it.each(pairs)('$n $slug: $mustBe', async ({ n, slug, mustBe, result }) => {
    const name = `${String(n).padStart(2, '0')}-${slug}`;
    const source = (file: string) => ({ name: file, content: textOf(file) });
    const texts = {
      base: source('base.json'),
      ours: source(`${name}.left.json`),
      theirs: source(`${name}.right.json`),
    };
    const merged = await mergeTexts(texts, { size: 7, ours: 'ours', theirs: 'theirs' }, loadTables());
    if (merged.kind === 'refused') throw new Error(merged.reason);
    if (mustBe !== 'clean') {
      expect(merged.kind).toBe('conflict');
      expect(merged.text).toMatch(/^<{7} ours$[\s\S]*^={7}$[\s\S]*^>{7} theirs$/m);
      return;
    }
    expect(merged.kind).toBe('clean');
    const both = await normalize(textOf(`${name}.${result}.json`));
    expect((await normalize(merged.text)).text).toBe(both.text);
  });
});
