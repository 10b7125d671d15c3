/** Is the merge of two changes what a server has after both? Our own pairs of admin calls, recorded in both orders (`test/keycloak/merges/`). */

import fs from 'node:fs';
import path from 'node:path';
import rfc6902 from 'rfc6902';
import { describe, expect, it } from 'vitest';
import { loadTables, normalize } from '../src/index.ts';
import { mergeTexts } from '../src/merge/merge-texts.ts';
import { isSampled } from './exports.ts';

const FOLDER = path.join(import.meta.dirname, '../fixtures/merges/26.7.3');

type State = 'left' | 'right' | 'ab' | 'ba';

interface Pair {
  readonly slug: string;
  readonly left: string;
  readonly right: string;
  /** Why a server refused a call, by state. */
  readonly refused: { readonly [state in State]?: string };
  readonly patches: { readonly [state in State]?: readonly rfc6902.Operation[] };
  /** Why a conflict is right, too, where both orders give one realm. */
  readonly mayConflict?: string;
}

const base = JSON.parse(fs.readFileSync(path.join(FOLDER, 'base.json'), 'utf8'));
const pairs: readonly Pair[] = JSON.parse(fs.readFileSync(path.join(FOLDER, 'pairs.json'), 'utf8'));

function exportOf({ patches }: Pair, state: State): string | undefined {
  const patch = patches[state];
  if (patch === undefined) return undefined;
  const realm = structuredClone(base);
  rfc6902.applyPatch(realm, structuredClone([...patch]));
  return JSON.stringify(realm, null, 2);
}

const normalForm = async (text: string): Promise<string> => (await normalize(text)).text;

async function merge(pair: Pair, [ours, theirs]: readonly [State, State]) {
  const source = (state: State) => ({ name: state, content: exportOf(pair, state) ?? '' });
  const texts = {
    base: { name: 'base', content: JSON.stringify(base, null, 2) },
    ours: source(ours),
    theirs: source(theirs),
  };
  const merged = await mergeTexts(texts, { size: 7, ours: 'ours', theirs: 'theirs' }, loadTables());
  if (merged.kind === 'refused') throw new Error(merged.reason);
  return merged;
}

/** What a server has after both calls in whatever order; undefined where the order decides. */
async function afterBoth(pair: Pair): Promise<string | undefined> {
  const [ab, ba] = [exportOf(pair, 'ab'), exportOf(pair, 'ba')];
  if (ab === undefined || ba === undefined) return undefined;
  const [first, second] = [await normalForm(ab), await normalForm(ba)];
  return first === second ? first : undefined;
}

describe('pairs of admin calls', () => {
  it('are at least 25 of other kinds, each with both sides', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(25);
    for (const { patches } of pairs) expect([patches.left, patches.right]).not.toContain(undefined);
  });
  const ways = pairs.map((pair, index) => ({ ...pair, index }));
  it.each(ways)('$slug: $left, $right', async ({ index, ...pair }) => {
    const both = await afterBoth(pair);
    const there = ['left', 'right'] as const;
    const back = ['right', 'left'] as const;
    // The way back is every sixth pair's: a law says it of random edits.
    for (const sides of isSampled(index, 1) || index % 6 === 0 ? [there, back] : [there]) {
      const merged = await merge(pair, sides);
      if (both === undefined) expect(merged.kind === 'conflict' || merged.told.length > 0).toBe(true);
      else if (merged.kind === 'clean') expect(await normalForm(merged.text)).toBe(both);
      else expect(pair.mayConflict, merged.told.join('\n')).toBeDefined();
    }
  });
});
