/** How do tests get a real Keycloak? Fetches a version through Maven, starts it on loopback with a file database, talks REST. */

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const CACHE = process.env.KC_CACHE ?? path.join(os.tmpdir(), 'keycloak-dists');
export const ADMIN = { username: 'admin', password: 'admin' };

/** What the servers of these tests answer: JSON of many shapes, read by the tests that asked for it. */
// biome-ignore lint/suspicious/noExplicitAny: REST answers of two dozen shapes, used only in tests
export type Answer = any;

export interface Server {
  readonly version: string;
  readonly dataDir: string;
  /** Where it answers: `http://127.0.0.1:PORT`. */
  readonly base: string;
  readonly rest: (method: string, path: string, body?: unknown) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

/** The major and minor number as one that can be compared: 26.0.8 is 2600, 25.0.6 is 2500. */
export function versionNumber(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major * 100 + minor;
}

/** The folder of an unpacked distribution, fetched from Maven Central at the first call. */
export function fetchKeycloak(version: string): string {
  const home = path.join(CACHE, `keycloak-${version}`);
  if (fs.existsSync(path.join(home, 'bin/kc.sh'))) return home;
  fs.mkdirSync(CACHE, { recursive: true });
  const folder = fs.mkdtempSync(path.join(CACHE, '.fetch-'));
  const artifact = `org.keycloak:keycloak-quarkus-dist:${version}:tar.gz`;
  const fetch = ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`];
  execFileSync('mvn', fetch, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  execFileSync('tar', ['-xzf', path.join(folder, `keycloak-quarkus-dist-${version}.tar.gz`), '-C', folder]);
  if (!fs.existsSync(home)) fs.renameSync(path.join(folder, `keycloak-${version}`), home);
  fs.rmSync(folder, { recursive: true, force: true });
  return home;
}

/** The previews that the rich realm needs: admin permissions version 1 before 26.2 and user profiles before 24. */
export function featuresOf(version: string): readonly string[] {
  const number = versionNumber(version);
  const features: string[] = [];
  if (number < 2602) features.push('admin-fine-grained-authz', 'token-exchange');
  if (number < 2400) features.push('declarative-user-profile');
  return features;
}

function environment(version: string, dataDir: string, features = featuresOf(version)): NodeJS.ProcessEnv {
  const keywords = versionNumber(version) < 2000 ? '' : ';NON_KEYWORDS=VALUE';
  return {
    ...process.env,
    KEYCLOAK_ADMIN: ADMIN.username,
    KEYCLOAK_ADMIN_PASSWORD: ADMIN.password,
    KC_BOOTSTRAP_ADMIN_USERNAME: ADMIN.username,
    KC_BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
    KC_DB: 'dev-file',
    KC_DB_URL: `jdbc:h2:file:${dataDir}/h2/kc${keywords};AUTO_SERVER=FALSE`,
    KC_DB_USERNAME: 'sa',
    KC_DB_PASSWORD: 'password',
    KC_HTTP_HOST: '127.0.0.1',
    KC_CACHE: 'local',
    KC_HEALTH_ENABLED: 'false',
    ...(features.length > 0 && { KC_FEATURES: features.join(',') }),
    JAVA_OPTS_APPEND: '-Xmx1200m -XX:TieredStopAtLevel=1',
    ...(versionNumber(version) >= 2500 ? { KC_HTTP_MANAGEMENT_PORT: '0' } : {}),
  };
}

/** Starts a server on a new or an existing data folder and waits until it answers (about 40 seconds). */
export async function startKeycloak(version: string, dataDir: string, features = featuresOf(version)): Promise<Server> {
  const home = fetchKeycloak(version);
  fs.mkdirSync(dataDir, { recursive: true });
  const port = await freePort();
  const log = fs.openSync(path.join(dataDir, 'server.log'), 'a');
  const child = spawn(path.join(home, 'bin/kc.sh'), ['start-dev', `--http-port=${port}`], {
    env: environment(version, dataDir, features),
    stdio: ['ignore', log, log],
    detached: true,
  });
  const base = `http://127.0.0.1:${port}`;
  for (let seconds = 0; seconds < 300; seconds++) {
    await sleep(1000);
    if (child.exitCode !== null) throw new Error(`Keycloak ${version} ended; its log is ${dataDir}/server.log`);
    if (await answers(`${base}/realms/master`)) return serverAt(base, version, dataDir, child);
  }
  stopGroup(child, 'SIGKILL');
  throw new Error(`Keycloak ${version} did not start within 5 minutes; its log is ${dataDir}/server.log`);
}

async function freePort(): Promise<number> {
  const probe = net.createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

export async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function serverAt(base: string, version: string, dataDir: string, child: ChildProcess): Server {
  return { version, dataDir, base, rest: restAt(base, version), stop: () => stop(child) };
}

/** Admin REST calls below `base`, which ends where `/realms` and `/admin` begin. */
export function restAt(base: string, version: string): Server['rest'] {
  let token = { text: '', until: 0 };
  const login = async (): Promise<string> => {
    if (Date.now() < token.until) return token.text;
    const body = new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', ...ADMIN });
    const response = await fetch(`${base}/realms/master/protocol/openid-connect/token`, { method: 'POST', body });
    const answer: Answer = await response.json();
    token = { text: answer.access_token, until: Date.now() + (answer.expires_in - 15) * 1000 };
    return token.text;
  };
  return async (method, where, body) => {
    const response = await fetch(`${base}/admin/realms${where}`, {
      method,
      headers: { authorization: `Bearer ${await login()}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${version}: ${method} ${where}: ${response.status} ${text.slice(0, 300)}`);
    const made = response.headers.get('location')?.split('/').pop();
    return text === '' ? made : JSON.parse(text);
  };
}

/** Ends the whole process group, or the file database stays locked. */
export async function stop(child: ChildProcess): Promise<void> {
  stopGroup(child, 'SIGTERM');
  for (let i = 0; i < 300 && stopGroup(child, 0); i++) await sleep(200);
  stopGroup(child, 'SIGKILL');
}

function stopGroup(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return child.pid !== undefined && process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}

/** What the admin console's export gives: no users but service accounts, secrets masked. */
export function exportPartial(server: Server, realm: string): Promise<Answer> {
  return server.rest('POST', `/${realm}/partial-export?exportClients=true&exportGroupsAndRoles=true`);
}

/** `kc.sh export` of one realm (or all) to a file, with the server stopped. A single file always holds the users as well. */
export function exportFull(version: string, dataDir: string, realm: string | undefined, file: string): void {
  runExport(version, dataDir, [...(realm === undefined ? [] : ['--realm', realm]), '--file', file]);
}

/** `kc.sh export` of all realms to one file, by a server with its default features. */
export function exportAll(version: string, dataDir: string, file: string): void {
  runExport(version, dataDir, ['--file', file], []);
}

/** `kc.sh export` of one realm (or all) to a folder, users in files of their own. */
export function exportDirectory(version: string, dataDir: string, folder: string, usersPerFile: number): void {
  runExport(version, dataDir, [
    '--users',
    'different_files',
    '--users-per-file',
    String(usersPerFile),
    '--dir',
    folder,
  ]);
}

function runExport(version: string, dataDir: string, options: readonly string[], features = featuresOf(version)): void {
  runOffline(version, dataDir, ['export', ...options], features);
}

/** `kc.sh import` of one file, with the server stopped. */
export function importFile(version: string, dataDir: string, file: string): void {
  fs.mkdirSync(dataDir, { recursive: true });
  runOffline(version, dataDir, ['import', '--file', file]);
}

/** What the command prints is shown only when it fails. */
function runOffline(version: string, dataDir: string, args: readonly string[], features = featuresOf(version)): void {
  const program = path.join(fetchKeycloak(version), 'bin/kc.sh');
  const { status, stdout, stderr } = spawnSync(program, args, {
    // Servers before 19 open their port even to export: any free one will do.
    env: { ...environment(version, dataDir, features), KC_HTTP_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`${version}: kc.sh ${args[0]} failed\n${`${stdout}${stderr}`.slice(-3000)}`);
}
