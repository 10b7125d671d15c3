/** Runs a TypeScript file of this repository: `node tools/run-ts.mjs FILE [ARGUMENTS]`. Node 20 cannot do so by itself. */

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [file, ...args] = process.argv.slice(2);
// Beside src/ and dist/, so that the bundle finds rules/ on the same way up.
const outfile = path.resolve('.run-ts', `${path.basename(file, '.ts')}-${process.pid}.mjs`);
await build({
  entryPoints: [file],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
process.argv = [process.argv[0], path.resolve(file), ...args];
try {
  await import(pathToFileURL(outfile).href);
} finally {
  fs.rmSync(outfile, { force: true });
}
