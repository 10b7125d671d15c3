/** Records baselines from real servers: `npm run record -- VERSION ...`. Needs Java and Maven, and about a minute for each. */

import fs from 'node:fs';
import path from 'node:path';
import { recordRawExports } from './raw-exports.ts';
import { writeBaseline } from './write-baseline.ts';

/** `--raw FOLDER` keeps the raw exports, or takes them from there when they have been kept. */
const [option, folder = '', ...rest] = process.argv.slice(2);
const isKept = option === '--raw';
const versions = isKept ? rest : process.argv.slice(2);
if (versions.length === 0) throw new Error('name the versions to record: npm run record -- 26.7.3');

for (const version of versions) {
  const kept = isKept ? path.join(folder, `${version}.json`) : undefined;
  const isThere = kept !== undefined && fs.existsSync(kept);
  const raw = isThere ? JSON.parse(fs.readFileSync(kept, 'utf8')) : await recordRawExports(version);
  if (kept !== undefined && !isThere) {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(kept, `${JSON.stringify(raw, null, 2)}\n`);
  }
  await writeBaseline(version, raw);
  for (const refused of raw.refused) process.stderr.write(`${version} refused ${refused}\n`);
  process.stdout.write(`recorded rules/baselines/${version}.json\n`);
}
