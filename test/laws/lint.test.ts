/** Which laws hold when any real export is looked at? It never fails, says the same of twins, and what was mended stays mended. */

import { describe, expect, it } from 'vitest';
import { findFixes } from '../../src/classify/fixes.ts';
import { judgeRealm } from '../../src/classify/states.ts';
import { effectiveRealm } from '../../src/diff/effective.ts';
import { newSeals } from '../../src/diff/seal-secret.ts';
import { editJson } from '../../src/json/edit-json.ts';
import type { Finding, Realm } from '../../src/model.ts';
import { readSource } from '../../src/read/read-source.ts';
import { freshRealm } from '../../src/sources/read-realms.ts';
import { loadTables } from '../../src/tables/load.ts';
import { loadRules } from '../../src/tables/load-rules.ts';
import { GOOD_EXPORTS, isSampled, textOf } from '../exports.ts';
import { diceFrom, idsIn, renameIds, shuffleExport } from './shuffle.ts';

const tables = loadTables();
const { rules } = loadRules();
const DICE = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5];

function findingsOf(realm: Realm): readonly Finding[] {
  const effective = effectiveRealm(realm, 'a.json', tables, { seals: newSeals() });
  return judgeRealm(effective, rules).flatMap(({ findings }) => findings);
}

async function realmsIn(text: string, name = 'a.json'): Promise<readonly Realm[]> {
  return (await readSource({ name, content: text })).realms;
}

/** What depends on the text of the file alone, where ids and order are part of what is said. */
const OF_THE_FILE = new Set(['equal-priorities', 'reference-to-nothing', 'entity-there-twice', 'shared-config-alias']);

function fingerprints(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ rule }) => !OF_THE_FILE.has(rule))
    .map(({ rule, fingerprint }) => `${rule} ${fingerprint}`)
    .sort();
}

const JSON_EXPORTS = GOOD_EXPORTS.filter(({ file }) => file.endsWith('.json'));

describe('every export', () => {
  it.each(GOOD_EXPORTS.filter((_, index) => isSampled(index, 6)))('$name is looked at', async ({ file, name }) => {
    for (const realm of await realmsIn(textOf(file), name)) {
      for (const { message, fingerprint } of findingsOf(realm)) {
        expect(message).not.toMatch(/undefined|\[object|\{\w+\}|\$secret:/);
        expect(fingerprint).toMatch(/^[0-9a-f]{12}$/);
      }
    }
  });

  it.each(JSON_EXPORTS.filter((_, index) => isSampled(index, 12)))(
    '$name: twins have equal fingerprints',
    async ({ file }) => {
      const text = textOf(file);
      const value: unknown = JSON.parse(text);
      const twin = renameIds(JSON.stringify(shuffleExport(value, diceFrom(DICE))), idsIn(value), diceFrom(DICE));
      const [realms, twins] = [await realmsIn(text), await realmsIn(twin)];
      const byName = (all: readonly Realm[]) => [...all].sort((a, b) => (a.name < b.name ? -1 : 1));
      for (const [index, realm] of byName(realms).entries()) {
        const other = byName(twins)[index];
        if (other !== undefined) expect(fingerprints(findingsOf(other))).toEqual(fingerprints(findingsOf(realm)));
      }
    },
  );

  it.each(JSON_EXPORTS.filter((_, index) => isSampled(index, 9)))('$name stays mended', async ({ file }) => {
    const text = textOf(file);
    const { realms, problems } = await readSource({ name: 'a.json', content: text });
    const [realm, second] = realms;
    if (problems.some(({ code }) => code === 'duplicate-key')) return;
    if (realm === undefined || second !== undefined || realm.isNormalForm) return;
    const origin = realm.origins[0]?.path ?? [];
    const edits = findFixes(realm.data, tables.root).map(({ path, value }) => ({
      path: [...origin, ...path],
      ...(value !== undefined && { value }),
    }));
    const [mended] = await realmsIn(editJson(text, edits));
    expect(mended === undefined ? ['no realm'] : findFixes(mended.data, tables.root)).toEqual([]);
  });
});

it('a new realm of every recorded version has no finding above low', () => {
  for (const version of tables.baselines.versions) {
    const grave = findingsOf(freshRealm(version, 'acme')).filter(
      ({ severity }) => severity === 'high' || severity === 'medium',
    );
    expect([version, grave.map(({ message }) => message)]).toEqual([version, []]);
  }
});
