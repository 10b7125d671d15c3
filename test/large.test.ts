/** Is a realm that is read in portions the same realm? All that a whole reading says of it, for every kind of export with users. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderCheck } from '../src/cli/commands/normalize/check-report.ts';
import { printAll, printedOf, shapeOf } from '../src/cli/commands/normalize/print-realms.ts';
import { normalizeLarge } from '../src/cli/large/normalize-large.ts';
import { type NormalizedInput, normalizeInput } from '../src/cli/normalize-input.ts';
import { progressLine } from '../src/cli/progress.ts';
import { loadTheme } from '../src/cli/theme.ts';
import { compareText } from '../src/json/compare.ts';
import { ListScanner } from '../src/json/list-slices.ts';
import type { NormalizeOptions } from '../src/model.ts';
import { DEFAULT_OPTIONS } from '../src/normalize/normalize-realm.ts';
import { positionInWhole } from '../src/read/inside.ts';
import { collectInputs } from '../src/sources/collect-inputs.ts';
import { joined } from '../src/sources/file-holds.ts';
import type { Input } from '../src/sources/input.ts';
import { encodeRun, mergeRuns } from '../src/sources/sorted-runs.ts';
import { openSpill } from '../src/sources/spill.ts';
import { loadTables } from '../src/tables/load.ts';
import { FOREIGN, filesBelow, isSampled, OWN } from './exports.ts';
import { BIN, cleanEnvironment, folderWith, runCli } from './run-cli.ts';

const tables = loadTables();
/** So small that most users have a slice of their own, and most lists several portions. */
const SMALL = { sliceBytes: 300, portionBytes: 900, brokenBytes: 0, worthBytes: 0 };

function textOf(normalized: NormalizedInput): string {
  const text = printAll(printedOf(normalized), shapeOf(normalized.container), 'json', tables);
  return Buffer.concat([...joined(text)]).toString();
}

function told(normalized: NormalizedInput) {
  return {
    text: normalized.failures.length > 0 ? '' : textOf(normalized),
    problems: normalized.problems.map((each) => JSON.stringify(each)).sort(),
    failures: normalized.failures.map(({ file, position }) => ({ file, position })),
  };
}

async function expectSame(input: Input, options: NormalizeOptions = DEFAULT_OPTIONS): Promise<void> {
  const portions = await normalizeLarge(input, tables, options, { sizes: SMALL });
  if (portions === undefined) return;
  const whole = await normalizeInput(input, tables, options);
  if (whole.isForeign) return;
  expect(told(portions)).toEqual(told(whole));
}

const inputOf = (file: string): Input => ({ kind: 'file', name: file, paths: [file] });

