/** Does a server that starts on an older one's database do what was predicted? The awkward realms, from 26.4.7. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attributeChanges } from '../../../src/attribute/attribute-changes.ts';
import { diffRealms } from '../../../src/diff/diff-realms.ts';
import { effectiveRealm } from '../../../src/diff/effective.ts';
import { newSeals } from '../../../src/diff/seal-secret.ts';
import type { Json } from '../../../src/model.ts';
import { normalizeRealm } from '../../../src/normalize/normalize-realm.ts';
import { printNormalForm } from '../../../src/normalize/print-normal-form.ts';
import { loadTables } from '../../../src/tables/load.ts';
import { predictRealm } from '../../../src/upgrade/predict.ts';
import { readRealm } from '../../upgrade-recordings.ts';
import { firstDifference } from '../first-difference.ts';
import { exportFull, startKeycloak } from '../server.ts';
import { carryDatabase } from '../upgrades/carry-database.ts';
import { buildAwkwardRealms } from '../upgrades/harbour.ts';

const FROM = '26.4.7';
const TO = '26.7.3';
const tables = loadTables();

describe(`${FROM} -> ${TO}`, () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'upgrade-'));
  const exported = { before: [] as Json[], after: [] as Json[] };

  beforeAll(async () => {
    const [old, now] = [path.join(folder, FROM), path.join(folder, TO)];
    const server = await startKeycloak(FROM, old);
    try {
      await buildAwkwardRealms(server);
    } finally {
      await server.stop();
    }
    exported.before = exportsOf(FROM, old);
    carryDatabase(FROM, TO, old, now);
    await (await startKeycloak(TO, now)).stop();
    exported.after = exportsOf(TO, now);
  });

  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it.each([0, 1])('realm %i', async (index) => {
    const [old, now] = [
      await readRealm(exported.before[index] ?? null),
      await readRealm(exported.after[index] ?? null),
    ];
    const seals = newSeals();
    const before = effectiveRealm(old, 'before', tables, { seals });
    const after = effectiveRealm(now, 'after', tables, { seals });
    const caused = attributeChanges(diffRealms(before, after, tables).changes, before, after, tables);
    expect(caused.filter(({ cause }) => cause === 'edit')).toEqual([]);
    const predicted = predictRealm(old, { to: TO, via: 'database' }, tables).realm;
    const form = (realm: typeof old): string => printNormalForm(normalizeRealm(realm, tables).realm, tables);
    expect(firstDifference(form(predicted), form(now))).toBe('');
  });
});

function exportsOf(version: string, dataDir: string): Json[] {
  return ['harbour', 'quay'].map((realm) => {
    const file = path.join(dataDir, `${realm}.json`);
    exportFull(version, dataDir, realm, file);
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  });
}
