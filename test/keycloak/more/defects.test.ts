/** Does an importer stumble where `rules/imports.json` says so, and nowhere near? Every case is sent to a server as a whole realm. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTables, readSource, restoreRealm } from '../../../src/index.ts';
import { DEFECT_CASES } from '../../import-defect-cases.ts';
import { type Server, startKeycloak } from '../server.ts';

const VERSIONS = (process.env.KEYCLOAK_VERSIONS ?? '26.7.3').split(/[\s,]+/).filter((version) => version !== '');
const tables = loadTables();

describe.each(VERSIONS)('defects on Keycloak %s', (version) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `defects-${version}-`));
  let server: Server;
  let number = 0;

  beforeAll(async () => {
    server = await startKeycloak(version, folder);
  });
  afterAll(async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** Why the server refused it; undefined when it took it. */
  async function refusalOf(data: object): Promise<string | undefined> {
    const name = `defect-${++number}`;
    const header = { baseline: version, export: 'declared', normalForm: 1 };
    const content = JSON.stringify({ $realmdiff: header, realm: name, keycloakVersion: version, ...data });
    const { realms, failures } = await readSource({ name: 'realm.json', content });
    const [realm] = realms;
    if (realm === undefined) throw new Error(failures[0]?.message);
    const restored = restoreRealm(realm, tables, { secretOf: () => undefined });
    const log = path.join(folder, 'server.log');
    const begin = fs.statSync(log).size;
    try {
      await server.rest('POST', '', JSON.parse(JSON.stringify(restored.data)));
    } catch (error) {
      const said = fs.readFileSync(log, 'utf8').slice(begin);
      const [reason = ''] = /(?:ERROR .*?: |Caused by: )(?!.*Uncaught server error$).*/.exec(said) ?? [];
      return `${String(error).slice(0, 120)} ${reason.slice(0, 200)}`;
    }
    await server.rest('DELETE', `/${name}`);
    return undefined;
  }

  it.each(Object.entries(DEFECT_CASES))('%s', async (name, [defective, sound]) => {
    const row = tables.imports.find((each) => each.name === name);
    expect(await refusalOf(sound), 'the sound one').toBeUndefined();
    const refusal = await refusalOf(defective);
    process.stdout.write(`${name}: ${refusal ?? 'taken'}\n`);
    expect(refusal !== undefined).toBe(row?.effect === 'refuses');
  });
});
