/** What do --write and --out do to files? */

import { chmodSync, existsSync, readdirSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { safeStem } from '../src/entities/file-name.ts';
import { folderWith, normalForm, rawRealm } from './run-cli.ts';

const RAW = rawRealm('acme');
const RESOURCE = JSON.stringify({
  apiVersion: 'k8s.keycloak.org/v2alpha1',
  kind: 'KeycloakRealmImport',
  spec: { realm: JSON.parse(RAW) },
});

describe('--write', () => {
  test('rewrites in place, and then has nothing to do', () => {
    const { run, read, path } = folderWith({ 'a.json': RAW, 'list.json': `[${RAW}]` });
    expect(run('normalize', '--write', 'a.json')).toEqual({ exit: 0, stdout: '', stderr: 'a.json normalized\n' });
    expect(read('a.json')).toBe(normalForm(RAW));
    utimesSync(join(path, 'a.json'), 1, 1);
    expect(run('normalize', '--write', 'a.json')).toEqual({ exit: 0, stdout: '', stderr: '' });
    expect(statSync(join(path, 'a.json')).mtimeMs).toBe(1000);
    run('normalize', '--write', 'list.json');
    expect(JSON.parse(read('list.json'))).toHaveLength(1);
    expect(run('normalize', '--check', '.')).toEqual({ exit: 0, stdout: '', stderr: '2 unchanged\n' });
  });

  test('keeps YAML YAML, a stream a stream, and an unknown extension JSON', () => {
    const { run, read } = folderWith({
      'a.yml': 'realm: a\n',
      'b.yaml': 'realm: b\n---\nrealm: c\n',
      'd.export': '{"realm":"d"}',
    });
    expect(run('normalize', '--write', 'a.yml', 'b.yaml', 'd.export').exit).toBe(0);
    expect(read('a.yml')).toMatch(/^\$realmdiff:\n[\s\S]*\nrealm: a\n$/);
    expect(read('b.yaml').match(/^(---|realm: .)$/gm)).toEqual(['realm: b', '---', 'realm: c']);
    expect(read('d.export')).toMatch(/^\{\n/);
    expect(run('normalize', '--check', 'a.yml', 'b.yaml', 'd.export')).toEqual({
      exit: 0,
      stdout: '',
      stderr: '3 unchanged\n',
    });
  });

  test('refuses what it cannot rewrite, and goes on', () => {
    const files = { 'a.json': RAW, 'cr.json': RESOURCE, 'ro.json': RAW, 'ok.json': RAW };
    const { run, read, path } = folderWith(files);
    symlinkSync('a.json', join(path, 'link.json'));
    chmodSync(join(path, 'ro.json'), 0o444);
    const { exit, stderr } = run('normalize', '--write', 'link.json', 'cr.json', 'ro.json', 'ok.json', '-');
    expect(exit).toBe(2);
    expect(stderr.split('\n').filter((line) => !line.startsWith('<stdin>'))).toEqual([
      'link.json: error: this is a symbolic link to "a.json"; give the target itself',
      'cr.json: error: the realm is inside a custom resource, which the normal form would drop; use --out or --stdout',
      'ro.json: error: the file is read-only; make it writable, or write to another place',
      'ok.json normalized',
      '1 normalized, 4 failed',
      '',
    ]);
    expect([read('a.json'), read('cr.json'), read('ro.json')]).toEqual([RAW, RESOURCE, RAW]);
  });

  test('refuses a format that the name contradicts', () => {
    const { run, read } = folderWith({ 'a.json': RAW });
    expect(run('normalize', '--write', '--format', 'yaml', 'a.json').stderr).toBe(
      "a.json: error: --format yaml contradicts the file's name, which says json; leave it out, or use --out\n",
    );
    expect(read('a.json')).toBe(RAW);
  });

  test('a stream that holds other objects as well is left alone', () => {
    const stream = 'apiVersion: v1\nkind: Namespace\n---\nrealm: a\n';
    const { run, read } = folderWith({ 'a.yaml': stream });
    expect(run('normalize', '--write', 'a.yaml').exit).toBe(2);
    expect(read('a.yaml')).toBe(stream);
  });
});

describe('--out', () => {
  test('one file a realm, named by the realm', () => {
    const { run, read, path } = folderWith({
      'in/a.json': RAW,
      'in/list.json': `[${rawRealm('x/y')},${rawRealm('con')}]`,
      'in/cr.json': JSON.stringify({ kind: 'KeycloakRealmImport', spec: { realm: { realm: 'other' } } }),
      'in/b.yml': 'realm: beta\n',
    });
    expect(run('normalize', '--out', 'new/out', 'in')).toMatchObject({ exit: 0, stdout: '' });
    expect(readdirSync(join(path, 'new/out'))).toEqual([
      '%63on.json',
      'acme.json',
      'beta.yml',
      'other.json',
      'x%2Fy.json',
    ]);
    expect(read('new/out/acme.json')).toBe(normalForm(RAW));
    expect(run('normalize', '--out', 'new/out', 'in').stderr).toBe('4 unchanged\n');
    expect(run('normalize', '--out', 'yaml', '--format', 'yaml', 'in/a.json').stderr).toBe('yaml/acme.yaml written\n');
  });

  test('two realms for one file are refused, also where only the case differs', () => {
    const { run, path } = folderWith({ 'x.json': RAW, 'y.json': rawRealm('ACME'), 'z.json': rawRealm('beta') });
    const { exit, stderr } = run('normalize', '--out', 'o', 'x.json', 'y.json', 'z.json');
    expect(exit).toBe(2);
    expect(stderr).toBe(
      [
        'x.json: error: y.json gives a file "acme.json" as well; write them into two folders',
        'y.json: error: x.json gives a file "ACME.json" as well; write them into two folders',
        'o/beta.json written',
        '1 normalized, 2 failed',
        '',
      ].join('\n'),
    );
    expect(readdirSync(join(path, 'o'))).toEqual(['beta.json']);
  });

  test('never over an input, through a link or into a file', () => {
    const { run, read, path } = folderWith({ 'acme.json': RAW, file: '', 'o/b.json': 'mine' });
    expect(run('normalize', '--out', '.', 'acme.json').stderr).toBe(
      'acme.json: error: the output would overwrite an input; give another folder\n',
    );
    expect(run('normalize', '--out', 'file', 'acme.json').stderr).toBe(
      'file: error: this is a file, a folder was expected; give another name\n',
    );
    symlinkSync('b.json', join(path, 'o/acme.json'));
    expect(run('normalize', '--out', 'o', 'acme.json').exit).toBe(2);
    expect([read('acme.json'), read('o/b.json'), existsSync(join(path, 'file'))]).toEqual([RAW, 'mine', true]);
  });
});

const STEMS: readonly (readonly [realm: string, stem: string])[] = [
  ['acme', 'acme'],
  ['../../etc', '%2E.%2F..%2Fetc'],
  ['..', '%2E%2E'],
  ['a\\b:c', 'a%5Cb%3Ac'],
  ['-rf', '%2Drf'],
  ['nul', '%6Eul'],
  ['COM1.x', '%43OM1.x'],
  ['a%2Fb', 'a%252Fb'],
  ['tail. ', 'tail.%20'],
  ['\u001b[2J', '%1B[2J'],
  ['Zürich', 'Zürich'],
];

for (const [realm, stem] of STEMS) {
  test(`the realm ${JSON.stringify(realm)} is the file ${stem}`, () => {
    expect(safeStem(realm)).toBe(stem);
  });
}
