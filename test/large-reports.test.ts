/** Does a report on the users that differ, or that a rule speaks of, say what one on all of them says? */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparePair } from '../src/cli/commands/diff/compare-pair.ts';
import { PLAIN_DIFF, parseDiff } from '../src/cli/commands/diff/options.ts';
import { lookAtRealm } from '../src/cli/commands/lint/look-at-realm.ts';
import { selectDifferentUsers, selectToldUsers } from '../src/cli/large/select-users.ts';
import type { Realm, Report } from '../src/model.ts';
import { readSource } from '../src/read/read-source.ts';
import type { Input } from '../src/sources/input.ts';
import { loadTables } from '../src/tables/load.ts';
import { loadRules } from '../src/tables/load-rules.ts';
import { FOREIGN, filesBelow, isSampled, OWN } from './exports.ts';
import { folderWith } from './run-cli.ts';

const tables = loadTables();
const { rules } = loadRules({ folders: [] });
const judging = { rules, config: undefined, today: '2026-01-01' };
const SMALL = { sliceBytes: 300, portionBytes: 900, brokenBytes: 0, worthBytes: 0 };
const inputOf = (file: string): Input => ({ kind: 'file', name: file, paths: [file] });

let folder = '';
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'realmdiff-large-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

function write(name: string, realm: unknown): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, JSON.stringify(realm, null, 2));
  return file;
}

/** What is told, without the places of users in their list, which is shorter. */
function told(report: Report) {
  const text = JSON.stringify({ ...report, before: 0, after: 0 }, (key, value) =>
    key === 'places' || key === 'leftOut' || key === 'at' ? undefined : value,
  );
  return JSON.parse(text.replaceAll(/"(users|federatedUsers)","\d+"/g, '"$1","*"'));
}

async function wholeOf(file: string): Promise<Realm> {
  const [realm] = (await readSource({ name: file, content: fs.readFileSync(file) })).realms;
  if (realm === undefined) throw new Error(`${file} holds no realm`);
  return realm;
}

async function looked(realm: Realm): Promise<unknown> {
  const named = { source: 'file', label: undefined, realm };
  return told((await lookAtRealm(named, { only: [], toVersion: undefined }, judging, tables)).report);
}

async function compared(before: Realm, after: Realm): Promise<unknown> {
  const parsed = parseDiff({ ...PLAIN_DIFF, words: ['before', 'after'], format: 'json' });
  if ('usage' in parsed) throw new Error(parsed.usage);
  const named = (realm: Realm, source: string) => ({ source, label: undefined, realm });
  const around = { request: parsed.request, tables, ...judging };
  return told((await comparePair(named(before, 'before'), named(after, 'after'), around)).report);
}

async function expectSameLint(file: string): Promise<void> {
  const selected = await selectToldUsers(inputOf(file), { judging, tables, sizes: SMALL });
  if (selected === undefined) return;
  expect(await looked(selected.realms[0] as Realm)).toEqual(await looked(await wholeOf(file)));
}

async function expectSameDiff(before: string, after: string): Promise<void> {
  const selected = await selectDifferentUsers(inputOf(before), inputOf(after), { judging, tables, sizes: SMALL });
  if (selected === undefined) return;
  const [[old], [now]] = selected.map(({ realms }) => realms) as [Realm[], Realm[]];
  expect(await compared(old as Realm, now as Realm)).toEqual(
    await compared(await wholeOf(before), await wholeOf(after)),
  );
}

const hasUsers = (file: string): boolean => {
  try {
    const { users } = JSON.parse(fs.readFileSync(file, 'utf8'));
    return Array.isArray(users) && users.length > 0;
  } catch {
    return false;
  }
};
const files = [...filesBelow(OWN), ...filesBelow(FOREIGN)]
  .filter((file) => file.endsWith('.json') && hasUsers(file))
  .filter((_, index) => isSampled(index, 2));

// biome-ignore lint/suspicious/noExplicitAny: realms of the test, edited freely
type Edited = any;

const EDITS: { readonly [name: string]: (realm: Edited) => void } = {
  nothing: () => undefined,
  'a user gone': (realm) => realm.users.pop(),
  'a user renamed': (realm) => {
    realm.users[0].username = 'somebody-else';
  },
  'a user with another role and attribute': (realm) => {
    realm.users[0].realmRoles = ['a-new-role'];
    realm.users[0].attributes = { department: ['x'] };
  },
  'another order and other ids': (realm) => {
    realm.users.reverse();
    for (const user of realm.users) user.id = `new-${user.username}`;
  },
  'a role that makes administrators of those who have it': (realm) => {
    const [name = 'user'] = realm.users.flatMap(({ realmRoles = [] }: Edited) => realmRoles);
    const role = realm.roles?.realm?.find((each: Edited) => each.name === name);
    if (role !== undefined) role.composites = { client: { 'realm-management': ['realm-admin'] } };
  },
};

