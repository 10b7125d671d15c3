/** How does one call after the other run in a thread? With a clean environment, streams of its own, and the same code as a process. */

import fs from 'node:fs';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { workerData } from 'node:worker_threads';

const { port, answers, bin } = workerData;
const { main } = createRequire(import.meta.url)('../dist/cli.cjs');

/** What a call writes, by the number of the stream. */
let written = { 1: [], 2: [] };
const { writeSync } = fs;
fs.writeSync = (file, data, ...rest) => {
  if (written[file] === undefined) return writeSync(file, data, ...rest);
  const bytes = Buffer.from(data).subarray(rest[0] ?? 0);
  written[file].push(bytes);
  return bytes.length;
};

port.on('message', async ({ args, env, stdin }) => {
  written = { 1: [], 2: [] };
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [process.execPath, bin, ...args];
  process.exitCode = undefined;
  const input = stdin.length === 0 ? [] : [Buffer.from(stdin)];
  Object.defineProperty(process, 'stdin', { value: Readable.from(input), configurable: true });
  await main(args);
  for (const name of ['SIGINT', 'SIGTERM']) process.removeAllListeners(name);
  const [stdout, stderr] = [1, 2].map((file) => Buffer.concat(written[file]).toString('utf8'));
  port.postMessage({ exit: Number(process.exitCode ?? 0), stdout, stderr });
  Atomics.add(answers, 0, 1);
  Atomics.notify(answers, 0);
});
