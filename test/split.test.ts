/** What do `split` and `join` write, what do they refuse, and who reads a split folder? The command line as a process. */

import { existsSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTables } from '../src/index.ts';
import { splitRealm } from '../src/split/split-realm.ts';
import { realm, repositoryWith, withText } from './git-repository.ts';
import { type Folder, folderWith, normalForm } from './run-cli.ts';
import { runProcessAsync } from './run-process-async.ts';

const NORMAL = normalForm(realm());

/** What splitting it writes. */
const SPLIT = Object.fromEntries(
  splitRealm(JSON.parse(NORMAL), loadTables()).map(({ name, text }) => [`acme/${name}`, text]),
);

function split(files: { readonly [name: string]: string } = {}): Folder {
  const folder = folderWith({ 'acme.json': NORMAL, ...files });
  expect(folder.run('split', 'acme.json', 'acme')).toMatchObject({ exit: 0, stdout: '' });
  return folder;
}

describe('split', () => {
  it('writes a file an entity, and again nothing', () => {
    const { run, read } = split();
    expect(read('acme/clients/docs.json')).toBe(
      '{\n  "clientId": "docs",\n  "redirectUris": [\n    "https://docs.example/cb"\n  ]\n}\n',
    );
    expect(read('acme/realm.json')).toMatch(/^\{\n {2}"\$realmdiffSplit": \{ "version": 1 \},\n {2}"\$realmdiff": /);
    expect(run('split', 'acme.json', 'acme').stderr).toBe('3 files in acme: 0 written, 0 removed\n');
    expect(run('join', 'acme', '-').stdout).toBe(NORMAL);
  });
  it('removes what is no longer there, and nothing else', () => {
    const { run, write, path } = split({ 'acme/.keep': '' });
    write('acme/README.md', 'mine');
    write('acme.json', NORMAL.replace('"docs"', '"papers"'));
    expect(run('split', 'acme.json', 'acme').stderr).toBe('3 files in acme: 1 written, 1 removed\n');
    expect(readdirSync(join(path, 'acme/clients')).sort()).toEqual(['papers.json', 'shop.json']);
    expect([existsSync(join(path, 'acme/README.md')), existsSync(join(path, 'acme/.keep'))]).toEqual([true, true]);
  });
  it('leaves folders alone that hold something else, links, and several realms', () => {
    const { run, path } = folderWith({
      'acme.json': NORMAL,
      'other/x.txt': 'x',
      'two.json': `[${realm()}, ${realm().replaceAll('"acme"', '"b"')}]`,
    });
    expect(run('split', 'acme.json', 'linked').exit).toBe(0);
    renameSync(join(path, 'linked/clients'), join(path, 'clients'));
    symlinkSync(join(path, 'clients'), join(path, 'linked/clients'));
    expect(run('split', 'acme.json', 'other').stderr).toContain('holds other files');
    expect(run('split', 'acme.json', 'linked').stderr).toContain('linked/clients: error: this is a symbolic link');
    expect(run('split', 'two.json', 'new')).toMatchObject({ exit: 2, stderr: expect.stringContaining('--realm') });
    expect(run('split', '--realm', 'b', 'two.json', 'new').exit).toBe(0);
    expect(run('split', 'acme.json')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('a file and a folder'),
    });
  });
});

