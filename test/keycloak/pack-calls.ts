/** Packs what record-calls.ts recorded: the first export whole, the others as JSON Patches (RFC 6902), one line a call. Every secret is fake. */

import fs from 'node:fs';
import path from 'node:path';
import type { Json } from '../../src/model.ts';
import { patchOf } from './patch-of.ts';
import { scrubber } from './scrub.ts';

const [version = '', from = ''] = process.argv.slice(2);
const folder = path.resolve('fixtures/calls', version);

for (const kind of ['partial', 'full']) {
  const names: readonly string[] = JSON.parse(fs.readFileSync(path.join(from, kind, 'index.json'), 'utf8'));
  const scrub = scrubber();
  const files = fs.readdirSync(path.join(from, kind)).filter((name) => /^\d+\.json$/.test(name));
  const exports = files
    .sort()
    .map((name): Json => JSON.parse(scrub(fs.readFileSync(path.join(from, kind, name), 'utf8'))));
  const calls = names.map((about, index) => ({
    about,
    patch: patchOf(exports[index] ?? null, exports[index + 1] ?? null),
  }));
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, `${kind}-start.json`), `${JSON.stringify(exports[0], null, 1)}\n`);
  fs.writeFileSync(
    path.join(folder, `${kind}-calls.json`),
    `[\n${calls.map((call) => JSON.stringify(call)).join(',\n')}\n]\n`,
  );
}
