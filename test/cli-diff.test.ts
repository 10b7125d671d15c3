/** What does `realmdiff diff` do as a process? Sources, options, exit codes, and what is wrong with its words. */

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Result, runCli } from './run-cli.ts';

const REALM = { realm: 'acme', keycloakVersion: '26.7.3', enabled: true };
const json = (value: object): string => JSON.stringify(value, null, 2);

let cwd = '';
beforeEach(() => {
  cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'realmdiff-diff-'));
  const files = {
    'a.json': json({ ...REALM, accessTokenLifespan: 300, clients: [{ clientId: 'web', secret: 'fake-one' }] }),
    'b.json': json({ ...REALM, accessTokenLifespan: 600, clients: [{ clientId: 'web', secret: 'fake-two' }] }),
    'other.json': json({ ...REALM, realm: 'staff' }),
    'none.json': '{ "name": "no realm" }',
  };
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(cwd, name), text);
});
afterEach(() => fs.rmSync(cwd, { recursive: true, force: true }));

const diff = (...args: readonly string[]): Result => runCli(['diff', ...args], { cwd });
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const summary = ({ stdout }: Result): string => stdout.trimEnd().split('\n').at(-1) ?? '';

describe('exit codes', () => {
  test.each([
    [['a.json', 'b.json'], 0],
    [['a.json', 'a.json', '--exit-code'], 0],
    [['a.json', 'b.json', '--exit-code'], 1],
    [['a.json', 'b.json', '--fail-on', 'high'], 0],
    [['a.json', 'b.json', '--fail-on', 'medium'], 1],
    [['a.json', 'b.json', '--only', 'clientScopes', '--exit-code'], 0],
    [['a.json', 'nope.json'], 2],
  ] as const)('%s: %d', (args, exit) => {
    expect(diff(...args).exit).toBe(exit);
  });

  test('--quiet prints nothing', () => {
    expect(diff('a.json', 'b.json', '--quiet')).toEqual({ exit: 1, stdout: '', stderr: '' });
    expect(diff('a.json', 'a.json', '--quiet')).toEqual({ exit: 0, stdout: '', stderr: '' });
  });
});

describe('what is printed', () => {
  test('both changes, and no secret', () => {
    const { stdout } = diff('a.json', 'b.json', '--format', 'oneline');
    expect(stdout).toContain('~ realm accessTokenLifespan: 300 -> 600');
    expect(stdout).toContain('~ client web secret: (secret, changed)');
    expect(stdout).toContain('(a.json:5:3 -> b.json:5:3)');
    expect(stdout).not.toContain('fake-');
  });

  test('an empty result says what was compared', () => {
    expect(diff('a.json', 'a.json').stdout).toMatch(/^No semantic changes\. Compared realm acme: \d+ clients,/);
  });

  test('--stat counts, --only asks for a part', () => {
    expect(diff('a.json', 'b.json', '--stat').stdout).toMatch(/^ realm settings +~1\n clients +~1$/m);
    expect(summary(diff('a.json', 'b.json', '--only', '/accessTokenLifespan'))).toContain('1 to change');
    expect(diff('a.json', 'b.json', '--only', 'clients/w*/secret', '--format', 'oneline').stdout).not.toContain('300');
  });

  test('--show-unchanged names them', () => {
    expect(diff('a.json', 'b.json', '--show-unchanged').stdout).toMatch(/# unchanged: alwaysDisplayInConsole, /);
  });

  test('json is what its schema says', () => {
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(runCli(['schema', 'report']).stdout));
    const report = JSON.parse(diff('a.json', 'b.json', '--format', 'json').stdout);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(report.comparisons[0].changes.map(({ kind }: { kind: string }) => kind)).toEqual(['changed', 'changed']);
  });

  test('--out writes a file', () => {
    expect(diff('a.json', 'b.json', '--format', 'markdown', '--out', 'report.md').stdout).toBe('');
    expect(fs.readFileSync(path.join(cwd, 'report.md'), 'utf8')).toMatch(/^<!-- realmdiff: /);
  });
});

describe('sources', () => {
  test('a normal form against the file that it was made of', () => {
    runCli(['normalize', 'a.json', '--out', 'normal'], { cwd });
    expect(diff('a.json', 'normal/acme.json').stdout).toMatch(/^No semantic changes/);
  });

  test('standard input', () => {
    const stdin = fs.readFileSync(path.join(cwd, 'b.json'));
    expect(summary(runCli(['diff', 'a.json', '-'], { cwd, stdin }))).toContain('2 to change');
  });

  test('a new realm of a version has the name of the other side', () => {
    expect(summary(diff('fresh:26.7.3', 'a.json'))).toContain('1 to add');
    expect(diff('fresh:nope', 'a.json').stderr).toContain('expected a Keycloak version such as fresh:');
  });

  test('folders are compared realm by realm, and a realm of one alone is shown', () => {
    for (const side of ['one', 'two']) fs.mkdirSync(path.join(cwd, side));
    fs.copyFileSync(path.join(cwd, 'a.json'), path.join(cwd, 'one/acme.json'));
    fs.copyFileSync(path.join(cwd, 'b.json'), path.join(cwd, 'two/acme.json'));
    fs.copyFileSync(path.join(cwd, 'other.json'), path.join(cwd, 'two/staff.json'));
    const { stdout, exit } = diff('one', 'two', '--exit-code');
    expect(stdout).toContain('Realm staff is only in two, not in one.');
    expect(exit).toBe(1);
  });

  test('realms of two names', () => {
    expect(diff('a.json', 'other.json')).toMatchObject({ exit: 2, stdout: '' });
    expect(diff('a.json', 'other.json').stderr).toContain('--pair FROM=TO');
    expect(summary(diff('a.json', 'other.json', '--pair', 'acme=staff'))).toContain('1 to remove');
  });
});