describe('join', () => {
  it('counts what people added and removed, also as YAML', () => {
    const { run, write, read } = split();
    write('acme/clients/new.json', '{ "clientId": "new" }');
    write('acme/roles/client/new/viewer.json', '{ "name": "viewer" }');
    expect(run('join', 'acme', 'out.yaml').exit).toBe(0);
    expect(read('out.yaml')).toMatch(/clientId: docs[\s\S]*clientId: new[\s\S]*clientId: shop[\s\S]*viewer/);
  });
  it.each([
    ['acme/clients/b.json', '{ "clientId": "docs" }', 'holds "docs", which has another file'],
    ['acme/clients/b.json', '{ "name": "b" }', 'expected one object with "clientId"'],
    ['acme/clients/b.yaml', 'clientId: b', 'in a file .json'],
    ['acme/clients/b.json', '[]', 'expected one object, found an empty array'],
    ['acme/clients/b.json', '{ "clientId": "b", }', 'acme/clients/b.json:1:20'],
    ['acme/client/b.json', '{ "clientId": "b" }', 'expected a file of the folders clients, client-scopes'],
    ['acme/roles/client/a/b/c.json', '{ "name": "c" }', 'expected a file of the folders'],
    ['acme/b.json', '{}', 'expected a file of the folders'],
    ['acme/realm.json', '{ "$realmdiffSplit": { "version": 1 }, "realm": "x", "clients": [] }', 'holds /clients, too'],
    ['acme/realm.json', '{ "$realmdiffSplit": { "version": 2 }, "realm": "x" }', 'take the version of realmdiff'],
    ['acme/realm.json', '{ "$realmdiffSplit": { "version": 1 } }', 'expected the name of a realm'],
    ['acme/realm.json', '{ "realm": "x" }', 'its realm.json is missing'],
  ])('refuses %s with %s', (file, text, message) => {
    const { run, write } = folderWith(SPLIT);
    write(file, text);
    const refused = run('join', 'acme', '-');
    expect([refused.exit, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain(message);
  });
});

describe('normalize', () => {
  it('writes a split folder in place, and checks it', () => {
    const { run, write, read, path } = folderWith({ 'raw.json': realm() });
    run('split', 'raw.json', 'acme');
    write('acme/roles/realm/viewer.json', '{ "name": "viewer", "id": "r-1" }');
    expect(run('normalize', '--check', 'acme')).toMatchObject({
      exit: 1,
      stdout: expect.stringContaining('acme: not normalized'),
    });
    expect(run('normalize', '--write', 'acme', 'acme/clients/docs.json')).toMatchObject({ exit: 0 });
    expect(read('acme/roles/realm/viewer.json')).toBe('{ "name": "viewer" }\n');
    expect(readdirSync(join(path, 'acme')).sort()).toEqual(['clients', 'realm.json', 'roles']);
    expect(run('normalize', '--check', '.', 'acme/realm.json').stdout).not.toContain('acme: not');
    expect(run('normalize', '--write', 'acme').stderr).toBe('');
    expect(normalForm(run('join', 'acme', '-').stdout)).toBe(run('join', 'acme', '-').stdout);
  });
});

describe('two processes at one folder', () => {
  it('one of them writes; the lock of one that was killed counts for nothing', () => {
    const { run, write, path } = folderWith({ 'raw.json': realm() });
    run('split', 'raw.json', 'acme');
    write('acme/.realmdiff.lock', String(process.pid));
    expect(run('normalize', '--write', 'acme')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('another realmdiff is writing this folder'),
    });
    write('acme/.realmdiff.lock', '999999999');
    expect(run('normalize', '--write', 'acme').exit).toBe(0);
    expect(existsSync(join(path, 'acme/.realmdiff.lock'))).toBe(false);
  });
  it('leave the same bytes as one', async () => {
    const { path, run } = folderWith({ 'raw.json': realm() });
    run('split', 'raw.json', 'acme');
    const all = Array.from({ length: 6 }, () => runProcessAsync(['normalize', '--write', 'acme'], { cwd: path }));
    const exits = (await Promise.all(all)).map(({ exit }) => exit);
    expect(exits).toContain(0);
    expect(run('normalize', '--write', 'acme').exit).toBe(0);
    expect(run('join', 'acme', '-').stdout).toBe(NORMAL);
  });
});

describe('a split folder is read wherever a file is', () => {
  it.each(['acme', 'acme/realm.json', 'acme/clients/docs.json'])('%s', (name) => {
    const { run } = split();
    expect(run('diff', '--exit-code', 'acme.json', name)).toMatchObject({ exit: 0, stderr: '' });
    expect(run('normalize', name).stdout).toBe(NORMAL);
    expect(run('lint', name).exit).toBe(0);
    expect(run('why', '/clients/docs/redirectUris', name).stdout).toContain('["https://docs.example/cb"]');
  });
  it('in a folder of realms, once; with the lines of its own files', () => {
    const { run, write, path } = split();
    write('acme/clients/docs.json', '{\n  "clientId": "docs",\n  "redirectUris": ["*"]\n}\n');
    const found = run('diff', '--format', 'oneline', 'acme.json', 'acme').stdout;
    expect(found).toContain('acme/clients/docs.json:3:20');
    write('b-realm.json', realm().replaceAll('"acme"', '"b"'));
    rmSync(join(path, 'acme.json'));
    expect(run('normalize', '--out', 'out', '.').stderr).toContain('2 normalized');
  });
  it('of a revision, in a repository', () => {
    const repository = repositoryWith({ 'acme.json': NORMAL });
    repository.run('split', 'acme.json', 'realms/acme');
    repository.git('add', '-A');
    repository.git('commit', '-qm', 'split');
    repository.write('realms/acme/clients/docs.json', '{ "clientId": "docs", "description": "new" }');
    const told = repository.run('diff', 'HEAD:realms/acme', 'realms/acme');
    expect([told.exit, told.stderr]).toEqual([0, '']);
    expect(told.stdout).toContain('description');
    expect(withText('docs', 'x')).not.toBe(NORMAL);
  });
});
