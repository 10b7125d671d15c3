/** How do tests get a Keycloak from before 17? Those ran inside WildFly: other scripts, other paths, the same REST. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ADMIN, answers, CACHE, restAt, type Server, stop, versionNumber } from './server.ts';

/** Every port of the server is moved by this much, so that it meets no other. */
const PORT_OFFSET = 20000;
const BASE = `http://127.0.0.1:${8080 + PORT_OFFSET}/auth`;

/** True for the versions whose distribution is a WildFly. */
export function isWildfly(version: string): boolean {
  return versionNumber(version) < 1700;
}

/** A copy of the distribution that belongs to `dataDir`: WildFly writes its data and logs into its own folder. */
function homeIn(dataDir: string, version: string): string {
  const home = path.join(dataDir, 'wildfly');
  if (!fs.existsSync(home)) fs.cpSync(fetchWildfly(version), home, { recursive: true });
  return home;
}

/** The folder of an unpacked distribution, fetched from Maven Central at the first call. */
function fetchWildfly(version: string): string {
  const home = path.join(CACHE, `keycloak-${version}`);
  if (fs.existsSync(path.join(home, 'bin/standalone.sh'))) return home;
  fs.mkdirSync(CACHE, { recursive: true });
  const folder = fs.mkdtempSync(path.join(CACHE, '.fetch-'));
  const artifact = `org.keycloak:keycloak-server-dist:${version}:tar.gz`;
  const fetch = ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`];
  execFileSync('mvn', fetch, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  execFileSync('tar', ['-xzf', path.join(folder, `keycloak-server-dist-${version}.tar.gz`), '-C', folder]);
  fs.renameSync(path.join(folder, `keycloak-${version}`), home);
  fs.rmSync(folder, { recursive: true, force: true });
  return home;
}

/** Starts a server on a new or an existing data folder and waits until it answers. */
export async function startWildfly(version: string, dataDir: string): Promise<Server> {
  const home = homeIn(dataDir, version);
  const user = ['-u', ADMIN.username, '-p', ADMIN.password];
  execFileSync(path.join(home, 'bin/add-user-keycloak.sh'), user, { env: environment(), stdio: 'ignore' });
  const child = standalone(home, dataDir, []);
  for (let seconds = 0; seconds < 300; seconds++) {
    await sleep(1000);
    if (child.exitCode !== null) break;
    if (await answers(`${BASE}/realms/master`)) {
      return { version, dataDir, base: BASE, rest: restAt(BASE, version), stop: () => stop(child) };
    }
  }
  await stop(child);
  throw new Error(`Keycloak ${version} did not start; its log is ${logOf(dataDir)}`);
}

/** Exports all realms to one file. The server stays up afterwards, so it is stopped when its log says that it is done. */
export async function exportAllFromWildfly(version: string, dataDir: string, file: string): Promise<void> {
  const migration = { action: 'export', provider: 'singleFile', file };
  const options = Object.entries(migration).map(([key, value]) => `-Dkeycloak.migration.${key}=${value}`);
  fs.rmSync(logOf(dataDir), { force: true });
  const child = standalone(homeIn(dataDir, version), dataDir, options);
  for (let seconds = 0; seconds < 300 && child.exitCode === null; seconds++) {
    await sleep(1000);
    if (/Export finished successfully/.test(fs.readFileSync(logOf(dataDir), 'utf8'))) break;
  }
  await stop(child);
}

function standalone(home: string, dataDir: string, options: readonly string[]): ChildProcess {
  const log = fs.openSync(logOf(dataDir), 'a');
  const place = [`-Djboss.socket.binding.port-offset=${PORT_OFFSET}`, '-b', '127.0.0.1', '-bmanagement', '127.0.0.1'];
  return spawn(path.join(home, 'bin/standalone.sh'), [...place, ...options], {
    env: environment(),
    stdio: ['ignore', log, log],
    detached: true,
  });
}

function logOf(dataDir: string): string {
  return path.join(dataDir, 'server.log');
}

/** These servers are from the days of Java 8 and 11; newer ones must open what they reach into. */
function environment(): NodeJS.ProcessEnv {
  const opened = ['java.lang', 'java.util', 'java.net', 'java.security', 'sun.net.www.protocol.https'];
  const opens = opened.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`).join(' ');
  const JAVA_OPTS = `-Xms64m -Xmx900m -Djava.net.preferIPv4Stack=true -XX:TieredStopAtLevel=1 ${opens}`;
  return { ...process.env, JAVA_OPTS };
}
