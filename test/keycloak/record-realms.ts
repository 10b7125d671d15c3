/** Records `fixtures/realms/` from real servers: `npm run record:realms -- VERSION ...`. Every secret in a recording is fake. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildRichRealm } from './rich-realm/build.ts';
import { REALM } from './rich-realm/step.ts';
import { scrub } from './scrub.ts';
import { exportDirectory, exportFull, exportPartial, startKeycloak } from './server.ts';

const FOLDER = path.resolve('fixtures/realms');

/** A realm that nobody has changed, the master realm, and the rich realm in its full and partial exports. */
async function recordVersion(version: string): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'record-'));
  const dataDir = path.join(folder, 'data');
  const record = (name: string, text: string): void => {
    fs.writeFileSync(path.join(FOLDER, `${version}-${name}.json`), scrub(text));
  };
  const server = await startKeycloak(version, dataDir);
  try {
    await server.rest('POST', '', { realm: 'fresh', enabled: true });
    const buildLateSteps = await buildRichRealm(server, 'forward');
    await buildLateSteps();
    record('rich-partial', JSON.stringify(await exportPartial(server, REALM), null, 2));
  } finally {
    await server.stop();
  }
  for (const [name, realm] of [
    ['fresh-full', 'fresh'],
    ['master-full', 'master'],
    ['rich-full', REALM],
  ] as const) {
    const file = path.join(folder, `${name}.json`);
    exportFull(version, dataDir, realm, file);
    record(name, fs.readFileSync(file, 'utf8'));
  }
  if (version === DIRECTORY_VERSION) recordDirectory(version, dataDir, path.join(folder, 'dir'));
  fs.rmSync(folder, { recursive: true, force: true });
}

/** The version whose export to a folder is recorded as well. */
const DIRECTORY_VERSION = '26.7.3';

function recordDirectory(version: string, dataDir: string, from: string): void {
  const to = path.join(FOLDER, `${version}-directory`);
  exportDirectory(version, dataDir, from, 2);
  fs.mkdirSync(to, { recursive: true });
  for (const file of fs.readdirSync(from).filter((name) => name.startsWith(REALM) || name.startsWith('fresh'))) {
    fs.writeFileSync(path.join(to, file), scrub(fs.readFileSync(path.join(from, file), 'utf8')));
  }
}

fs.mkdirSync(FOLDER, { recursive: true });
for (const version of process.argv.slice(2)) {
  await recordVersion(version);
  process.stdout.write(`recorded ${version}\n`);
}
