/** Records `fixtures/upgrades/`: the same realms on one server after the other, each started on the database of the one before. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Json } from '../../src/model.ts';
import { patchOf } from './patch-of.ts';
import { buildRichRealm } from './rich-realm/build.ts';
import { REALM } from './rich-realm/step.ts';
import { scrubber } from './scrub.ts';
import { type Answer, exportFull, type Server, startKeycloak } from './server.ts';
import { carryDatabase } from './upgrades/carry-database.ts';
import { buildAwkwardRealms } from './upgrades/harbour.ts';
import { TEN_EDITS } from './upgrades/ten-edits.ts';

const REALMS = process.env.EDITS === undefined ? ['fresh', REALM, 'harbour', 'quay', 'master'] : [REALM];

/** `node tools/run-ts.mjs test/keycloak/record-upgrades.ts 18.0.2 21.0.2 24.0.5 ...`: one file for the way, from the first on. EDITS=1: the rich realm alone, with ten calls at its end. */
async function recordWay(versions: readonly string[]): Promise<void> {
  const [first = ''] = versions;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'record-upgrades-'));
  const scrub = scrubber();
  const stops: Answer[] = [];
  let dataDir = path.join(folder, first);
  let last = first;
  for (const version of versions) {
    if (version !== first) {
      const next = path.join(folder, version);
      carryDatabase(last, version, dataDir, next);
      dataDir = next;
      last = version;
    }
    const server = await startKeycloak(version, dataDir);
    try {
      if (version === first) await buildRealms(server);
    } finally {
      await server.stop();
    }
    stops.push({ version, realms: exportRealms(version, dataDir, scrub) });
    process.stdout.write(`${new Date().toISOString()} ${version} of ${versions.join(' ')}\n`);
    write(versions, stops);
  }
  if (process.env.EDITS !== undefined) {
    const edited = await startKeycloak(last, dataDir);
    try {
      for (const { run } of TEN_EDITS) await run(edited.rest);
    } finally {
      await edited.stop();
    }
    stops.push({
      version: last,
      edits: TEN_EDITS.map(({ about }) => about),
      realms: exportRealms(last, dataDir, scrub),
    });
    write(versions, stops);
  }
  if (process.env.KEEP === undefined) fs.rmSync(folder, { recursive: true, force: true });
}

async function buildRealms(server: Server): Promise<void> {
  await server.rest('POST', '', { realm: 'fresh', enabled: true });
  const buildLateSteps = await buildRichRealm(server, 'forward');
  await buildLateSteps();
  await buildAwkwardRealms(server);
}

function exportRealms(version: string, dataDir: string, scrub: (text: string) => string): { [realm: string]: Json } {
  const file = path.join(dataDir, 'export.json');
  exportFull(version, dataDir, undefined, file);
  const realms: Answer = JSON.parse(scrub(fs.readFileSync(file, 'utf8')));
  return Object.fromEntries(REALMS.map((name) => [name, realms.find((each: Answer) => each.realm === name)]));
}

/** The first export of each realm whole, then JSON Patches (RFC 6902) from stop to stop. */
function write(versions: readonly string[], stops: readonly Answer[]): void {
  const patched = stops.map(({ version, edits, realms }, index) => {
    if (index === 0) return { version, realms };
    const before = stops[index - 1].realms;
    return {
      version,
      ...(edits && { edits }),
      patches: Object.fromEntries(REALMS.map((name) => [name, patchOf(before[name], realms[name])])),
    };
  });
  fs.mkdirSync('fixtures/upgrades', { recursive: true });
  const name = `${versions[0]}-to-${versions.at(-1)}${process.env.EDITS === undefined ? '' : '-edited'}.json`;
  fs.writeFileSync(
    path.join('fixtures/upgrades', name),
    `[\n${patched.map((stop) => JSON.stringify(stop)).join(',\n')}\n]\n`,
  );
}

await recordWay(process.argv.slice(2));
