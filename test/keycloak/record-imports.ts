/** Records `fixtures/upgrades/imports.json`: what newer servers make of files of older ones, by `kc.sh import`, which runs the migrations of files. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Json } from '../../src/model.ts';
import { recordedHops } from '../upgrade-recordings.ts';
import { patchOf } from './patch-of.ts';
import { scrubber } from './scrub.ts';
import { exportFull, importFile } from './server.ts';
import { importable } from './upgrades/importable.ts';

const FILE = 'fixtures/upgrades/imports.json';
const REALMS = ['fresh', 'acme', 'harbour', 'quay'];
/** Of which recorded way, from which version, into which. */
const IMPORTS = [
  ['18.0.2-to-26.7.3.json', '18.0.2', '24.0.5'],
  ['24.0.5-to-26.7.3.json', '24.0.5', '25.0.6'],
  ['24.0.5-to-26.7.3.json', '24.0.5', '26.7.3'],
  ['26.2.5-to-26.7.3.json', '26.2.5', '26.7.3'],
] as const;

/** One entry for each file and realm: the JSON Patch (RFC 6902) from the file to what the newer server exports. */
async function record(): Promise<void> {
  const entries: string[] = [];
  for (const [way, from, to] of IMPORTS) {
    for (const realm of REALMS) {
      const hop = recordedHops().find((each) => each.name.startsWith(`${way} ${realm} ${from} `));
      if (hop === undefined) throw new Error(`no recording of ${realm} on ${from}`);
      const entry = await recordImport(hop.before, realm, to).then(
        (patch) => ({ way, realm, from, to, patch }),
        (error: Error) => ({ way, realm, from, to, refused: error.message.slice(0, 600) }),
      );
      entries.push(JSON.stringify(entry));
      const said = 'refused' in entry ? entry.refused.slice(-300) : 'imported';
      process.stdout.write(`${new Date().toISOString()} ${realm} ${from} -> ${to}: ${said}\n`);
      fs.writeFileSync(FILE, `[\n${entries.join(',\n')}\n]\n`);
    }
  }
}

async function recordImport(before: Json, realm: string, to: string): Promise<unknown> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'record-import-'));
  const [input, output] = [path.join(folder, 'in.json'), path.join(folder, 'out.json')];
  fs.writeFileSync(input, JSON.stringify(importable(before)));
  importFile(to, path.join(folder, 'data'), input);
  exportFull(to, path.join(folder, 'data'), realm, output);
  const after: Json = JSON.parse(scrubber()(fs.readFileSync(output, 'utf8')));
  fs.rmSync(folder, { recursive: true, force: true });
  return patchOf(before, after);
}

await record();
