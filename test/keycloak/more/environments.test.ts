/** Three environments of one rich realm on two servers: is what differs told of the one that differs, and of no other? */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCliAsync } from '../../run-cli-async.ts';
import { buildRichRealm } from '../rich-realm/build.ts';
import { REALM } from '../rich-realm/step.ts';
import { type Answer, exportFull, type Server, startKeycloak } from '../server.ts';
import { makeTwentyDrifts } from './twenty-drifts.ts';

const VERSION = process.env.KEYCLOAK_VERSION ?? '26.7.3';
/** By environment: whose server, which realm, and the host that the portal is at. */
const PLACES = {
  prod: { server: 0, realm: REALM, host: 'sso.example' },
  stage: { server: 1, realm: REALM, host: 'sso.stage.example' },
  dev: { server: 1, realm: `${REALM}-dev`, host: 'localhost.dev.example' },
} as const;
const NAMES = Object.keys(PLACES) as readonly (keyof typeof PLACES)[];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'environments-'));
const servers: Server[] = [];

const run = (...args: readonly string[]) => runCliAsync(args, { cwd: folder, env: { KC_PASSWORD: 'admin' } });

function restOf(name: keyof typeof PLACES): Server['rest'] {
  const { server, realm } = PLACES[name];
  return (method, where, body) => (servers[server] as Server).rest(method, `/${realm}${where}`, body);
}

async function drift(...more: readonly string[]): Promise<Answer> {
  const { stdout, stderr, exit } = await run('drift', '--pair', `${REALM}=${REALM}-dev`, '--format', 'json', ...more);
  expect(stderr).not.toContain('error');
  return { exit, cells: JSON.parse(stdout).drift.cells };
}

function differences(cells: Answer, environment: string): readonly string[] {
  const cell = cells.find((each: Answer) => each.environment === environment);
  return cell.differences.map(({ place }: Answer) => place);
}

beforeAll(async () => {
  const data = [0, 1].map((index) => path.join(folder, `data-${index}`));
  const [first = '', second = ''] = data;
  const builder = await startKeycloak(VERSION, first);
  const buildLate = await buildRichRealm(builder, 'forward');
  await buildLate();
  await builder.stop();
  const file = path.join(folder, 'full.json');
  exportFull(VERSION, first, REALM, file);
  servers.push(await startKeycloak(VERSION, first), await startKeycloak(VERSION, second));
  const text = fs.readFileSync(file, 'utf8');
  await servers[1]?.rest('POST', '', JSON.parse(text));
  // Another realm on the same server: ids are the server's own, and the realm's name is part of some addresses.
  const own = text
    .replaceAll(`/${REALM}/`, `/${REALM}-dev/`)
    .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, (id) => id.replace(/.{4}$/, 'dddd'));
  await servers[1]?.rest('POST', '', { ...JSON.parse(own), realm: `${REALM}-dev` });
  for (const name of NAMES)
    await restOf(name)('POST', '/clients', {
      clientId: 'portal',
      redirectUris: [`https://${PLACES[name].host}/cb`],
      webOrigins: [`https://${PLACES[name].host}`],
    });
  const environments = NAMES.map((name) => {
    const { server, realm } = PLACES[name];
    return `  ${name}: { url: "${servers[server]?.base}", realm: ${realm}, auth: { username: admin, password: "env:KC_PASSWORD" } }`;
  });
  fs.writeFileSync(
    path.join(folder, '.realmdiff.yaml'),
    [
      'files: ["realms/*.json"]',
      ...['environments:', ...environments],
      ...['parameters:', ...NAMES.map((name) => `  ${name}: { host: ${PLACES[name].host} }`)],
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

it('are in sync, each under its own name and host', async () => {
  const { exit, cells } = await drift();
  for (const name of NAMES) expect(differences(cells, name), name).toEqual([]);
  expect(exit).toBe(0);
});

it('what is allowed in one is a difference in another', async () => {
  for (const name of ['dev', 'stage'] as const) {
    const rest = restOf(name);
    const realm = await rest('GET', '');
    await rest('PUT', '', { ...realm, registrationAllowed: !realm.registrationAllowed });
  }
  const { exit, cells } = await drift();
  expect(NAMES.map((name) => differences(cells, name))).toEqual([[], ['realm/registrationAllowed'], []]);
  expect(exit).toBe(1);
  const rest = restOf('stage');
  const realm = await rest('GET', '');
  await rest('PUT', '', { ...realm, registrationAllowed: !realm.registrationAllowed });
});

it('twenty drifts in one are twenty of it alone, and none when they are mended', async () => {
  const mend = await makeTwentyDrifts(restOf('stage'));
  const { exit, cells } = await drift();
  expect(NAMES.map((name) => differences(cells, name).length)).toEqual([0, 20, 0]);
  expect(exit).toBe(1);
  const between = await drift('live:prod', '--env', 'stage');
  expect(differences(between.cells, 'stage')).toHaveLength(20);
  await mend();
  expect((await drift()).exit).toBe(0);
  expect((await run('drift', '--pair', `${REALM}=${REALM}-dev`)).stdout).toContain('Result: in sync');
});
