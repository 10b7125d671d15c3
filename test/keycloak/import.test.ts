/** Is a restored realm, imported into an empty server, the realm that was exported? But for what `rules/imports.json` explains. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, loadTables, normalizeRealm, printNormalForm, type Realm, readSource } from '../../src/index.ts';
import { applyImportEffects, withoutRefused } from '../../src/restore/import-effects.ts';
import { printRestored, restoreRealm } from '../../src/restore/restore-realm.ts';
import { firstDifference } from './first-difference.ts';
import { REALM } from './rich-realm/step.ts';
import { exportFull, importFile, startKeycloak } from './server.ts';
import { sharedTwin } from './twin-exports.ts';

const VERSIONS = (process.env.KEYCLOAK_VERSIONS ?? '26.7.3').split(/[\s,]+/).filter((version) => version !== '');

const tables = loadTables();

/** The two ways into a server: its own command, and the REST API. */
const WAYS: { readonly [way: string]: (version: string, dataDir: string, file: string) => Promise<void> } = {
  'kc.sh import': async (version, dataDir, file) => importFile(version, dataDir, file),
  'POST /admin/realms': async (version, dataDir, file) => {
    const server = await startKeycloak(version, dataDir);
    try {
      await server.rest('POST', '', JSON.parse(fs.readFileSync(file, 'utf8')));
    } finally {
      await server.stop();
    }
  },
};

/** The file's normal form without defaults, as a file: what people keep in git. */
async function stripped(file: string): Promise<string> {
  const { realms } = await readSource({ name: file, content: fs.readFileSync(file) });
  const [realm] = realms;
  if (realm === undefined) throw new Error(`${file} holds no realm`);
  const normal = normalizeRealm(realm, tables, { defaults: 'strip', secrets: 'keep', users: 'keep' }).realm;
  fs.writeFileSync(`${file}.normal.json`, printNormalForm(normal, tables));
  return `${file}.normal.json`;
}

/** The whole realm, whether its defaults are in the file or not. */
async function normalForm(file: string, secrets: 'keep' | 'mask', defaults: 'keep' | 'strip' = 'keep'): Promise<Realm> {
  const { realms, failures } = await readSource({ name: file, content: fs.readFileSync(file) });
  const [realm] = realms;
  if (realm === undefined) throw new Error(`${file}: ${failures[0]?.message}`);
  return normalizeRealm(realm, tables, { defaults, secrets, users: 'keep' }).realm;
}

/** The texts of a realm by their path, to compare secrets: what the import makes up is not among them. */
function textsIn(value: Json, place = '', texts = new Map<string, string>()): ReadonlyMap<string, string> {
  if (typeof value === 'string') texts.set(place, value);
  else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) textsIn(element, `${place}/${index}`, texts);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) textsIn(child, `${place}/${key}`, texts);
  }
  return texts;
}

let imports = 0;
afterAll(() => {
  process.stdout.write(`${imports} imports on Keycloak ${VERSIONS.join(', ')}\n`);
});

describe.each(VERSIONS)('a restored realm on Keycloak %s', (version) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `import-${version}-`));
  const restoredFile = path.join(folder, 'restored.json');
  let exported = '';
  let complete: Realm;
  let importable: Realm;

  beforeAll(async () => {
    exported = (await sharedTwin(version)).full ?? '';
    complete = await normalForm(await stripped(exported), 'keep');
    importable = withoutRefused(complete, tables, version);
    const restored = restoreRealm(importable, tables, { secretOf: () => undefined });
    expect(restored.missingSecrets).toEqual([]);
    fs.writeFileSync(restoredFile, printRestored(restored.data, tables));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it.each(Object.keys(WAYS))('comes back through %s', async (way) => {
    const dataDir = path.join(folder, way.replace(/\W+/g, '-'));
    const again = path.join(folder, `${way.replace(/\W+/g, '-')}.json`);
    await WAYS[way]?.(version, dataDir, restoredFile);
    exportFull(version, dataDir, REALM, again);
    imports++;
    const expected = normalizeRealm(applyImportEffects(importable, tables, version), tables).realm;
    const masked = await normalForm(again, 'mask', 'strip');
    expect(firstDifference(printNormalForm(expected, tables), printNormalForm(masked, tables))).toBe('');
    const after = await normalForm(again, 'keep');
    const wanted = normalizeRealm(applyImportEffects(importable, tables, version), tables, {
      defaults: 'keep',
      secrets: 'keep',
      users: 'keep',
    }).realm;
    const found = textsIn(after.data);
    for (const [place, text] of textsIn(wanted.data))
      if (text !== '$secret') expect(found.get(place), place).toBe(text);
  });

  it('is taken without its secrets, where Keycloak is to make new ones', async () => {
    const masked = normalizeRealm(importable, tables, { defaults: 'keep', secrets: 'mask', users: 'keep' }).realm;
    const restored = restoreRealm(masked, tables, { secretOf: () => undefined });
    expect(restored.missingSecrets.length).toBeGreaterThan(10);
    const [file, again] = ['bare.json', 'bare-again.json'].map((name) => path.join(folder, name)) as [string, string];
    fs.writeFileSync(file, printRestored(restored.data, tables));
    importFile(version, path.join(folder, 'bare'), file);
    exportFull(version, path.join(folder, 'bare'), REALM, again);
    imports++;
    const text = fs.readFileSync(again, 'utf8');
    expect(text).not.toMatch(/\*{10}|\$secret/);
    const after = await normalForm(again, 'keep');
    const found = textsIn(after.data);
    for (const { path: at, isGenerated } of restored.missingSecrets.filter(
      ({ path: [section] }) => section === 'clients',
    )) {
      expect(found.has(`/${at.join('/')}`), at.join('/')).toBe(isGenerated);
    }
  });

  it('is refused with what the table says is refused', () => {
    const refused = tables.imports.filter(
      (effect) =>
        effect.effect === 'refuses' &&
        printNormalForm(withoutRow(complete, effect.name), tables) !== printed(importable),
    );
    for (const effect of refused) {
      const file = path.join(folder, `${effect.name}.json`);
      const one = withoutRow(complete, effect.name);
      fs.writeFileSync(file, printRestored(restoreRealm(one, tables, { secretOf: () => undefined }).data, tables));
      expect(() => importFile(version, path.join(folder, effect.name), file), effect.name).toThrow();
      imports++;
    }
  });

  /** Without what other rows refuse, so that only this one can be the reason. */
  function withoutRow(realm: Realm, kept: string): Realm {
    // What is missing when another row's entity is gone is this row's own reason.
    const others = tables.imports.filter(({ name, defect }) => name !== kept && defect === undefined);
    return withoutRefused(realm, { ...tables, imports: others }, version);
  }

  function printed(realm: Realm): string {
    return printNormalForm(realm, tables);
  }
});
