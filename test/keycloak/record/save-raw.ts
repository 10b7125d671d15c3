/** Saves raw recordings: `node tools/run-ts.mjs test/keycloak/record/save-raw.ts FOLDER VERSION ...`. */

import fs from 'node:fs';
import path from 'node:path';
import { recordRawExports } from './raw-exports.ts';

const [folder = '', ...versions] = process.argv.slice(2);
for (const version of versions) {
  const { refused, ...realms } = await recordRawExports(version);
  const temporary = path.join(folder, `.${version}`);
  fs.mkdirSync(temporary, { recursive: true });
  for (const [name, realm] of Object.entries(realms)) {
    fs.writeFileSync(path.join(temporary, `${name}.json`), `${JSON.stringify(realm, null, 2)}\n`);
  }
  fs.rmSync(path.join(folder, version), { recursive: true, force: true });
  fs.renameSync(temporary, path.join(folder, version));
  process.stdout.write(
    `${version} recorded; refused: ${refused.length}\n${refused.map((line) => `  ${line}\n`).join('')}`,
  );
}
