/** Records `fixtures/upgrades/blockers.json`: a bad state on an older server, and what became of a newer one on its database. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { normalizeRealm } from '../../src/normalize/normalize-realm.ts';
import { printNormalForm } from '../../src/normalize/print-normal-form.ts';
import { readSource } from '../../src/read/read-source.ts';
import { loadTables } from '../../src/tables/load.ts';
import { scrub } from './scrub.ts';
import { type Answer, exportFull, type Server, startKeycloak } from './server.ts';
import { BLOCKED, type BlockedCase } from './upgrades/blocked.ts';
import { carryDatabase } from './upgrades/carry-database.ts';

const FILE = 'fixtures/upgrades/blockers.json';

/** `node tools/run-ts.mjs test/keycloak/record-blockers.ts [ROW ...]`: one entry a row, those of other rows stay. */
async function record(wanted: readonly string[]): Promise<void> {
  const chosen = BLOCKED.filter(({ row }) => wanted.length === 0 || wanted.includes(row));
  for (const each of chosen) {
    const entry = await recordCase(each).catch((error: Error) => error);
    process.stdout.write(`${new Date().toISOString()} ${each.row}: ${summary(entry)}\n`);
    if (!(entry instanceof Error)) save(entry);
  }
}

function summary(entry: Answer): string {
  if (entry instanceof Error) return `not recorded, ${entry.message.slice(0, 300)}`;
  return `${entry.outcome} ${JSON.stringify(entry.damage ?? entry.log ?? '').slice(0, 300)}`;
}

async function recordCase({ row, on, to, realm, build, damage }: BlockedCase): Promise<Answer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'record-blocker-'));
  const [old, now] = [path.join(folder, on), path.join(folder, to)];
  const calls: string[] = [];
  let before: Answer;
  const server = await startKeycloak(on, old);
  try {
    await build((method, where, body) => {
      if (method !== 'GET') calls.push(`${method} ${where.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}')}`);
      return server.rest(method, where, body);
    });
    if (damage !== undefined) before = await damage(server.rest, server);
  } finally {
    await server.stop();
  }
  const file = path.join(folder, 'realm.json');
  exportFull(on, old, realm, file);
  carryAsItIs(on, to, old, now);
  const after = await startOn(to, now, damage);
  const form = await normalForm(scrub(fs.readFileSync(file, 'utf8')));
  fs.rmSync(folder, { recursive: true, force: true });
  return { row, on, to, calls, realm: form, ...(before !== undefined && { before }), ...after };
}

/** A dump for another format of H2 loses what stops Keycloak 19: here it must stay. */
function carryAsItIs(from: string, to: string, source: string, target: string): void {
  carryDatabase(from, to, source, target, { keepsPostLogout: true });
}

async function startOn(version: string, dataDir: string, damage: BlockedCase['damage']): Promise<Answer> {
  let server: Server;
  try {
    server = await startKeycloak(version, dataDir);
  } catch {
    return { outcome: 'ends', log: errorsIn(fs.readFileSync(path.join(dataDir, 'server.log'), 'utf8')) };
  }
  try {
    return { outcome: 'runs', ...(damage !== undefined && { damage: await damage(server.rest, server) }) };
  } finally {
    await server.stop();
  }
}

/** The lines that say why, without time, thread and folders. */
function errorsIn(log: string): readonly string[] {
  const lines = log.split('\n').filter((line) => /ERROR|Caused by|Exception/.test(line) && !line.includes('strict'));
  const bare = lines.map((line) =>
    line
      .replace(/^\S+ \S+ +/, '')
      .replace(/\/\S*\/h2\/kc\S*/g, 'H2')
      .slice(0, 240),
  );
  return [...new Set(bare)].slice(0, 8);
}

async function normalForm(text: string): Promise<Answer> {
  const tables = loadTables();
  const { realms } = await readSource({ name: 'realm.json', content: text });
  const [realm] = realms;
  if (realm === undefined) throw new Error('the export holds no realm');
  return JSON.parse(printNormalForm(normalizeRealm(realm, tables).realm, tables));
}

function save(entry: Answer): void {
  const known: readonly Answer[] = fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE, 'utf8')) : [];
  const entries = [...known.filter(({ row }) => row !== entry.row), entry].sort((a, b) => (a.row < b.row ? -1 : 1));
  fs.writeFileSync(FILE, `[\n${entries.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`);
}

await record(process.argv.slice(2));
