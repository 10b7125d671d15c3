/** Are live realms read, told apart from the files, and left as they were? The built command line against a server of our own. */

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type AdminServer, type Answers, oneRealm, SECRET, startAdminServer } from './admin-server.ts';
import { BIN, cleanEnvironment, folderWith, runCliAsync } from './run-cli.ts';

const EXPORT = {
  id: '5d0a43ab-8a0b-4a0b-9d0c-4d1a3a3b9d11',
  realm: 'acme',
  keycloakVersion: '26.7.3',
  enabled: true,
  sslRequired: 'external',
  clients: [{ clientId: 'web', enabled: true, publicClient: true, redirectUris: ['https://web.example/*'] }],
};

let server: AdminServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const ENV = { KC_SECRET: SECRET };

async function withServer(answers: Answers, more = '') {
  server = await startAdminServer(answers);
  const { path, read, write } = folderWith({
    '.realmdiff.yaml': [
      'files: ["realms/*.json"]',
      'environments:',
      `  prod: { url: "${server.url}", realm: acme, auth: { clientId: ci, clientSecret: "env:KC_SECRET" } }`,
      more,
    ].join('\n'),
  });
  const run = async (...args: readonly string[]) => {
    const result = await runCliAsync(args, { cwd: path, env: ENV });
    expect(result.stdout + result.stderr).not.toContain(SECRET);
    return result;
  };
  return { run, read, write, path, asked: server.asked, server };
}

async function inSync(answers: Answers = oneRealm(EXPORT), more = '') {
  const known = await withServer(answers, more);
  expect((await known.run('fetch', 'live:prod', '--out', 'realms')).exit).toBe(0);
  return known;
}

describe('a live realm', () => {
  test('is fetched as a normal form whose header says what is unknown', async () => {
    const { read } = await inSync();
    expect(JSON.parse(read('realms/acme.json')).$realmdiff).toEqual({
      ...{ baseline: '26.7.3', export: 'live', normalForm: 1 },
      unknown: ['federatedUsers', 'organizations/*/members', 'users/*'],
    });
  });

  test('is in sync with what was fetched, for drift, diff and normalize', async () => {
    const { run, read } = await inSync();
    const drift = await run('drift');
    expect(drift.stdout).toContain('Result: in sync, 0 fixed.');
    expect(drift.exit).toBe(0);
    expect((await run('diff', 'realms/acme.json', 'live:prod', '--exit-code')).exit).toBe(0);
    expect((await run('normalize', 'live:prod')).stdout).toBe(read('realms/acme.json'));
  });

  test('is never written: GET, the token and the partial export are all that is sent', async () => {
    const { run, asked } = await inSync();
    await run('drift', '--users');
    await run('lint', 'live:prod');
    await run('diff', 'live:prod', 'realms/acme.json');
    const others = asked.filter((call) => !call.startsWith('GET '));
    expect([...new Set(others)].sort()).toEqual([
      'POST /admin/realms/acme/partial-export',
      'POST /realms/acme/protocol/openid-connect/token',
    ]);
  });

  test('is no file to be rewritten', async () => {
    const { run } = await withServer(oneRealm(EXPORT));
    for (const mode of ['--check', '--write']) {
      const { exit, stderr } = await run('normalize', 'live:prod', mode);
      expect(stderr).toContain('live:prod: error: a server is no file that could be rewritten; use --stdout or --out');
      expect(exit).toBe(2);
    }
  });

  test('an option that nobody knows ends before any request', async () => {
    const { run, asked } = await withServer(oneRealm(EXPORT));
    for (const args of [
      ['drift', '--nonsense'],
      ['fetch', 'live:prod', '--frob'],
      ['drift', '--shard', '3/2'],
    ]) {
      expect((await run(...args)).exit).toBe(2);
    }
    expect(asked).toEqual([]);
  });
});

