/** Three environments of one rich realm on two servers: is what differs told of the one that differs, and of no other? */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProcessAsync } from '../../run-process-async.ts';
import { buildRichRealm } from '../rich-realm/build.ts';
import { REALM } from '../rich-realm/step.ts';
import { type Answer, exportPartial, type Server, startKeycloak } from '../server.ts';
import { makeTwentyDrifts } from './twenty-drifts.ts';

const VERSION = process.env.KEYCLOAK_VERSION ?? '26.7.3';
const NAMES = ['prod', 'stage', 'dev'] as const;
/** Where the portal is. `dev` is what was exported of the second server one day. */
const HOSTS = { prod: 'sso.example', stage: 'sso.stage.example', dev: 'sso.stage.example' };

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'environments-'));
const servers: Server[] = [];

const run = (...args: readonly string[]) => runProcessAsync(args, { cwd: folder, env: { KC_PASSWORD: 'admin' } });

const restOf =
  (server: Server): Server['rest'] =>
  (method, where, body) =>
    server.rest(method, `/${REALM}${where}`, body);

async function drift(...more: readonly string[]): Promise<Answer> {
  const { stdout, stderr, exit } = await run('drift', '--format', 'json', ...more);
  expect(stderr).not.toContain('error');
  const { cells } = JSON.parse(stdout).drift;
  const differences = (name: string): readonly string[] =>
    cells
      .filter(({ environment }: Answer) => environment === name)
      .flatMap((cell: Answer) => cell.differences.map(({ place }: Answer) => place));
  return { exit, differences: NAMES.map(differences) };
}

/** A realm of the same content, made in the other order: other ids, other lists. */
async function build(order: 'forward' | 'backward', host: string): Promise<Server> {
  const server = await startKeycloak(VERSION, path.join(folder, order));
  const buildLate = await buildRichRealm(server, order);
  await buildLate();
  const rest = restOf(server);
  const redirects = { redirectUris: [`https://${host}/cb`], webOrigins: [`https://${host}`] };
  await rest('POST', '/clients', { clientId: 'portal', ...redirects });
  return server;
}

beforeAll(async () => {
  servers.push(await build('forward', HOSTS.prod), await build('backward', HOSTS.stage));
  const [first, second] = servers as [Server, Server];
  fs.writeFileSync(path.join(folder, 'dev.json'), JSON.stringify(await exportPartial(second, REALM)));
  const live = ({ base }: Server) =>
    `{ url: "${base}", realm: ${REALM}, auth: { username: admin, password: "env:KC_PASSWORD" } }`;
  fs.writeFileSync(
    path.join(folder, '.realmdiff.yaml'),
    [
      'files: ["realms/*.json"]',
      'environments:',
      `  prod: ${live(first)}`,
      `  stage: ${live(second)}`,
      '  dev: { file: dev.json }',
      'parameters:',
      ...NAMES.map((name) => `  ${name}: { host: ${HOSTS[name]} }`),
      'allowDifferences:',
      '  - { between: [repo, dev], path: realm/registrationAllowed, reason: "developers sign up" }',
      '',
    ].join('\n'),
  );
  expect((await run('fetch', 'live:prod', '--out', 'realms')).exit).toBe(0);
});

afterAll(async () => {
  for (const server of servers) await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

it('are in sync, each under its own host', async () => {
  expect(await drift()).toEqual({ exit: 0, differences: [[], [], []] });
});

it('what is allowed in one is a difference in another', async () => {
  const file = path.join(folder, 'dev.json');
  const dev = JSON.parse(fs.readFileSync(file, 'utf8'));
  fs.writeFileSync(file, JSON.stringify({ ...dev, registrationAllowed: !dev.registrationAllowed }));
  expect(await drift()).toEqual({ exit: 0, differences: [[], [], []] });
  const rest = restOf(servers[1] as Server);
  const realm = await rest('GET', '');
  await rest('PUT', '', { ...realm, registrationAllowed: !realm.registrationAllowed });
  expect(await drift()).toEqual({ exit: 1, differences: [[], ['realm/registrationAllowed'], []] });
  await rest('PUT', '', realm);
});

it('twenty drifts in one are twenty of it alone, and none when they are mended', async () => {
  const mend = await makeTwentyDrifts(restOf(servers[1] as Server));
  const { exit, differences } = await drift();
  expect(differences.map((each: readonly string[]) => each.length)).toEqual([0, 20, 0]);
  expect(exit).toBe(1);
  expect((await drift('live:prod', '--env', 'stage')).differences[1]).toEqual(differences[1]);
  await mend();
  expect(await drift()).toEqual({ exit: 0, differences: [[], [], []] });
  expect((await run('drift')).stdout).toContain('Result: in sync');
});
