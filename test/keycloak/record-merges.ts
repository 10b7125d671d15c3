/** Records `fixtures/merges/VERSION/`: what a server has after each of two admin calls, and after both in either order. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { canonicalText } from '../../src/json/print.ts';
import type { Json } from '../../src/model.ts';
import type { Rest } from './calls/call.ts';
import { buildBaseRealm } from './merges/base-realm.ts';
import { PAIRS, type Pair } from './merges/pairs.ts';
import { patchOf } from './patch-of.ts';
import { scrubber } from './scrub.ts';
import { type Answer, exportPartial, type Server, startKeycloak } from './server.ts';

const [version = '26.7.3'] = process.argv.slice(2);
const out = path.resolve('fixtures/merges', version);

type Run = (rest: Rest) => Promise<unknown>;

/** The base whole, and of each pair JSON Patches (RFC 6902) to what it became, one line a pair. */
async function record(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'record-merges-'));
  const server = await startKeycloak(version, path.join(folder, 'data'));
  try {
    await buildBaseRealm(server.rest);
    const start = await exportPartial(server, 'acme');
    const base = await after(server, start, []);
    const lines: string[] = [];
    for (const pair of PAIRS) lines.push(JSON.stringify(await recordPair(server, start, base, pair)));
    fs.mkdirSync(out, { recursive: true });
    fs.writeFileSync(path.join(out, 'base.json'), `${JSON.stringify(base, null, 1)}\n`);
    fs.writeFileSync(path.join(out, 'pairs.json'), `[\n${lines.join(',\n')}\n]\n`);
  } finally {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function recordPair(server: Server, start: Json, base: Json, { left, right, ...pair }: Pair) {
  const states = { left: [left.run], right: [right.run], ab: [left.run, right.run], ba: [right.run, left.run] };
  const patches: { [state: string]: unknown } = {};
  const refused: { [state: string]: string } = {};
  for (const [state, runs] of Object.entries(states)) {
    try {
      patches[state] = patchOf(base, await after(server, start, runs));
    } catch (error) {
      refused[state] = error instanceof Error ? error.message : String(error);
    }
  }
  const isEqual = canonicalText((patches.ab as Json) ?? null) === canonicalText((patches.ba as Json) ?? null);
  process.stdout.write(`${pair.slug}: ${isEqual ? 'equal' : 'differ'} ${JSON.stringify(refused)}\n`);
  return { ...pair, left: left.about, right: right.about, refused, patches };
}

/** The realm anew, with these calls made. */
async function after(server: Server, start: Json, runs: readonly Run[]): Promise<Json> {
  await server.rest('DELETE', '/acme');
  await server.rest('POST', '', start);
  const told: Rest[] = [];
  for (const run of runs) told.push(await knowing(server.rest, run));
  for (const [index, run] of runs.entries()) await run(told[index] ?? server.rest);
  // A scrubber of its own each time: what it puts in for a secret depends on what it saw before.
  return JSON.parse(scrubber()(JSON.stringify(await exportPartial(server, 'acme'))));
}

/** Who makes a call knows the ids of the realm as it was before anybody changed it; what is edited is read just then. */
async function knowing(rest: Rest, run: Run): Promise<Rest> {
  const known = new Map<string, Answer>();
  const edited = new Set<string>();
  await run(async (method, where) => {
    if (method !== 'GET') return void edited.add(where);
    if (!known.has(where)) known.set(where, await rest('GET', where));
    return structuredClone(known.get(where));
  });
  return async (method, where, body) =>
    method === 'GET' && known.has(where) && !edited.has(where)
      ? structuredClone(known.get(where))
      : rest(method, where, body);
}

await record();
