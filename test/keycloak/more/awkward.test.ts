/** Does what is awkward come back from a real server: equal names, slashes, secrets of extensions, values of another type? */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  loadTables,
  normalizeRealm,
  printNormalForm,
  type Realm,
  readSource,
  restoreRealm,
} from '../../../src/index.ts';
import { markReferences, misplacedReferences } from '../../laws/references.ts';
import { exportFull, importFile, type Server, startKeycloak, versionNumber } from '../server.ts';
import { awkwardRealm, typedRealm, untypedRealm } from './awkward-realm.ts';

const VERSIONS = (process.env.KEYCLOAK_VERSIONS ?? '26.7.3').split(/[\s,]+/).filter((version) => version !== '');
const tables = loadTables();

async function read(file: string): Promise<Realm> {
  const { realms, failures } = await readSource({ name: file, content: fs.readFileSync(file) });
  const [realm] = realms;
  if (realm === undefined) throw new Error(failures[0]?.message);
  return realm;
}

const printed = (realm: Realm): string => printNormalForm(normalizeRealm(realm, tables).realm, tables);

describe.each(VERSIONS)('an awkward realm on Keycloak %s', (version) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `awkward-${version}-`));
  const file = (name: string): string => path.join(folder, name);
  let exported: Realm;

  beforeAll(async () => {
    const server: Server = await startKeycloak(version, file('one'));
    try {
      await server.rest('POST', '', awkwardRealm(versionNumber(version) >= 2600));
      await server.rest('POST', '', typedRealm('typed'));
      await server.rest('POST', '', untypedRealm('untyped'));
    } finally {
      await server.stop();
    }
    exportFull(version, file('one'), 'awkward', file('exported.json'));
    exported = await read(file('exported.json'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('holds every reference when it is restored', async () => {
    const marked = markReferences(JSON.parse(fs.readFileSync(file('exported.json'), 'utf8')));
    fs.writeFileSync(file('marked.json'), JSON.stringify(marked));
    const normal = normalizeRealm(await read(file('marked.json')), tables, {
      defaults: 'strip',
      secrets: 'keep',
      users: 'keep',
    });
    const { data } = restoreRealm(normal.realm, tables, { secretOf: () => undefined });
    expect(misplacedReferences(JSON.parse(JSON.stringify(data)))).toEqual([]);
  });

  it('comes back from another server as it was', async () => {
    const normal = normalizeRealm(exported, tables, { defaults: 'strip', secrets: 'keep', users: 'keep' });
    const { data, notes } = restoreRealm(normal.realm, tables, { secretOf: () => undefined });
    expect(notes.filter(({ effect }) => effect.effect === 'refuses').map(({ effect }) => effect.name)).toEqual([]);
    fs.writeFileSync(file('restored.json'), JSON.stringify(data));
    importFile(version, file('two'), file('restored.json'));
    exportFull(version, file('two'), 'awkward', file('again.json'));
    expect(printed(await read(file('again.json')))).toBe(printed(exported));
  });

  it('shows no secret of an extension', () => {
    expect(printed(exported)).not.toContain('fake-');
  });

  it('has the values that its fields take, whatever they were written as, through REST', async () => {
    exportFull(version, file('one'), 'typed', file('typed.json'));
    exportFull(version, file('one'), 'untyped', file('untyped.json'));
    const [typed, untyped] = [await read(file('typed.json')), await read(file('untyped.json'))];
    expect(printed(untyped).replaceAll('untyped', 'typed')).toBe(printed(typed));
  });

  it('has them through kc.sh import', async () => {
    fs.writeFileSync(file('untyped-in.json'), JSON.stringify(untypedRealm('untyped')));
    importFile(version, file('three'), file('untyped-in.json'));
    exportFull(version, file('three'), 'untyped', file('untyped-again.json'));
    const typed = await read(file('typed.json'));
    expect(printed(await read(file('untyped-again.json'))).replaceAll('untyped', 'typed')).toBe(printed(typed));
  });

  it('is read alike by our own reader', async () => {
    fs.writeFileSync(file('a.json'), JSON.stringify(typedRealm('typed')));
    fs.writeFileSync(file('b.json'), JSON.stringify(untypedRealm('typed')));
    expect(printed(await read(file('b.json')))).toBe(printed(await read(file('a.json'))));
  });
});
