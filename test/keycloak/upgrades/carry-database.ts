/** How does a newer server get at an older one's database? H2 changed its files twice; a dump in SQL passes over each change. */

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fetchKeycloak } from '../server.ts';

/**
 * Copies the database in `source/h2` to `target/h2`, readable for `to`. Both servers are stopped. Keycloak 19 inserts a post logout
 * address for each client with redirect addresses and stops at one that has it: they are taken out, unless they are to be kept.
 */
export function carryDatabase(
  from: string,
  to: string,
  source: string,
  target: string,
  { keepsPostLogout = false } = {},
): void {
  fs.mkdirSync(path.join(target, 'h2'), { recursive: true });
  const file = 'h2/kc.mv.db';
  if (fileFormat(from) === fileFormat(to)) return fs.copyFileSync(path.join(source, file), path.join(target, file));
  const dump = path.join(target, 'dump.sql');
  runH2(from, 'Script', source, dump);
  if (fileFormat(from) > 1) return runH2(to, 'RunScript', target, dump);
  runH2(to, 'RunScript', target, dump, ['-options', 'FROM_1X']);
  if (keepsPostLogout) return;
  fs.writeFileSync(dump, "DELETE FROM CLIENT_ATTRIBUTES WHERE NAME = 'post.logout.redirect.uris';");
  runH2(to, 'RunScript', target, dump);
}

function runH2(version: string, tool: string, folder: string, script: string, more: readonly string[] = []): void {
  const keywords = fileFormat(version) > 1 ? ';NON_KEYWORDS=VALUE' : '';
  const login = ['-url', `jdbc:h2:file:${folder}/h2/kc${keywords}`, '-user', 'sa', '-password', 'password'];
  execFileSync('java', ['-cp', jarOf(version), `org.h2.tools.${tool}`, ...login, '-script', script, ...more]);
}

function jarOf(version: string): string {
  const folder = path.join(fetchKeycloak(version), 'lib/lib/main');
  const name = fs.readdirSync(folder).find((file) => file.includes('h2database'));
  if (name === undefined) throw new Error(`Keycloak ${version} has no H2 in ${folder}`);
  return path.join(folder, name);
}

/** 1: H2 1.x, before Keycloak 19. 2: H2 2.0 and 2.1. 3: H2 2.2 and later, from Keycloak 22 on. */
function fileFormat(version: string): 1 | 2 | 3 {
  const [, major, minor] = /h2-(\d+)\.(\d+)/.exec(path.basename(jarOf(version))) ?? [];
  if (major === '1') return 1;
  return Number(minor) < 2 ? 2 : 3;
}