const holdsUsers = (file: string): boolean =>
  /"(?:users|federatedUsers)"\s*:\s*\[\s*\{/.test(fs.readFileSync(file, 'utf8'));
const FIXTURES = path.join(import.meta.dirname, '../fixtures');
const files = [...filesBelow(OWN), ...filesBelow(FIXTURES), ...filesBelow(FOREIGN)]
  .filter((file) => file.endsWith('.json') && holdsUsers(file))
  .filter((file, index) => file.includes('malformed') || isSampled(index, 2));

let folder = '';
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'realmdiff-large-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

function write(name: string, value: unknown): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  return file;
}

describe('a realm that is read in portions', () => {
  it.each(files)('is the one that is read as a whole: %s', async (file) => {
    await expectSame(inputOf(file));
    await expectSame(inputOf(file), { defaults: 'keep', secrets: 'keep', users: 'service-accounts' });
  });

  it('is so for the files of a directory export', async () => {
    const user = (number: number) => ({
      id: `u${number}`,
      username: `user ${(number * 7) % 10}`,
      realmRoles: ['b', 'a'],
    });
    write('acme-realm.json', { id: 'x', realm: 'acme', keycloakVersion: '26.7.3', users: [user(8)] });
    write('acme-users-0.json', { realm: 'acme', users: [user(1), user(2), user(3)] });
    write('acme-users-1.json', { realm: 'acme', users: [user(4), user(1), user(11)] });
    write('acme-federated-users-0.json', { realm: 'acme', federatedUsers: [{ id: 'f:ldap:2' }, { id: 'f:ldap:1' }] });
    const { inputs } = await collectInputs([folder]);
    expect(inputs.map(({ kind }) => kind)).toEqual(['directory-export']);
    for (const input of inputs) await expectSame(input);
  });

  it('is so for arrays, byte order marks and any line ends', async () => {
    const user = (number: number) => ({
      username: `ü😀 ${(number * 7) % 10}`,
      federationLink: 'nothing',
      notBefore: 0,
    });
    const realm = (name: string) => ({
      ...{ realm: name, users: Array.from({ length: 9 }, (_, index) => user(index)), groups: [{ name: 'g' }] },
      federatedUsers: [{ id: 'f:b:2' }, { id: 'f:a:1', clientConsents: [{ clientId: 'none' }] }],
    });
    const text = JSON.stringify([realm('one'), realm('two')], null, 2);
    for (const each of [text, `\ufeff${text}`, text.replaceAll('\n', '\r\n'), text.replaceAll('\n', '\r')])
      await expectSame(inputOf(write('several.json', each)));
  });

  it('names users to permissions, by id and by name', async () => {
    const permission = (users: readonly string[]) => ({
      ...{ name: `of ${users}`, type: 'user', logic: 'POSITIVE', decisionStrategy: 'UNANIMOUS' },
      config: { users: JSON.stringify(users) },
    });
    const file = write('permissions.json', {
      realm: 'acme',
      users: [{ username: 'zoe' }, { id: '0b6a', username: 'a "b" c' }, { username: 'ann' }],
      clients: [
        {
          clientId: 'shop',
          authorizationServicesEnabled: true,
          authorizationSettings: { policies: [permission(['0b6a', 'zoe']), permission(['nobody'])] },
        },
      ],
    });
    await expectSame(inputOf(file));
    const portions = await normalizeLarge(inputOf(file), tables, DEFAULT_OPTIONS, { sizes: SMALL });
    expect(portions === undefined ? '' : textOf(portions)).toContain('a \\"b\\" c');
  });

  it('tells all users of one name and of one id, wherever they stand', async () => {
    const users = Array.from({ length: 40 }, (_, index) => ({ id: `${index % 17}`, username: `u${index % 19}` }));
    await expectSame(inputOf(write('twice.json', { realm: 'acme', users, keycloakVersion: '26.7.3' })));
    // Among what is no user, and named after their clients.
    const accounts = [null, { serviceAccountClientId: 'Shop' }, 'x', { username: 'service-account-shop', id: '1' }];
    await expectSame(inputOf(write('twice.json', { realm: 'acme', users: [...accounts, ...users, ...accounts] })));
  });

  it('is read whole where a user refers to one of two storages of one name', async () => {
    const storage = (id: string) => ({ id, name: 'ldap', providerId: 'ldap', config: { a: [id] } });
    const components = { 'org.keycloak.storage.UserStorageProvider': [storage('s1'), storage('s2')] };
    const file = write('storages.json', {
      realm: 'acme',
      components,
      users: [{ username: 'a', federationLink: 's2' }],
    });
    expect(await normalizeLarge(inputOf(file), tables, DEFAULT_OPTIONS, { sizes: SMALL })).toBeUndefined();
  });

  it('tells the first mistake of a broken file, at its place', async () => {
    const good = JSON.stringify(
      { realm: 'acme', users: Array.from({ length: 9 }, (_, n) => ({ username: `u${n}` })), z: 1 },
      null,
      1,
    );
    for (const broken of [
      good.slice(0, -30),
      good.slice(0, good.indexOf('u7')),
      good.replace('"u4"', 'u4'),
      good.replace('"u4"', '"u4" "x": 1'),
      good.replace('"u4"', '"u\t4"'),
      good.replace('}', '},,'),
    ]) {
      const input = inputOf(write('broken.json', broken));
      const placesOf = (normalized?: NormalizedInput) =>
        normalized?.failures.map(({ file, position }) => ({ file, position }));
      const whole = await normalizeInput(input, tables, DEFAULT_OPTIONS);
      const portions = await normalizeLarge(input, tables, DEFAULT_OPTIONS, { sizes: SMALL });
      expect(placesOf(portions)).toEqual(placesOf(whole));
      const again = { ...SMALL, brokenBytes: 1_000_000 };
      expect(await normalizeLarge(input, tables, DEFAULT_OPTIONS, { sizes: again })).toBeUndefined();
    }
  });

  it('tells the first few differences to a check', async () => {
    const file = write('unsorted.json', {
      $realmdiff: { normalForm: 1, export: 'declared' },
      realm: 'acme',
      users: ['c', 'a', 'b', 'd'].map((username) => ({ username, enabled: true, notBefore: 0 })),
    });
    const normalized = await normalizeLarge(inputOf(file), tables, DEFAULT_OPTIONS, { sizes: SMALL, differences: 10 });
    const theme = await loadTheme(false);
    const lines = normalized === undefined ? '' : renderCheck('unsorted.json', normalized, tables, theme);
    expect(lines).toBe(
      [
        'unsorted.json: not normalized',
        ...['c', 'a', 'b', 'd'].map((name) => `  users/${name}/notBefore: left out`),
        '  users: order differs',
        '',
      ].join('\n'),
    );
  });
});

describe('slices of a file', () => {
  const json = fc.json({ maxDepth: 3 });
  const realm = fc.record({
    before: json,
    users: fc.array(fc.oneof(json, fc.json({ maxDepth: 1, stringUnit: 'binary' })), { maxLength: 6 }),
    after: json,
    space: fc.constantFrom('', ' ', '\n  ', '\r\n', '\r', '\t', '\r \n', '\n\r\r\n\n'),
  });
  const cut = (text: string, chunk: number) => {
    const kept: Buffer[] = [];
    const bytes = Buffer.from(text);
    const keep = (part: Uint8Array): void => void kept.push(Buffer.from(part));
    const scanner = new ListScanner({ names: ['users'], sliceBytes: 20, keep });
    for (let at = 0; at < bytes.length; at += chunk) scanner.feed(bytes.subarray(at, at + chunk));
    return { ...scanner.finish(), bytes, frame: Buffer.concat(kept).toString() };
  };

  it('and what is around them are the whole file, however it is cut into chunks', () => {
    fc.assert(
      fc.property(
        realm,
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        ({ before, users, after, space }, chunk, isArray) => {
          const one = `{"a":${space}${before},${space}"users"${space}:${space}[${users.join(`,${space}`)}${space}],"z":${after}}`;
          const text = isArray ? `[${one},${space}${one}]` : one;
          const { slices, frame, bytes, anchors } = cut(text, chunk);
          expect(slices).toEqual(cut(text, 1_000_000).slices);
          const objects = isArray ? [0, 1] : [0];
          const found = objects.map((object) =>
            slices
              .filter((slice) => slice.object === object)
              .flatMap(({ start, end }) => JSON.parse(`[${bytes.subarray(start, end).toString()}]`)),
          );
          const values = users.map((user) => JSON.parse(user));
          expect(found).toEqual(objects.map(() => values));
          expect(slices.reduce((sum, { count }) => sum + count, 0)).toBe(users.length * objects.length);
          const empty = { a: JSON.parse(before), users: [], z: JSON.parse(after) };
          expect(JSON.parse(frame)).toEqual(isArray ? [empty, empty] : empty);
          const lines = text.split(/\r\n|\r|\n/);
          for (const { position, start } of slices) {
            const line = lines[position.line - 1] ?? '';
            expect(
              bytes
                .subarray(start)
                .toString()
                .startsWith(line.slice(position.column - 1)),
            ).toBe(true);
          }
          const last = frame.split(/\r\n|\r|\n/);
          const end = { line: last.length, column: (last.at(-1) ?? '').length };
          expect(positionInWhole(anchors, end)).toEqual({ line: lines.length, column: (lines.at(-1) ?? '').length });
        },
      ),
      { numRuns: 400 },
    );
  });

  it('are those of the last list where a key stands twice', () => {
    const { slices, bytes } = cut('{"users":[{"a":1}],"x":0,"users":[{"b":2}]}', 7);
    expect(slices.map(({ start, end }) => bytes.subarray(start, end).toString())).toEqual(['{"b":2}']);
  });
});

describe('sorted runs', () => {
  it('give every text once, by key, and equal ones in the order of the runs', () => {
    const record = fc.record({ key: fc.string({ maxLength: 3, unit: 'binary' }), text: fc.string({ unit: 'binary' }) });
    fc.assert(
      fc.property(fc.array(fc.array(record, { maxLength: 30 }), { maxLength: 8 }), (lists) => {
        const spill = openSpill();
        const sorted = lists.map((records) => [...records].sort((a, b) => compareText(a.key, b.key)));
        const runs = sorted.map((records) => spill.write(encodeRun(records)));
        const texts = [...mergeRuns(runs, spill, () => 0)].map((text) => text.toString());
        spill.close();
        const expected = sorted.flat().sort((a, b) => compareText(a.key, b.key));
        expect(texts).toEqual(expected.map(({ text }) => Buffer.from(text).toString()));
      }),
    );
  });
});

describe('the line that says how far it is', () => {
  it('tells bytes, rate and time left', () => {
    expect(progressLine('a.json', 0, 2_000_000, 0)).toBe(`a.json  ${'░'.repeat(24)}  0 bytes of 2.0 MB  0 bytes/s`);
    expect(progressLine('a.json', 310_000_000, 1_240_000_000, 25)).toBe(
      `a.json  ${'█'.repeat(6)}${'░'.repeat(18)}  310 MB of 1.2 GB  12 MB/s  1 min 15 s left`,
    );
    expect(progressLine('a\u001b[2Jb', 1, 1, 1)).not.toContain('\u001b');
  });
});

describe('a large file', () => {
  it('is normalized, checked and written as a process, and nothing of it stays behind', () => {
    const users = Array.from({ length: 13_000 }, (_, index) => ({
      id: `id-${index}`,
      username: `user-${(index * 7919) % 13_000}`,
      attributes: { note: ['x'.repeat(600)] },
      notBefore: 0,
    }));
    const file = write('big.json', { realm: 'acme', keycloakVersion: '26.7.3', users });
    expect(fs.statSync(file).size).toBeGreaterThan(8_000_000);
    const before = fs.readdirSync(folder).sort();
    const checked = runCli(['normalize', '--check', file], { cwd: folder });
    expect(checked.exit).toBe(1);
    expect(checked.stdout).toContain('users/user-7919/id: left out');
    const printed = runCli(['normalize', file], { cwd: folder });
    expect(runCli(['normalize', '--write', file], { cwd: folder }).stderr).toContain('big.json normalized');
    expect(fs.readFileSync(file, 'utf8')).toBe(printed.stdout);
    const names = JSON.parse(printed.stdout).users.map(({ username }: { username: string }) => username);
    expect(names).toEqual(users.map(({ username }) => username).sort());
    expect(runCli(['normalize', '--check', file], { cwd: folder }).exit).toBe(0);
    expect(fs.readdirSync(folder).sort()).toEqual(before);
    const restored = runCli(['restore', file], { cwd: folder });
    expect(new Set(restored.stdout.match(/"user-\d+"/g)).size).toBe(users.length);
  });

  it('says in one line where nothing can be put aside', () => {
    const users = Array.from({ length: 20_000 }, (_, index) => ({
      username: `user-${index}`,
      firstName: 'x'.repeat(400),
    }));
    const { path: own } = folderWith({ 'big.json': JSON.stringify({ realm: 'acme', users }) });
    const env = { TMPDIR: path.join(own, 'nowhere') };
    const { exit, stdout, stderr } = runCli(['normalize', 'big.json'], { cwd: own, env });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toBe(
      `big.json: error: nothing can be put aside in ${env.TMPDIR}: there is no such file or folder; check the path; set TMPDIR to a folder with room\n`,
    );
  });

  it.skipIf(process.platform === 'win32')('leaves nothing behind when it is killed', async () => {
    const users = Array.from({ length: 40_000 }, (_, index) => ({
      username: `user-${index}`,
      attributes: { note: ['x'.repeat(400)] },
    }));
    const { path: own, write: put } = folderWith({ 'tmp/nothing': '' });
    put('big.json', JSON.stringify({ realm: 'acme', keycloakVersion: '26.7.3', users }));
    const before = fs.readFileSync(path.join(own, 'big.json'));
    const args = [BIN, 'normalize', '--write', path.join(own, 'big.json')];
    const env = cleanEnvironment({ TMPDIR: path.join(own, 'tmp'), NODE_DISABLE_COMPILE_CACHE: '1' });
    const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
    const ended = once(child, 'exit');
    // Long enough to have put something aside, and too short for all of it.
    const spills = () =>
      fs.existsSync(`/proc/${child.pid}/fd`) && openFiles(child.pid).some((name) => name.includes('realmdiff-'));
    for (let tries = 0; tries < 400 && child.exitCode === null && !spills(); tries++) await setTimeout(10);
    child.kill('SIGKILL');
    await ended;
    expect(fs.readdirSync(path.join(own, 'tmp'))).toEqual(['nothing']);
    expect(fs.readdirSync(own).sort()).toEqual(['big.json', 'tmp']);
    expect(fs.readFileSync(path.join(own, 'big.json')).equals(before)).toBe(true);
  });
});

function openFiles(pid: number | undefined): readonly string[] {
  try {
    return fs.readdirSync(`/proc/${pid}/fd`).map((file) => fs.readlinkSync(`/proc/${pid}/fd/${file}`));
  } catch {
    return [];
  }
}
