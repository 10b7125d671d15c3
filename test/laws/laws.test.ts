/** Do the laws of the normal form hold for every real export? Idempotence, indifference to ids and order, silence about secrets. */

import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadTables, type NormalizeOptions, normalizeRealm, printNormalForm, readSource } from '../../src/index.ts';
import { FOREIGN, filesBelow, GOOD_EXPORTS, isMalformed, isSampled, textOf } from '../exports.ts';
import { plantSecrets } from './plant-secrets.ts';
import { prune } from './prune.ts';
import { diceFrom, idsIn, renameIds, shuffleExport } from './shuffle.ts';

const RUN = { seed: 20240611, numRuns: 1 };
const numbers = fc.array(fc.nat(9999), { minLength: 97, maxLength: 97 });
const MASK: NormalizeOptions = { defaults: 'strip', secrets: 'mask', users: 'keep' };

/** The normal forms of all realms of a text, and everything else that the tool would say about them. */
async function normalForms(
  content: string | Uint8Array,
  options = MASK,
  name = 'realm.json',
): Promise<{ texts: string[]; said: string }> {
  const { realms, failures, problems } = await readSource({ name, content });
  expect(failures).toEqual([]);
  const all = realms.map((realm) => normalizeRealm(realm, loadTables(), options));
  return {
    texts: all.map(({ realm }) => printNormalForm(realm, loadTables())),
    said: JSON.stringify([problems, all.map((each) => each.problems)]),
  };
}

/** What a file holds, as plain JSON: YAML and wrapped realms as the list of their realms. */
async function plainValue(file: string): Promise<unknown> {
  if (file.endsWith('.json')) return JSON.parse(textOf(file));
  const { realms } = await readSource({ name: file, content: fs.readFileSync(file) });
  return JSON.parse(JSON.stringify(realms.map(({ data }) => data)));
}

describe('law 1: the normal form of a normal form is itself', () => {
  // In each way of writing secrets, every third file: they are one step of many.
  const ways = GOOD_EXPORTS.map((each, index) => ({ ...each, more: (['keep', 'env'] as const)[index % 3] }));
  it.each(ways)('$name', async ({ file, more }) => {
    for (const secrets of more === undefined ? (['mask'] as const) : (['mask', more] as const)) {
      const options = { ...MASK, secrets };
      const { texts } = await normalForms(fs.readFileSync(file), options, file);
      for (const text of texts) expect((await normalForms(text, options)).texts).toEqual([text]);
    }
  });
});

describe('law 1 holds for files that state only some things', () => {
  const every = GOOD_EXPORTS.filter((_, index) => isSampled(index, 4));
  it.each(every)('$name', async ({ file }) => {
    const value = await plainValue(file);
    await fc.assert(
      fc.asyncProperty(numbers, fc.constantFrom(1, 3, 6, 9), async (random, share) => {
        const { texts } = await normalForms(JSON.stringify(prune(value, share, diceFrom(random))));
        for (const text of texts) expect((await normalForms(text)).texts).toEqual([text]);
      }),
      RUN,
    );
  });
});

describe('defaults written out of a short form are those of the export', () => {
  // But for the empty lists of roles that a server writes for each client, and for the authenticator that its own client of
  // admin permissions has none of: what an importer fills in has no null.
  const own = GOOD_EXPORTS.filter(({ name }) => /(18\.0\.2|24\.0\.5|26\.7\.3)-(rich|master)-full/.test(name));
  it.each(own)('$name', async ({ file }) => {
    const keep: NormalizeOptions = { ...MASK, defaults: 'keep' };
    const whole = await normalForms(fs.readFileSync(file), keep, file);
    const short = await normalForms(fs.readFileSync(file), MASK, file);
    const again = await normalForms(short.texts.join(''), keep);
    const withoutEmptyRoles = (text: string): unknown => {
      const realm = JSON.parse(text);
      for (const [client, roles] of Object.entries(realm.roles.client)) {
        if (Array.isArray(roles) && roles.length === 0) delete realm.roles.client[client];
      }
      for (const client of realm.clients)
        if (client.clientId === 'admin-permissions') delete client.clientAuthenticatorType;
      return realm;
    };
    expect(again.texts.map(withoutEmptyRoles)).toEqual(whole.texts.map(withoutEmptyRoles));
  });
});

describe('law 2: ids and order change no byte', () => {
  it.each(GOOD_EXPORTS.filter((_, index) => isSampled(index, 2, 1)))('$name', async ({ file }) => {
    const value = await plainValue(file);
    const ids = idsIn(value);
    const expected = (await normalForms(fs.readFileSync(file), MASK, file)).texts.sort();
    await fc.assert(
      fc.asyncProperty(numbers, async (random) => {
        const disturbed = renameIds(JSON.stringify(shuffleExport(value, diceFrom(random))), ids, diceFrom(random));
        expect((await normalForms(disturbed)).texts.sort()).toEqual(expected);
      }),
      RUN,
    );
  });
});

describe('law 5: a planted secret appears nowhere', () => {
  it.each(GOOD_EXPORTS.filter((_, index) => isSampled(index, 3, 1)))('$name', async ({ file }) => {
    const value = await plainValue(file);
    await fc.assert(
      fc.asyncProperty(numbers, async (random) => {
        const marker = `planted${random[0]}xq`;
        for (const secrets of ['mask', 'env'] as const) {
          const { texts, said } = await normalForms(plantSecrets(value, marker, diceFrom(random)), {
            ...MASK,
            secrets,
          });
          expect(texts.join('')).not.toContain(marker);
          expect(said).not.toContain(marker);
        }
      }),
      RUN,
    );
  });
});

describe("other people's exports", () => {
  const malformed = filesBelow(FOREIGN).filter(isMalformed);
  it.skipIf(malformed.length === 0)('are 54 that normalize and 9 that do not', () => {
    expect(GOOD_EXPORTS.filter(({ file }) => file.startsWith(FOREIGN)).length).toBe(54);
    expect(malformed.length).toBe(9);
  });
  it.each(malformed.length === 0 ? ['no malformed file is here'] : malformed.map((file) => path.basename(file)))(
    '%s fails in one line',
    async (name) => {
      if (malformed.length === 0) return;
      const file = path.join(FOREIGN, 'malformed', name);
      const { realms, failures } = await readSource({ name, content: fs.readFileSync(file) });
      expect(realms).toEqual([]);
      expect(failures.length).toBe(1);
      expect(failures[0]?.message).toMatch(/^[^\n]{10,300}$/);
      expect(failures[0]?.position?.line).toBeGreaterThan(0);
    },
  );
});