describe('a difference', () => {
  const edited = { ...EXPORT, sslRequired: 'none' };

  test('is new once, known after that, and fixed when it is gone', async () => {
    const { run, server } = await inSync();
    server.answers = oneRealm(edited);
    const first = await run('drift', '--format', 'json', '--out', 'drift.json');
    expect(first.exit).toBe(1);
    const again = await run('drift', '--since', 'drift.json');
    expect(again.stdout).toContain('Result: 0 new, 1 known, 0 fixed.');
    expect(again.exit).toBe(1);
    server.answers = oneRealm(EXPORT);
    const mended = await run('drift', '--since', 'drift.json');
    expect(mended.stdout).toContain('Result: in sync, 1 fixed.');
    expect(mended.exit).toBe(0);
  });

  test('that is not old enough fails nothing, and becomes new when it is', async () => {
    const { run, read, write, server } = await inSync();
    write('drift.json', (await run('drift', '--format', 'json')).stdout);
    server.answers = oneRealm(edited);
    const young = await run(
      'drift',
      '--since',
      'drift.json',
      '--min-age',
      '2h',
      '--format',
      'json',
      '--out',
      'young.json',
    );
    expect(young.exit).toBe(0);
    const report = JSON.parse(read('young.json'));
    const [difference] = report.drift.cells[0].differences;
    expect(difference).toMatchObject({ place: 'realm/sslRequired', state: 'young', severity: 'high' });
    difference.since = '2026-01-01T00:00:00Z';
    write('old.json', JSON.stringify(report));
    const old = await run('drift', '--since', 'old.json', '--min-age', '2h');
    expect(old.stdout).toContain('Result: 1 new (HIGH), 0 known, 0 fixed.');
    expect(old.exit).toBe(1);
  });

  test('that is allowed between the files and the environment is counted, and nothing else', async () => {
    const allow =
      'allowDifferences: [{ between: [repo, prod], path: realm/sslRequired, reason: "the proxy speaks TLS" }]';
    const { run, server } = await inSync(oneRealm(EXPORT), allow);
    server.answers = oneRealm(edited);
    const allowed = await run('drift');
    expect(allowed.exit).toBe(0);
    server.answers = oneRealm({ ...edited, registrationAllowed: true });
    expect((await run('drift')).exit).toBe(1);
  });
});

describe('a secret that the server made anew', () => {
  const made = (at: string) => ({
    ...EXPORT,
    clients: [
      { clientId: 'web', enabled: true, secret: '**********', attributes: { 'client.secret.creation.time': at } },
    ],
  });

  test('is one difference, told once, never fixed, and without the value', async () => {
    const { run, read, server } = await inSync(oneRealm(made('1700000000')));
    const json = ['--format', 'json', '--out', 'drift.json'];
    expect((await run('drift', ...json)).exit).toBe(0);
    server.answers = oneRealm(made('1700009999'));
    const told = await run('drift', '--since', 'drift.json');
    expect(told.stdout).toContain('secret : (secret, changed)');
    expect(told.stdout).toContain('Result: 1 new (MEDIUM), 0 known, 0 fixed.');
    expect((await run('drift', '--since', 'drift.json', ...json)).exit).toBe(1);
    expect(JSON.parse(read('drift.json')).drift.cells[0].differences).toMatchObject([
      { place: 'clients/web/secret', once: true },
    ]);
    const later = await run('drift', '--since', 'drift.json');
    expect(later).toMatchObject({ exit: 0, stdout: expect.stringContaining('Result: in sync, 0 fixed.') });
  });

  test('is one even where somebody gave the one before', async () => {
    const given = { ...EXPORT, clients: [{ clientId: 'web', enabled: true, secret: '**********' }] };
    const { run, server } = await inSync(oneRealm(given));
    await run('drift', '--format', 'json', '--out', 'drift.json');
    server.answers = oneRealm(made('1700009999'));
    expect((await run('drift', '--since', 'drift.json')).stdout).toContain('Result: 1 new (MEDIUM)');
  });

  test('is told when it is old enough, once', async () => {
    const { run, read, write, server } = await inSync(oneRealm(made('1700000000')));
    const again = ['--since', 'drift.json', '--min-age', '2h', '--format', 'json', '--out', 'drift.json'];
    write('drift.json', (await run('drift', '--format', 'json')).stdout);
    server.answers = oneRealm(made('1700009999'));
    expect((await run('drift', ...again)).exit).toBe(0);
    const young = JSON.parse(read('drift.json'));
    young.drift.cells[0].differences[0].since = '2026-01-01T00:00:00Z';
    write('drift.json', JSON.stringify(young));
    expect((await run('drift', ...again)).exit).toBe(1);
    expect((await run('drift', ...again)).exit).toBe(0);
  });
});

