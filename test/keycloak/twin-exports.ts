/** What do two servers with the same realm export? Builds a twin in one order and takes its exports, before and after idle saves. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildRichRealm } from './rich-realm/build.ts';
import { type Order, REALM } from './rich-realm/step.ts';
import { saveUnchanged } from './save-unchanged.ts';
import { exportFull, exportPartial, type Server, startKeycloak } from './server.ts';

/** Files of one twin, by what they are: `full`, `full-again`, `partial`, `partial-again`, `partial-saved`. */
export type TwinExports = Readonly<Record<string, string>>;

/**
 * Builds a twin in a new folder. With `save`, everything in the realm is saved unchanged between the partial exports
 * and the full one: so two full exports that agree show that neither order nor idle saves change anything.
 */
export async function exportTwin(version: string, order: Order, folder: string, save: boolean): Promise<TwinExports> {
  const files: Record<string, string> = {};
  const dataDir = path.join(folder, 'data');
  const file = (name: string): string => {
    files[name] = path.join(folder, `${name}.json`);
    return files[name];
  };
  const server = await startKeycloak(version, dataDir);
  try {
    const buildLateSteps = await buildRichRealm(server, order);
    await writePartial(server, file('partial'));
    await writePartial(server, file('partial-again'));
    if (save) {
      await saveUnchanged(server);
      await writePartial(server, file('partial-saved'));
    }
    await buildLateSteps();
  } finally {
    await server.stop();
  }
  exportFull(version, dataDir, REALM, file('full'));
  if (save) exportFull(version, dataDir, REALM, file('full-again'));
  return files;
}

/** The twin that was built backward and never saved again: made by whichever test asks first in this run. */
export async function sharedTwin(version: string): Promise<TwinExports> {
  const folder = path.join(process.env.KEYCLOAK_TWINS ?? os.tmpdir(), version);
  const made = path.join(folder, 'made.json');
  if (fs.existsSync(made)) return JSON.parse(fs.readFileSync(made, 'utf8'));
  const files = await exportTwin(version, 'backward', folder, false);
  fs.writeFileSync(made, JSON.stringify(files));
  return files;
}

async function writePartial(server: Server, file: string): Promise<void> {
  fs.writeFileSync(file, JSON.stringify(await exportPartial(server, REALM), null, 2));
}
