/** Is a restored realm the realm that was normalized? Normalizing it again gives the same bytes; no name, mask or wrapper of ours is left. */

import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  loadTables,
  type NormalizeOptions,
  normalizeRealm,
  printNormalForm,
  type Realm,
  readSource,
  restoreRealm,
  type SecretNeed,
} from '../../src/index.ts';
import { printRestored } from '../../src/restore/restore-realm.ts';
import { GOOD_EXPORTS, isSampled } from '../exports.ts';

/** Looks like a private key, so that it is a secret wherever it stands. */
const FAKE = '-----BEGIN FAKE PRIVATE KEY-----';

const tables = loadTables();

async function realmsOf(name: string, content: string | Uint8Array): Promise<readonly Realm[]> {
  const { realms, failures } = await readSource({ name, content });
  expect(failures).toEqual([]);
  return realms;
}

function normalForm(realm: Realm, options: NormalizeOptions): { realm: Realm; text: string } {
  const normalized = normalizeRealm(realm, tables, options);
  return { realm: normalized.realm, text: printNormalForm(normalized.realm, tables) };
}

/** The same text again, read from the file that was restored. */
async function normalFormAgain(text: string, options: NormalizeOptions): Promise<string> {
  const [again] = await realmsOf('restored.json', text);
  return again === undefined ? '' : normalForm(again, options).text;
}

/** What must come back: a place that names a variable gets its secret. */
function expected(text: string, needs: readonly SecretNeed[]): string {
  return needs.reduce((all, { variable }) => all.replaceAll(`"$(env:${variable})"`, '"$secret"'), text);
}

const MASKED = { defaults: 'keep', secrets: 'mask', users: 'keep' } as const;

describe('law 3: the normal form of a restored normal form is itself', () => {
  // Secrets are one step of many: every third file in each way of writing them.
  const ways = GOOD_EXPORTS.map((each, index) => ({
    ...each,
    secrets: (['keep', 'mask', 'env'] as const)[index % 3] ?? 'keep',
  }));
  it.each(ways.filter((_, index) => isSampled(index, 2)))('$name', async ({ file, secrets }) => {
    for (const before of await realmsOf(file, fs.readFileSync(file))) {
      const options = { defaults: 'strip', secrets, users: 'keep' } as const;
      const { text } = normalForm(before, options);
      const [written] = await realmsOf('normal.json', text);
      if (written === undefined) throw new Error('the normal form holds no realm');
      const whole = normalForm(written, { ...options, defaults: 'keep', secrets: 'keep' }).realm;
      const needs: SecretNeed[] = [];
      const secretOf = (need: SecretNeed): string => {
        needs.push(need);
        return FAKE;
      };
      const restored = restoreRealm(whole, tables, { secretOf });
      expect(restored.missingSecrets).toEqual([]);
      const output = printRestored(restored.data, tables);
      expect(output).not.toMatch(/"\$json"|"\$secret"|"\$realmdiff"|"\*{10}"|\$defaultRole|"\$absent"/);
      const masking = needs.length > 0 ? 'mask' : 'keep';
      const again = await normalFormAgain(output, { ...options, secrets: masking });
      expect(again).toBe(
        needs.length > 0 ? expected(normalForm(before, { ...options, secrets: 'mask' }).text, needs) : text,
      );
    }
  });
});

describe('the variables that restore asks for are those that --secrets env names', () => {
  it.each(GOOD_EXPORTS.filter((_, index) => isSampled(index, 3)))('$name', async ({ file }) => {
    for (const before of await realmsOf(file, fs.readFileSync(file))) {
      const named = normalizeRealm(before, tables, { defaults: 'keep', secrets: 'env', users: 'keep' }).secretNames;
      const { missingSecrets } = restoreRealm(normalForm(before, MASKED).realm, tables, { secretOf: () => undefined });
      const asked = missingSecrets.map(({ variable }) => variable);
      expect(asked.filter((variable) => named.includes(variable)).sort()).toEqual([...named].sort());
    }
  });
});
