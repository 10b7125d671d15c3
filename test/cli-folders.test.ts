/** Which files does a folder or a glob stand for? */

import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, normalForm, rawRealm } from './run-cli.ts';

const RAW = rawRealm('acme');

test('a folder is walked; hidden folders, packages and files about something else are left out', () => {
  const { run } = folderWith({
    'r/b.json': rawRealm('b'),
    'r/deep/a.yaml': 'realm: a\n',
    'r/deep/values.yml': 'replicas: 3\n',
    'r/package.json': '{"name": "x", "keywords": ["realm"]}',
    'r/chart.yaml': '{{ if .Values.x }}\na: 1\n{{ end }}\n',
    'r/notes.txt': 'realm: no',
    'r/.git/c.json': rawRealm('c'),
    'r/node_modules/d/d.json': rawRealm('d'),
  });
  const { stdout, stderr, exit } = run('normalize', '--stdout', 'r');
  expect(JSON.parse(stdout).map(({ realm }: { realm: string }) => realm)).toEqual(['b', 'a']);
  expect([exit, stderr]).toEqual([0, 'skipped 3 files that hold no realm in r\n2 normalized\n']);
});

test('a file in a folder that was meant to hold a realm is a failure', () => {
  const { run } = folderWith({ 'r/a.json': RAW, 'r/broken.json': '{ "realm": "b", ' });
  const { stderr, exit } = run('normalize', '--check', 'r');
  expect(exit).toBe(2);
  expect(stderr).toMatch(/^r\/broken\.json:1:\d+: error: .*\n1 not normalized, 1 failed\n$/);
});

test('a folder without a realm is a failure', () => {
  const { run } = folderWith({ 'none/x.json': '{"a": 1}', 'empty/x.txt': '' });
  expect(run('normalize', 'none')).toEqual({
    exit: 2,
    stdout: '',
    stderr: 'none: error: no file in this folder holds a realm; give the folder of the exports\n',
  });
  expect(run('normalize', 'empty').stderr).toBe(
    'empty: error: the folder holds no .json, .yaml or .yml file; give the folder of the exports\n',
  );
});

test('a file that is given twice is processed once, by whatever names', () => {
  const { run, path } = folderWith({ 'r/a.json': RAW });
  symlinkSync('a.json', join(path, 'r/link.json'));
  symlinkSync('.', join(path, 'r/loop'));
  const { stderr } = run('normalize', '--write', 'r/a.json', './r/a.json', 'r', 'r/*.json', join(path, 'r/a.json'));
  // The link leads to a file that is the normal form by then.
  expect(stderr).toBe('r/a.json normalized\n1 normalized, 1 unchanged\n');
  expect(run('normalize', '--check', 'r')).toEqual({ exit: 0, stdout: '', stderr: '' });
});

test('globs: **, braces, and a file whose name looks like one', () => {
  const { run } = folderWith({ 'x/a.json': RAW, 'x/y/b.json': rawRealm('b'), 'x/y/[c].json': rawRealm('c') });
  expect(run('normalize', '--check', 'x/**/*.json').stderr).toBe('3 not normalized\n');
  expect(run('normalize', '--check', 'x/{a,y/b}.json').stderr).toBe('2 not normalized\n');
  expect(run('normalize', 'x/y/[c].json').stdout).toBe(normalForm(rawRealm('c')));
});

test('the files of a directory export are one realm', () => {
  const users = JSON.stringify({ realm: 'acme', users: [{ username: 'alice', enabled: true }] });
  const { run, read } = folderWith({
    'e/acme-realm.json': RAW,
    'e/acme-users-0.json': users,
    'e/beta-realm.json': rawRealm('beta'),
  });
  const { stderr, exit } = run('normalize', '--out', 'o', 'e');
  expect([exit, stderr]).toEqual([0, 'o/acme.json written\no/beta.json written\n2 normalized\n']);
  expect(read('o/acme.json')).toContain('"username": "alice"');
  expect(run('normalize', 'e/acme-realm.json', 'e/acme-users-0.json').stdout).toBe(read('o/acme.json'));
  expect(run('normalize', '--write', 'e').stderr).toMatch(/^e\/acme-realm\.json: error: the realm is spread over/m);
});

test('a link to itself is told, and its neighbours are read', () => {
  const { run, path } = folderWith({ 'r/a.json': RAW, 'r/b.json': rawRealm('b') });
  symlinkSync('self.json', join(path, 'r/self.json'));
  const { exit, stderr } = run('normalize', 'r', '--out', 'out');
  expect([exit, stderr]).toEqual([
    2,
    'r/self.json: error: too many symbolic links; give the file itself\nout/acme.json written\nout/b.json written\n2 normalized, 1 failed\n',
  ]);
});