describe('a realm of which not all users are read', () => {
  it.each(files)('has the same findings: %s', (file) => expectSameLint(file), 60_000);

  const pairs = files.flatMap((file) => Object.keys(EDITS).map((name): [string, string] => [name, file]));
  it.each(pairs)(
    'differs as a whole one: %s, %s',
    async (name, file) => {
      const realm = JSON.parse(fs.readFileSync(file, 'utf8'));
      EDITS[name]?.(realm);
      await expectSameDiff(file, write('after.json', realm));
    },
    60_000,
  );

  it('says of users of one name, and of masked secrets, what the whole says', async () => {
    const user = (number: number, secret: string) => ({
      username: `user-${number}`,
      credentials: [{ type: 'password', value: secret }],
    });
    const users = (secret: string) => Array.from({ length: 8 }, (_, index) => user(index % 7, secret));
    const realm = { realm: 'acme', keycloakVersion: '26.7.3' };
    const clear = write('clear.json', { ...realm, users: users('hunter2') });
    await expectSameLint(clear);
    await expectSameDiff(clear, write('other.json', { ...realm, users: users('hunter3') }));
  });
});

it('tells how far it is of both sides together', async () => {
  const users = Array.from({ length: 40 }, (_, index) => ({ username: `user-${index}`, enabled: true }));
  const realm = { realm: 'acme', keycloakVersion: '26.7.3' };
  const [one, other] = [write('one.json', { ...realm, users }), write('two.json', { ...realm, users: users.slice(1) })];
  const told: (readonly [number, number])[] = [];
  const tell = (done: number, all: number): void => void told.push([done, all]);
  await selectDifferentUsers(inputOf(one), inputOf(other), { judging, tables, sizes: SMALL, tell });
  const size = fs.statSync(one).size + fs.statSync(other).size;
  expect(new Set(told.map(([, all]) => all))).toEqual(new Set([size]));
  expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).sort((a, b) => a - b));
  expect(told.at(-1)?.[0]).toBeGreaterThan(size * 0.5);
});

describe('large files', () => {
  const users = (edit: (index: number) => object) =>
    Array.from({ length: 13_000 }, (_, index) => ({
      ...{ username: `user-${(index * 7919) % 13_000}`, attributes: { note: ['x'.repeat(600)] }, enabled: true },
      ...edit(index),
    }));
  const realm = { realm: 'acme', keycloakVersion: '26.7.3' };

  it('are compared and looked at as processes', () => {
    const { run } = folderWith({
      'old.json': JSON.stringify({ ...realm, users: users(() => ({})) }),
      'new.json': JSON.stringify({
        ...realm,
        users: users((index) =>
          index === 12_345 ? { enabled: false, credentials: [{ value: 'secret' }] } : {},
        ).reverse(),
      }),
    });
    const name = `user-${(12_345 * 7919) % 13_000}`;
    const diff = run('diff', 'old.json', 'new.json', '--format', 'json');
    expect(diff.stderr).toBe('');
    const [report] = JSON.parse(diff.stdout).comparisons;
    expect(report.summary.compared.users).toBe(13_000);
    expect(report.changes.map(({ entity, path: at }: Edited) => [entity, ...at])).toEqual([
      [name, 'credentials', ''],
      [name, 'enabled'],
    ]);
    const lint = run('lint', 'new.json', '--format', 'json', '--all');
    const found = JSON.parse(lint.stdout).comparisons[0].states.filter(({ section }: Edited) => section === 'users');
    expect(found.map(({ entity }: Edited) => entity)).toEqual([name]);
    const patch = JSON.parse(run('diff', 'old.json', 'new.json', '--format', 'jsonpatch').stdout);
    const normalized = JSON.parse(run('normalize', 'old.json', '--defaults', 'keep').stdout);
    const places = patch.map((operation: { path: string }) => operation.path.split('/').slice(1, 3));
    expect(places.length).toBeGreaterThan(0);
    for (const [list, index] of places) expect(normalized[list][index].username).toBe(name);
  });
});
