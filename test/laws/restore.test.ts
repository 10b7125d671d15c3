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
import { GOOD_EXPORTS } from '../exports.ts';

/** Looks like a private key, so that it is a secret wherever it stands. */
const FAKE = '-----BEGIN FAKE PRIVATE KEY-----';

const tables = loadTables();

async function realmsOf(name: string, content: string | Uint8Array): Promise<readonly Realm[]> {
  const { realms, failures } = await readSource({ name, content });
  expect(failures).toEqual([]);
  return realms;
}

function normalForm(realm: Realm, secrets: NormalizeOptions['secrets']): { realm: Realm; text: string } {
  const normalized = normalizeRealm(realm, tables, { defaults: 'keep', secrets, users: 'keep' });
  return { realm: normalized.realm, text: printNormalForm(normalized.realm, tables) };
}

/** A mask cannot say whether the file that it was in was complete: the header keeps that, and no file of Keycloak's can. */
async function normalFormAgain(text: string, { exportKind }: Realm, secrets: NormalizeOptions['secrets']) {
  const [again] = await realmsOf('restored.json', text);
  return again === undefined ? '' : normalForm({ ...again, exportKind }, secrets).text;
}

/** What must come back. A place that names a variable gets its secret; which defaults were left out, only the header can say. */
function expected(text: string, needs: readonly SecretNeed[]): string {
  return needs
    .reduce((all, { variable }) => all.replaceAll(`"$(env:${variable})"`, '"$secret"'), text)
    .replace(/^ {4}"baseline": .*\n/m, '');
}

describe('law 3: the normal form of a restored normal form is itself', () => {
  it.each(GOOD_EXPORTS)('$name', async ({ file }) => {
    for (const before of await realmsOf(file, fs.readFileSync(file))) {
      for (const secrets of ['keep', 'mask', 'env'] as const) {
        const { realm, text } = normalForm(before, secrets);
        const needs: SecretNeed[] = [];
        const secretOf = (need: SecretNeed): string => {
          needs.push(need);
          return FAKE;
        };
        const restored = restoreRealm(realm, tables, { secretOf });
        expect(restored.missingSecrets).toEqual([]);
        const output = printRestored(restored.data, tables);
        expect(output).not.toMatch(/"\$json"|"\$secret"|"\$realmdiff"|"\*{10}"|\$defaultRole/);
        const again = await normalFormAgain(output, realm, needs.length > 0 ? 'mask' : 'keep');
        expect(again).toBe(expected(needs.length > 0 ? normalForm(before, 'mask').text : text, needs));
      }
    }
  });
});

describe('the variables that restore asks for are those that --secrets env names', () => {
  it.each(GOOD_EXPORTS)('$name', async ({ file }) => {
    for (const before of await realmsOf(file, fs.readFileSync(file))) {
      const named = normalizeRealm(before, tables, { defaults: 'keep', secrets: 'env', users: 'keep' }).secretNames;
      const { missingSecrets } = restoreRealm(normalForm(before, 'mask').realm, tables, { secretOf: () => undefined });
      const asked = missingSecrets.map(({ variable }) => variable);
      expect(asked.filter((variable) => named.includes(variable)).sort()).toEqual([...named].sort());
    }
  });
});
