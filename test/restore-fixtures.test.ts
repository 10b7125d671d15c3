/** Does every case of fixtures/restore give its expected realm, and come back? `UPDATE_FIXTURES=1` rewrites the expected files. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTables, normalizeRealm, printNormalForm, type Realm, readSource, restoreRealm } from '../src/index.ts';
import { printRestored } from '../src/restore/restore-realm.ts';

const FOLDER = path.join(import.meta.dirname, '../fixtures/restore');
const KEEP = { defaults: 'keep', secrets: 'keep', users: 'keep' } as const;
const tables = loadTables();

interface Options {
  readonly secrets?: { readonly [name: string]: string };
  /** True where the case is about what an import does by itself. */
  readonly notes?: boolean;
}

async function read(name: string, content: string): Promise<Realm> {
  const { realms, failures } = await readSource({ name, content });
  expect(failures).toEqual([]);
  const [realm] = realms;
  if (realm === undefined) throw new Error(`${name} holds no realm`);
  return normalizeRealm(realm, tables, KEEP).realm;
}

function optionsOf(folder: string): Options {
  const file = path.join(folder, 'options.json');
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
}

function check(folder: string, name: string, actual: string): void {
  const file = path.join(folder, name);
  if (process.env.UPDATE_FIXTURES === '1') {
    if (actual === '') fs.rmSync(file, { force: true });
    else fs.writeFileSync(file, actual);
  }
  expect(actual).toBe(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
}

describe('fixtures/restore', () => {
  it.each(fs.readdirSync(FOLDER).sort())('%s', async (name) => {
    const folder = path.join(FOLDER, name);
    const { secrets = {}, notes = false } = optionsOf(folder);
    const realm = await read('input.json', fs.readFileSync(path.join(folder, 'input.json'), 'utf8'));
    const secretOf = ({ variable, pointer }: { variable: string; pointer: string }) =>
      secrets[variable] ?? secrets[pointer];
    const restored = restoreRealm(realm, tables, { secretOf });
    const text = printRestored(restored.data, tables);
    check(folder, 'expected.json', text);
    const told = [
      ...restored.problems.map(({ code, path: at, message }) => `${at.join('/')} ${code} ${message}`),
      ...restored.missingSecrets.map(
        ({ variable, pointer, isGenerated }) => `missing ${variable} ${pointer}${isGenerated ? ' (generated)' : ''}`,
      ),
      ...(notes
        ? restored.notes.map(({ effect, paths }) => `${effect.name} ${paths.map((at) => at.join('/')).join(' ')}`)
        : []),
    ];
    check(folder, 'told.txt', told.map((line) => `${line}\n`).join(''));
    const again = await read('restored.json', text);
    if (restored.missingSecrets.length > 0 || Object.keys(secrets).length > 0) return;
    if (restored.problems.length > 0) return;
    const header = { ...again, exportKind: realm.exportKind };
    expect(printNormalForm(normalizeRealm(header, tables, KEEP).realm, tables).replace(/"export": "\w+"/, '')).toBe(
      printNormalForm(realm, tables).replace(/"export": "\w+"/, ''),
    );
  });
});