describe('git', () => {
  beforeEach(() => {
    git('init', '-q', '-b', 'main');
    fs.mkdirSync(path.join(cwd, 'realms'));
    fs.renameSync(path.join(cwd, 'a.json'), path.join(cwd, 'realms/acme.json'));
    git('add', 'realms');
    git('commit', '-qm', 'first');
    fs.copyFileSync(path.join(cwd, 'b.json'), path.join(cwd, 'realms/acme.json'));
  });

  test('one file is compared with HEAD, from any folder', () => {
    const [head = ''] = diff('realms/acme.json').stdout.split('\n');
    expect(head).toMatch(/^Realm acme {3}HEAD@[0-9a-f]+ -> working tree/);
    expect(summary(runCli(['diff', 'acme.json'], { cwd: path.join(cwd, 'realms') }))).toContain('2 to change');
    expect(summary(diff(path.join(cwd, 'realms/acme.json')))).toContain('2 to change');
  });

  test('a file of a revision, of the index, of a worktree and of a bare repository', () => {
    expect(summary(diff('main:realms/acme.json', 'realms/acme.json'))).toContain('2 to change');
    expect(diff(':realms/acme.json', 'HEAD:realms/acme.json').stdout).toMatch(/^No semantic changes/);
    git('worktree', 'add', '-q', 'tree', 'HEAD');
    const tree = { cwd: path.join(cwd, 'tree') };
    expect(runCli(['diff', 'main:realms/acme.json', 'realms/acme.json'], tree).stdout).toMatch(/^No semantic/);
    git('clone', '-q', '--bare', '.', 'bare.git');
    const bare = { cwd: path.join(cwd, 'bare.git') };
    expect(summary(runCli(['diff', 'main:realms/acme.json', '../b.json'], bare))).toContain('2 to change');
  });

  test('what is not there is named, with the command that would fetch it', () => {
    expect(diff('origin/nope:realms/acme.json', 'realms/acme.json').stderr).toContain('git fetch origin nope');
    expect(diff('HEAD:nope.json', 'realms/acme.json').stderr).toContain('git ls-tree -r --name-only HEAD');
    expect(diff('--', '-x:realms/acme.json', 'realms/acme.json')).toMatchObject({ exit: 2 });
  });
});

describe('wrong usage', () => {
  test.each([
    [[], 'give two sources'],
    [['-', '-'], 'standard input holds one of the two'],
    [['-'], 'standard input is one of two sources'],
    [['a.json', 'b.json', 'c.json'], 'two sources are compared, found 3'],
    [['a.json', 'b.json', '--format', 'jsn'], 'did you mean json?'],
    [['a.json', 'b.json', '--nope'], '--nope'],
    [['nope.json', 'nope.json', '--nope'], '--nope'],
    [['a.json', 'b.json', '--stat', '--format', 'json'], '--stat is a table'],
    [['a.json', 'b.json', '--pair', 'acme'], '--pair takes two realm names'],
    [['a.json', 'none.json'], 'expected a realm export'],
  ] as const)('%s', (args, told) => {
    const { exit, stdout, stderr } = diff(...args);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toContain(told);
    expect(stderr.trimEnd().split('\n').length).toBe(1);
  });
});

describe('keyed secrets', () => {
  const env = { REALMDIFF_SECRET_KEY: 'fake-key' };
  const keyed = (file: string, out: string) =>
    runCli(['normalize', file, '--secrets', 'keyed', '--out', out], { cwd, env }).exit;

  test('a rotation shows, and nothing else of it', () => {
    expect([keyed('a.json', 'one'), keyed('b.json', 'two')]).toEqual([0, 0]);
    const text = fs.readFileSync(path.join(cwd, 'one/acme.json'), 'utf8');
    expect(text).toMatch(/"secret": "\$secret:[0-9a-f]{12}"/);
    expect(diff('one/acme.json', 'two/acme.json', '--format', 'oneline').stdout).toContain('secret: (secret, changed)');
    const again = runCli(['normalize', 'one/acme.json'], { cwd });
    expect(again.stdout).toBe(text);
  });

  test('beside a mask or another realm name it is not compared', () => {
    keyed('a.json', 'one');
    runCli(['normalize', 'a.json', '--out', 'masked'], { cwd });
    expect(diff('one/acme.json', 'masked/acme.json').stdout).toMatch(
      /^No semantic[\s\S]*Not compared: client "web" secret/,
    );
    const staff = fs.readFileSync(path.join(cwd, 'b.json'), 'utf8').replace('acme', 'staff');
    fs.writeFileSync(path.join(cwd, 'staff.json'), staff);
    keyed('staff.json', 'two');
    const { stdout } = diff('one/acme.json', 'two/staff.json', '--pair', 'acme=staff', '--format', 'oneline');
    expect(stdout).toContain('Not compared: client "web" secret: a keyed secret has another place');
  });

  test('without a key it says so', () => {
    const { exit, stderr } = runCli(['normalize', 'a.json', '--secrets', 'keyed'], { cwd });
    expect([exit, stderr]).toEqual([2, expect.stringContaining('REALMDIFF_SECRET_KEY')]);
  });
});
