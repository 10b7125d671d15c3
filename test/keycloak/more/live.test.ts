/** Is a live realm told apart from its files on a real server: every drift, no false alarm, with the documented roles alone? */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProcessAsync } from '../../run-process-async.ts';
import { buildRichRealm } from '../rich-realm/build.ts';
import { REALM } from '../rich-realm/step.ts';
import { saveUnchanged } from '../save-unchanged.ts';
import { type Answer, exportFull, exportPartial, type Server, startKeycloak, versionNumber } from '../server.ts';
import { makeTwentyDrifts } from './twenty-drifts.ts';

const VERSION = process.env.KEYCLOAK_VERSION ?? '26.7.3';
const ACCOUNT = { clientId: 'realmdiff', secret: 'of-the-account' };
/** What README's table asks for. */
const ROLES = [
  'view-realm',
  'view-clients',
  'view-identity-providers',
  'view-users',
  'view-authorization',
  'view-organizations',
];

/** What is not verified without a role. */
const HIDING: readonly (readonly [role: string, sentence: string])[] = [
  ['view-clients', 'clients of realm acme not verified: needs the role view-clients'],
  ['view-identity-providers', 'needs the role view-identity-providers'],
  ['view-users', 'groups, defaultGroups of realm acme not verified: needs the role view-users'],
  ...(versionNumber(VERSION) >= 2607
    ? [['view-organizations', 'organizations of realm acme not verified'] as const]
    : []),
];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'live-'));
const dataDir = path.join(folder, 'data');
let server: Server;

async function run(...args: readonly string[]) {
  const env = { KC_PASSWORD: 'admin', KC_SECRET: ACCOUNT.secret };
  const result = await runProcessAsync(args, { cwd: folder, env });
  expect(result.stdout + result.stderr).not.toContain(ACCOUNT.secret);
  return result;
}

function writeConfig(): void {
  const at = `url: "${server.base}", realm: ${REALM}`;
  fs.writeFileSync(
    path.join(folder, '.realmdiff.yaml'),
    [
      'files: ["realms/*.json"]',
      'environments:',
      `  prod: { ${at}, auth: { username: admin, password: "env:KC_PASSWORD" } }`,
      `  view: { ${at}, version: ${VERSION}, auth: { clientId: ${ACCOUNT.clientId}, clientSecret: "env:KC_SECRET" } }`,
      '',
    ].join('\n'),
  );
}

const at = (where: string): string => `/${REALM}${where}`;
const rest: Server['rest'] = (method, where, body) => server.rest(method, at(where), body);

async function clientCalled(clientId: string): Promise<Answer> {
  const [client] = await rest('GET', `/clients?clientId=${clientId}`);
  return client;
}

/** Gives the account these roles of realm-management and no others. */
async function giveRoles(names: readonly string[]): Promise<void> {
  const user = await rest('GET', `/clients/${(await clientCalled(ACCOUNT.clientId)).id}/service-account-user`);
  const management = await clientCalled('realm-management');
  const all: readonly Answer[] = await rest('GET', `/clients/${management.id}/roles`);
  const mappings = `/users/${user.id}/role-mappings/clients/${management.id}`;
  await rest('DELETE', mappings, await rest('GET', mappings));
  await rest(
    'POST',
    mappings,
    all.filter(({ name }) => names.includes(name)),
  );
}

async function inSync(): Promise<void> {
  const { exit, stdout } = await run('drift');
  expect(stdout).toContain('Result: in sync');
  expect(exit).toBe(0);
}

/** Of each change that has one: `view` may not see events, and texts leave none (RealmLocalizationResource). */
function authorsIn({ comparisons }: Answer): readonly string[] {
  return comparisons.flatMap(({ changes }: Answer) =>
    // What the test itself gives the account is an edit, too.
    changes.flatMap(({ by, section }: Answer) => (section === 'users' ? [] : (by?.user ?? []))),
  );
}

beforeAll(async () => {
  server = await startKeycloak(VERSION, dataDir);
  const buildLate = await buildRichRealm(server, 'forward');
  await buildLate();
  await rest('POST', '/clients', {
    ...{ ...ACCOUNT, serviceAccountsEnabled: true, publicClient: false, standardFlowEnabled: false },
  });
  await giveRoles(ROLES);
  const events = { adminEventsEnabled: true, adminEventsDetailsEnabled: VERSION !== '24.0.5' };
  await rest('PUT', '/events/config', { ...(await rest('GET', '/events/config')), ...events });
  writeConfig();
  fs.writeFileSync(path.join(folder, 'before.json'), JSON.stringify(await exportPartial(server, REALM)));
  const fetched = await run('fetch', 'live:prod', '--out', 'realms');
  expect(fetched.stderr).toBe('1 realm in realms\n');
});