describe('who made a difference', () => {
  const withIds = {
    ...EXPORT,
    ...{ adminEventsEnabled: true, id: 'r1' },
    clients: [{ id: 'c1', ...EXPORT.clients[0] }],
  };
  const edited = {
    ...withIds,
    sslRequired: 'none',
    clients: [{ ...withIds.clients[0], redirectUris: ['https://other.example/*'] }],
  };
  const event = (time: number, resourcePath: string, userId: string) => ({
    ...{ time, realmId: 'r1', operationType: 'UPDATE', resourcePath },
    authDetails: { realmId: userId === 'u1' ? 'r1' : 'm1', userId },
  });
  const EVENTS = [
    event(Date.UTC(2026, 10, 26, 8, 0), 'clients/c1', 'u1'),
    event(Date.UTC(2026, 10, 25, 8, 0), 'clients/c1', 'u2'),
    event(Date.UTC(2026, 10, 24, 8, 0), '', 'u2'),
  ];
  const answers = oneRealm(edited, (call) => {
    if (call === 'GET /admin/realms/acme/admin-events') return EVENTS;
    if (call === 'GET /admin/realms/acme/users/u1') return { username: 'alice' };
    return call === 'GET /admin/realms/master/users/u2' ? { username: 'service-account-ci' } : undefined;
  });

  test('stands beside it, by name and with the time of the last event', async () => {
    const { run, server } = await inSync(oneRealm(withIds));
    server.answers = answers;
    const { stdout } = await run('drift');
    expect(stdout).toMatch(/client web\n(.*\n)+? +# by alice, 2026-11-26 08:00 UTC/);
    expect(stdout).toMatch(/realm acme\n(.*\n)+? +# by client ci, 2026-11-24 08:00 UTC/);
    const { comparisons } = JSON.parse((await run('drift', '--format', 'json')).stdout);
    expect(comparisons[0].changes.map(({ by }: { readonly by: object }) => by)).toEqual([
      { user: 'client ci', at: '2026-11-24T08:00:00Z' },
      ...Array.from({ length: 2 }, () => ({ user: 'alice', at: '2026-11-26T08:00:00Z' })),
    ]);
  });

  test('is not verified where nobody may see events, and not asked where there are none', async () => {
    const { run, server, asked } = await inSync(oneRealm(withIds));
    server.answers = oneRealm(edited, (call) => (call.endsWith('/admin-events') ? 403 : undefined));
    expect((await run('drift')).stdout).toMatch(/who\s+changed\s+realm\s+acme: needs\s+the\s+role\s+view-events/);
    asked.length = 0;
    server.answers = oneRealm({ ...edited, adminEventsEnabled: false });
    await run('drift');
    expect(asked.filter((call) => call.includes('admin-events'))).toEqual([]);
  });
});

test('two servers are compared as their files would be: keys that each made for itself are no difference', async () => {
  const saml = (key: string) => ({
    ...EXPORT,
    clients: [
      {
        ...{ clientId: 'sp', protocol: 'saml', enabled: true },
        attributes: { 'saml.signing.private.key': key, 'saml.signing.certificate': `of ${key}` },
      },
    ],
  });
  const other = await startAdminServer(oneRealm(saml('their key')));
  try {
    const auth = 'auth: { clientId: ci, clientSecret: "env:KC_SECRET" }';
    const { run } = await withServer(
      oneRealm(saml('our key')),
      `  stage: { url: "${other.url}", realm: acme, ${auth} }`,
    );
    const { stdout, exit } = await run('drift', 'live:prod', '--env', 'stage');
    expect(stdout).toContain('Result: in sync');
    expect(exit).toBe(0);
  } finally {
    await other.close();
  }
});

test('a realm that changes while it is read is read twice, and says so', async () => {
  const { run, server } = await inSync();
  let reads = 0;
  server.answers = oneRealm(EXPORT, (call) => {
    if (!call.endsWith('/partial-export')) return undefined;
    reads += 1;
    return reads === 1 ? { ...EXPORT, sslRequired: 'none', enabled: false } : { ...EXPORT, sslRequired: 'none' };
  });
  const { stdout } = await run('drift');
  expect(reads).toBe(2);
  expect(stdout).toMatch(/it changed\s+between two readings, and the second one is told/);
  expect(stdout).toContain('Result: 1 new (HIGH), 0 known, 0 fixed.');
});

test('what a report told stays known when the server is away for one run', async () => {
  const { run, server } = await inSync();
  const json = ['--format', 'json', '--out', 'drift.json'];
  server.answers = oneRealm({ ...EXPORT, sslRequired: 'none' });
  expect((await run('drift', ...json)).exit).toBe(1);
  server.answers = () => 500;
  const away = await run('drift', '--since', 'drift.json', ...json);
  expect(away.exit).toBe(3);
  server.answers = oneRealm({ ...EXPORT, sslRequired: 'none' });
  expect((await run('drift', '--since', 'drift.json')).stdout).toContain('Result: 0 new, 1 known, 0 fixed.');
});

test('the first organization of a realm, and the first text, are differences on every version that has them', async () => {
  const orgs = { ...EXPORT, organizationsEnabled: true };
  const none = oneRealm(orgs, (call) => (call === 'GET /admin/realms/acme/organizations' ? [] : undefined));
  const { run, server } = await inSync(none);
  const one = { id: 'o1', name: 'beta', alias: 'beta', enabled: true, domains: [{ name: 'beta.example' }] };
  server.answers = oneRealm(orgs, (call) => {
    if (call === 'GET /admin/realms/acme/organizations') return [one];
    if (call === 'GET /admin/realms/acme/organizations/o1') return one;
    if (call.endsWith('/members/count')) return { number: 3 };
    return call.endsWith('/identity-providers') ? [] : undefined;
  });
  const { stdout, exit } = await run('drift');
  expect(stdout).toContain('organization beta');
  expect(stdout).toMatch(/members\s+of\s+organizations\s+\(beta\s+3\)/);
  expect(exit).toBe(1);
  await server.close();

  const old = { ...EXPORT, keycloakVersion: '18.0.2' };
  const before = await inSync(oneRealm(old, (call) => (call.endsWith('/localization') ? [] : undefined)));
  before.server.answers = oneRealm(old, (call) => {
    if (call.endsWith('/localization')) return ['de'];
    return call.endsWith('/localization/de') ? { hello: 'Hallo' } : undefined;
  });
  const texts = await before.run('drift');
  expect(texts.stdout).toContain('localization');
  expect(texts.exit).toBe(1);
});

describe('trouble', () => {
  const ONE_LINE = /^live:prod: error: [^\n]+\n$/;
  const cases: readonly (readonly [what: string, answers: Answers, message: RegExp])[] = [
    ['401', oneRealm(EXPORT, (call) => (call.endsWith('/token') ? 401 : undefined)), /refuses the login of client ci/],
    ['403', oneRealm(EXPORT, (call) => (call.includes('/admin/') ? 403 : undefined)), /give it the role view-realm/],
    ['404', oneRealm(EXPORT, (call) => (call.includes('/admin/') ? 404 : undefined)), /has no realm acme \(404\)/],
    ['500', oneRealm(EXPORT, (call) => (call.includes('/admin/') ? 500 : undefined)), /answers 500 to/],
    [
      'half an answer',
      oneRealm(EXPORT, (call) => (call.includes('/admin/') ? 'half' : undefined)),
      /ended in the middle/,
    ],
    ['silence', oneRealm(EXPORT, (call) => (call.includes('/admin/') ? 'silence' : undefined)), /within 1 s/],
    ['no Keycloak', () => 404, /no realm acme to log in to/],
  ];
  test.each(cases)('%s is one line, and exit 3', async (_, answers, message) => {
    const { run, write } = await withServer(answers);
    write('realms/acme.json', JSON.stringify(EXPORT));
    const { exit, stderr, stdout } = await run('drift', '--timeout', '1');
    expect(stderr).toMatch(ONE_LINE);
    expect(stderr).toMatch(message);
    expect(stdout).toContain('1 realm not read.');
    expect(exit).toBe(3);
  });

  test.each([
    ['normalize', 'live:prod'],
    ['diff', 'live:prod', 'realms/acme.json'],
    ['lint', 'live:prod'],
  ])('%s ends with 3 as well', async (...args) => {
    const { run, write } = await withServer(oneRealm(EXPORT, (call) => (call.includes('/admin/') ? 500 : undefined)));
    write('realms/acme.json', JSON.stringify(EXPORT));
    expect((await run(...args)).exit).toBe(3);
  });

  test('with one environment leaves the findings of the others', async () => {
    const down =
      '  down: { url: "http://127.0.0.1:9", realm: acme, auth: { clientId: ci, clientSecret: "env:KC_SECRET" } }';
    const { run, server } = await inSync(oneRealm(EXPORT), down);
    server.answers = oneRealm({ ...EXPORT, sslRequired: 'none' });
    const { exit, stdout, stderr } = await run('drift');
    expect(stdout).toContain('realm-ssl-lowered');
    expect(stderr).toContain('cannot reach http://127.0.0.1:9');
    expect(exit).toBe(3);
  });
});

test('shards are parts of all realms that have nothing in common', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const { run, read, server, write } = await withServer(() => 404);
  const answers: Answers = (call) => {
    const [, realm] = /^POST \/admin\/realms\/(\w+)\/partial-export$/.exec(call) ?? [];
    return realm === undefined ? oneRealm(EXPORT)(call, '') : { ...EXPORT, realm };
  };
  server.answers = answers;
  const auth = 'auth: { realm: master, clientId: ci, clientSecret: "env:KC_SECRET" }';
  write(
    '.realmdiff.yaml',
    `environments:\n  prod: { url: "${server.url}", realms: [${names}], ${auth} }\nfiles: ["realms/*.json"]\n`,
  );
  expect((await run('fetch', 'live:prod', '--out', 'realms')).exit).toBe(0);
  const seen: string[] = [];
  for (const shard of ['1/2', '2/2']) {
    const { stdout, exit } = await run('drift', '--shard', shard, '--format', 'json');
    expect(exit).toBe(0);
    write(`shard-${shard[0]}.json`, stdout);
    seen.push(...JSON.parse(stdout).drift.cells.map(({ realm }: { readonly realm: string }) => realm));
  }
  expect(seen.sort()).toEqual(names);
  const merged = await run('report', 'merge', 'shard-1.json', 'shard-2.json', '--out', 'all.json');
  expect(merged).toEqual({ exit: 0, stdout: '', stderr: '' });
  expect(JSON.parse(read('all.json')).drift.cells.map(({ realm }: { readonly realm: string }) => realm)).toEqual(names);
  expect((await run('drift', '--since', 'all.json')).stdout).toContain('Result: in sync, 0 fixed.');
  const gauges = await run('report', 'merge', 'all.json', '--format', 'prometheus');
  expect(gauges.stdout.match(/^realmdiff_drift_failed\{.*\} 0$/gm)).toHaveLength(names.length);
  expect((await run('report', 'merge', '.realmdiff.yaml')).exit).toBe(2);
  server.answers = (call) => {
    const [, realm] = /^POST \/admin\/realms\/(\w+)\/partial-export$/.exec(call) ?? [];
    return realm === 'c' ? { ...EXPORT, realm, sslRequired: 'none' } : answers(call, '');
  };
  const direct = await run('drift');
  await run('drift', '--format', 'json', '--out', 'all.json');
  const rendered = await run('report', 'merge', 'all.json', '--format', 'terminal');
  expect(rendered).toEqual({ ...direct, stderr: '' });
  expect((await run('report', 'merge', 'all.json', '--format', 'markdown')).stdout).toContain('realm-ssl-lowered');
});

test('the commands of docs/drift.md lead from nothing to a report', async () => {
  const page = readFileSync(new URL('../docs/drift.md', import.meta.url), 'utf8');
  const [, block = ''] = /```sh\n([\s\S]*?)```/.exec(page) ?? [];
  const lines = block.trim().split('\n');
  expect(lines).toHaveLength(5);
  const { run, read, write } = await withServer(oneRealm(EXPORT), '  stage: { file: exports/acme.json }');
  const calls = lines.filter((line) => line.startsWith('npx realmdiff ')).map((line) => line.split(' ').slice(2));
  expect(calls.map(([command]) => command)).toEqual(['fetch', 'drift', 'drift']);
  for (const call of calls) {
    expect((await run(...call)).exit, call.join(' ')).toBe(0);
    write('exports/acme.json', read('realms/acme.json'));
  }
});

/** Until its first line. */
async function watching(path: string, ...more: readonly string[]) {
  const child = spawn(process.execPath, [BIN, 'watch', 'live:prod', '--interval', '1', ...more], {
    ...{ cwd: path, env: cleanEnvironment(ENV) },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  const said = () => text;
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const stop = () => {
    child.kill('SIGINT');
    return ended;
  };
  await vi.waitFor(() => expect(text).toContain('watching realm acme'), 10_000);
  return { said, stop };
}

test('watch lets admin events tell when to look, and who it was', async () => {
  const quiet = { ...EXPORT, id: 'r1', adminEventsEnabled: true };
  const { server, path, asked } = await withServer(
    oneRealm(quiet, (call) => (call.endsWith('/admin-events') ? [] : undefined)),
  );
  const { said, stop } = await watching(path);
  const event = { time: Date.UTC(2026, 10, 26), realmId: 'r1', operationType: 'UPDATE', resourcePath: '' };
  server.answers = oneRealm({ ...quiet, sslRequired: 'none' }, (call) => {
    if (call.endsWith('/admin-events')) return [{ ...event, authDetails: { realmId: 'r1', userId: 'u1' } }];
    return call.endsWith('/users/u1') ? { username: 'alice' } : undefined;
  });
  await vi.waitFor(() => expect(said()).toMatch(/sslRequired.*by alice, 2026-11-26 00:00 UTC/), 10_000);
  const reads = () => asked.filter((call) => call.endsWith('/partial-export')).length;
  const [before, looks] = [reads(), asked.length];
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(looks + 3), 10_000);
  expect(reads()).toBeLessThanOrEqual(before + 1);
  await stop();
  // One login serves the whole time.
  expect(asked.filter((call) => call.endsWith('/token'))).toHaveLength(1);
});

test('watch tells each change, waits for a server that is away, and keeps the last state', async () => {
  const { server, path, read } = await withServer(oneRealm(EXPORT));
  const { said, stop } = await watching(path, '--record', 'now.json');
  server.answers = () => 500;
  await vi.waitFor(() => expect(said()).toContain('answers 500'), 10_000);
  server.answers = oneRealm({ ...EXPORT, sslRequired: 'none' });
  await vi.waitFor(() => expect(said()).toContain('realm-ssl-lowered'), 10_000);
  expect(await stop()).toBe(0);
  expect(said().match(/answers 500/g)).toHaveLength(1);
  expect(said()).not.toContain(SECRET);
  expect(JSON.parse(read('now.json')).sslRequired).toBe('none');
});
