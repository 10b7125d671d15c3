/** Do servers do what rules say? Each claim is tried on a real server in both states; what was seen is kept as a transcript. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLAIMS } from '../claims/claims.ts';
import { type Server, startKeycloak } from '../server.ts';

const VERSION = '26.7.3';
const TRANSCRIPT = path.join(import.meta.dirname, '../claims', `${VERSION}.json`);

describe(`what rules claim, on Keycloak ${VERSION}`, () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claims-'));
  const seen: object[] = [];
  let server: Server;

  beforeAll(async () => {
    server = await startKeycloak(VERSION, path.join(folder, 'data'));
  });
  afterAll(async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
    if (process.env.RECORD === '1') fs.writeFileSync(TRANSCRIPT, `${JSON.stringify(seen, null, 2)}\n`);
  });

  it.each(CLAIMS)('$rule: $about', async ({ rule, about, realm, prepare, exported, look, so, not }) => {
    const told: { [state: string]: { readonly seen: string; readonly realm: object } } = {};
    for (const isSo of [true, false]) {
      const name = `${rule}-${isSo ? 'so' : 'not'}`.slice(0, 60);
      const fragment = realm(isSo);
      await server.rest('POST', '', { realm: name, ...fragment });
      const tried = { server, realm: name };
      await prepare?.(tried, isSo);
      told[isSo ? 'so' : 'not'] = { seen: await look(tried), realm: exported?.(isSo) ?? fragment };
    }
    seen.push({ rule, about, ...told });
    expect([told.so?.seen, told.not?.seen]).toEqual([so, not]);
  });
});