afterAll(async () => {
  await server?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe(VERSION, () => {
  it('is in sync ten times, by the partial export and by the views', async () => {
    for (let time = 0; time < 10; time++) await inSync();
  });

  it('is left as it was: after all that its partial export is what it was before', async () => {
    await run('drift', '--users');
    fs.writeFileSync(path.join(folder, 'after.json'), JSON.stringify(await exportPartial(server, REALM)));
    const { exit, stdout } = await run('diff', 'before.json', 'after.json', '--exit-code');
    expect(exit, stdout).toBe(0);
  });

  it('both ways give the same bytes', async () => {
    const [prod, view] = [await run('normalize', 'live:prod'), await run('normalize', 'live:view')];
    expect(view.stdout).toBe(prod.stdout);
  });

  it('stays in sync through saves, logins, rotated keys, another order and a restart', async () => {
    await saveUnchanged(server);
    await inSync();
    const keys = await rest('GET', '/components?type=org.keycloak.keys.KeyProvider');
    for (const { id, config, parentId, name, providerId, providerType } of keys) {
      if (providerId !== 'rsa-generated') continue;
      await rest('DELETE', `/components/${id}`);
      await rest('POST', '/components', {
        name,
        providerId,
        providerType,
        parentId,
        config: { priority: config.priority, keyUse: ['SIG'] },
      });
    }
    await inSync();
    await server.stop();
    server = await startKeycloak(VERSION, dataDir);
    writeConfig();
    await inSync();
  });

  it('twenty drifts are twenty differences, and none when they are mended', async () => {
    const mend = await makeTwentyDrifts(rest);
    const { exit, stdout } = await run('drift', '--env', 'prod', '--format', 'json');
    expect(exit).toBe(1);
    const report = JSON.parse(stdout);
    const [cell] = report.drift.cells;
    const places = cell.differences.map(({ place }: Answer) => place).sort();
    expect(places).toHaveLength(20);
    expect(authorsIn(report)).toEqual(Array.from({ length: 19 }, () => 'admin'));
    // Master's users are not the account's to see.
    await giveRoles([...ROLES, 'view-events']);
    const told = JSON.parse((await run('drift', '--env', 'view', '--format', 'json')).stdout);
    expect(authorsIn(told)).toEqual(Array.from({ length: 19 }, () => expect.stringMatching(/^user [0-9a-f]{8}$/)));
    await giveRoles(ROLES);
    const seen = await run('drift', '--env', 'view', '--format', 'json');
    expect(JSON.parse(seen.stdout).drift.cells[0].notVerified.join()).toContain('needs the role view-events');
    // What is about to be deleted, for a comparison the other way round.
    await run('fetch', 'live:prod', '--out', 'drifted');
    expect(
      JSON.parse(seen.stdout)
        .drift.cells[0].differences.map(({ place }: Answer) => place)
        .sort(),
    ).toEqual(places);

    await mend();
    await inSync();
    const gone = JSON.parse((await run('drift', 'drifted/*.json', '--env', 'prod', '--format', 'json')).stdout);
    expect(authorsIn(gone)).toEqual(Array.from({ length: 19 }, () => 'admin'));
  });

  it('a rotated client secret is one difference, without its value, and told once', async () => {
    const json = ['--format', 'json', '--out', 'drift.json'];
    await run('drift', ...json);
    const { id } = await clientCalled('backend');
    const { value } = await rest('POST', `/clients/${id}/client-secret`);
    expect((await run('drift', '--since', 'drift.json', ...json)).exit).toBe(1);
    const text = fs.readFileSync(path.join(folder, 'drift.json'), 'utf8');
    expect(text).not.toContain(value);
    for (const { differences } of JSON.parse(text).drift.cells)
      expect(differences).toMatchObject([{ place: 'clients/backend/secret', severity: 'medium', state: 'new' }]);
    expect(authorsIn(JSON.parse(text))).toEqual(['admin']);
    expect((await run('drift', '--since', 'drift.json')).stdout).toContain('Result: in sync, 0 fixed.');
    await inSync();
  });

  it.each(HIDING)('without %s the rest is compared all the same', async (role, sentence) => {
    await giveRoles(ROLES.filter((each) => each !== role));
    const { exit, stdout } = await run('drift', 'live:prod', '--env', 'view', '--format', 'json');
    await giveRoles(ROLES);
    const [cell] = JSON.parse(stdout).drift.cells;
    expect(
      cell.differences.filter(({ place }: Answer) => !place.startsWith('users/service-account-realmdiff')),
    ).toEqual([]);
    expect(cell.notVerified.join('\n')).toContain(sentence);
    expect(exit).toBe(0);
  });

  it('is the same as its partial and its full export of the same moment', async () => {
    fs.writeFileSync(path.join(folder, 'partial.json'), JSON.stringify(await exportPartial(server, REALM)));
    await run('normalize', 'live:prod', '--out', 'now');
    await server.stop();
    exportFull(VERSION, dataDir, REALM, path.join(folder, 'full.json'));
    const files = ['now/acme.json', 'partial.json', 'full.json'];
    for (const from of files) {
      for (const to of files) {
        const { exit, stdout } = await run('diff', from, to, '--exit-code', '--color', 'never');
        expect(exit, `${from} -> ${to}: ${stdout}`).toBe(0);
      }
    }
  });
});
