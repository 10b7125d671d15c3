/** Records `fixtures/calls/VERSION/`: an export after each admin call of `calls/`. `node tools/run-ts.mjs test/keycloak/record-calls.ts 26.7.3`. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CALLS } from './calls/all-calls.ts';
import type { Call } from './calls/call.ts';
import { PEOPLE, PEOPLE_CALLS } from './calls/people-calls.ts';
import { exportFull, exportPartial, type Server, startKeycloak } from './server.ts';

const [version = '26.7.3', out = path.join(os.tmpdir(), 'recorded-calls')] = process.argv.slice(2);

/** One export a file, numbered; `index.json` says which call came before each. */
async function record(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'record-calls-'));
  const data = path.join(folder, 'data');
  let server = await startKeycloak(version, data);
  try {
    await server.rest('POST', '', { realm: 'acme', enabled: true });
    await recordPartials(server, 'partial');
    for (const run of PEOPLE) await run(server.rest);
    for (const [number, call] of [undefined, ...PEOPLE_CALLS].entries()) {
      await call?.run(server.rest);
      await server.stop();
      const copy = path.join(folder, `copy-${number}`);
      fs.cpSync(data, copy, { recursive: true });
      exportFull(version, copy, 'acme', fileOf('full', number));
      fs.rmSync(copy, { recursive: true, force: true });
      process.stdout.write(`full ${number} ${call?.about ?? 'start'}\n`);
      server = await startKeycloak(version, data);
    }
    writeIndex('full', PEOPLE_CALLS);
  } finally {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function recordPartials({ rest, ...server }: Server, kind: string): Promise<void> {
  for (const [number, call] of [undefined, ...CALLS].entries()) {
    await call?.run(rest);
    fs.writeFileSync(fileOf(kind, number), JSON.stringify(await exportPartial({ rest, ...server }, 'acme')));
  }
  writeIndex(kind, CALLS);
  process.stdout.write(`partial: ${CALLS.length} calls\n`);
}

function fileOf(kind: string, number: number): string {
  fs.mkdirSync(path.join(out, kind), { recursive: true });
  return path.join(out, kind, `${String(number).padStart(3, '0')}.json`);
}

function writeIndex(kind: string, calls: readonly Call[]): void {
  fs.writeFileSync(path.join(out, kind, 'index.json'), JSON.stringify(calls.map(({ about }) => about)));
}

await record();
