/** What does git store through the filter, and what does the driver say of a difference? Real git, in temporary repositories. */

import { spawn } from 'node:child_process';
import { chmodSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentPackets, textPackets } from '../src/cli/commands/git/packets.ts';
import { FILE, installed, realm, withText } from './git-repository.ts';
import { BIN, folderWith, normalForm } from './run-cli.ts';

describe('the filter', () => {
  const filtered = (...more: readonly string[]) =>
    installed({ 'x.txt': 'x\n' }, '--mode', 'textconv,merge,filter', '--files', 'realms/*', ...more);

  it('stores normal forms and leaves the work tree alone', () => {
    const { git, write, read } = filtered();
    const raw = realm((made) => Object.assign(made.clients as object, { 2: { clientId: 'api', secret: 'hunter2' } }));
    write(FILE, raw);
    git('add', '-A');
    expect(git('show', `:${FILE}`)).toBe(normalForm(raw));
    expect(read(FILE)).toBe(raw);
    git('commit', '-qm', 'realm');
    write(FILE, raw.replaceAll('"c-', '"another-'));
    git('add', '-A');
    expect(git('status', '--porcelain')).toBe('');
    git('rm', '-q', '--cached', FILE);
    git('checkout', '-qf', 'HEAD', '--', FILE);
    expect(read(FILE)).toBe(normalForm(raw));
  });
  it('names environment variables where install says so; YAML stays YAML', () => {
    const { git, write } = filtered('--secrets', 'env');
    write(
      FILE,
      realm((made) => Object.assign(made.clients as object, { 2: { clientId: 'api', secret: 'hunter2' } })),
    );
    write('realms/y.yaml', 'realm: y\nenabled: true\nid: y\n');
    git('add', '-A');
    expect(git('show', `:${FILE}`)).toContain('"secret": "$(env:ACME_CLIENTS_API_SECRET)"');
    expect(git('show', ':realms/y.yaml')).toMatch(/^realm: "y"\nenabled: true$/m);
    expect(git('diff', '--cached', '--', FILE)).toContain('+      "secret": "$(env:');
  });
  it('lets through what is no realm, conflict markers, and what a wrapper is around', () => {
    const { git, write, tryGit } = filtered();
    const files = {
      'a.json': '{"a":1}',
      'b.json': '<<<<<<< ours\n{"realm":"x"}\n=======\n{"realm":"y"}\n>>>>>>> theirs\n',
      'c.yaml':
        'apiVersion: k8s.keycloak.org/v2alpha1\nkind: KeycloakRealmImport\nmetadata: {name: x}\nspec: {realm: {realm: x, id: x}}\n',
      'd.json': '',
    };
    for (const [name, text] of Object.entries(files)) write(`realms/${name}`, text);
    write('realms/e.bin', new Uint8Array([0xff, 0, 0xfe]));
    const { exit, said } = tryGit('add', '-A');
    expect(exit).toBe(0);
    expect(said.match(/^realmdiff: realms\/\w\.\w+ is stored as it is: /gm)).toHaveLength(2);
    for (const [name, text] of Object.entries(files)) expect(git('show', `:realms/${name}`)).toBe(text);
  });
  it('is one process for many files, also for names that are odd', () => {
    const { git, write, read } = filtered();
    const names = [...Array.from({ length: 30 }, (_, index) => `r${index}.json`), ` -x $(id) "'.json`, 'ä\n.json'];
    const process = git('config', 'filter.realmdiff.process').trim();
    git('config', 'filter.realmdiff.process', `echo started >> .git/started; exec ${process}`);
    for (const name of names) write(`realms/${name}`, realm());
    git('add', '-A');
    const stored = normalForm(realm());
    for (const name of names) expect(git('show', `:realms/${name}`)).toBe(stored);
    expect(read('.git/started')).toBe('started\n');
  });
  it('without the process, one call a file', () => {
    const { git, write } = filtered();
    git('config', '--unset', 'filter.realmdiff.process');
    write(FILE, realm());
    git('add', '-A');
    expect(git('show', `:${FILE}`)).toBe(normalForm(realm()));
  });
  it('speaks only with a git that it understands', async () => {
    const run = async (...sent: readonly Uint8Array[]) => {
      const child = spawn(process.execPath, [BIN, 'git', 'filter-process']);
      const said: Buffer[] = [];
      child.stdout.on('data', (data) => said.push(data));
      child.stdin.end(Buffer.concat(sent));
      const exit = await new Promise((resolve) => child.on('close', resolve));
      return [exit, Buffer.concat(said).toString()];
    };
    const hello = textPackets(['git-filter-client', 'version=2']);
    expect(await run(hello, textPackets(['capability=clean', 'capability=delay']))).toEqual([
      0,
      '0016git-filter-server\n000eversion=2\n00000015capability=clean\n0000',
    ]);
    expect(await run(textPackets(['git-filter-client', 'version=1']))).toEqual([2, '']);
    expect(await run(Buffer.from('zzzz'))).toEqual([2, '']);
    const long = Buffer.alloc(200_000, 'x');
    const [exit, said] = await run(
      hello,
      textPackets(['capability=clean']),
      textPackets(['command=clean', 'pathname=a.json']),
      contentPackets(long),
    );
    expect([exit, String(said).replace(/[^x]/g, '').length]).toEqual([0, 200_000]);
  });
});

describe('the driver', () => {
  it('says what a change means: of the work tree, the index, a new and a gone file, a rename, a mode', () => {
    const { git, tryGit, write, path } = installed(
      { [FILE]: realm(), 'realms/n.json': '{"a": 1}\n' },
      '--mode',
      'driver',
    );
    write(FILE, withText('shop', 'for all'));
    write('realms/n.json', '{"a": 2}\n');
    chmodSync(join(path, FILE), 0o755);
    const { exit, said } = tryGit('diff');
    expect(exit).toBe(0);
    expect(said).toContain('old mode 100644\nnew mode 100755\nRealm acme   realms/acme.json@');
    expect(said).toContain('+ description : "for all"');
    expect(said).toContain('@@ -1 +1 @@\n-{"a": 1}\n+{"a": 2}\n');
    git('commit', '-qam', 'text');
    renameSync(join(path, FILE), join(path, 'realms/b.json'));
    git('add', '-A');
    const renamed = git('diff', '--cached', '-M');
    expect(renamed).toMatch(/^diff --git a\/realms\/acme.json b\/realms\/b.json\nsimilarity index 100%\nrename from/);
    git('rm', '-q', '--cached', 'realms/n.json');
    expect(git('diff', '--cached', '--', 'realms/n.json')).toContain(
      'deleted file mode 100644\n@@ -1 +0,0 @@\n-{"a": 2}\n',
    );
    expect(git('log', '-p', '-1', '--ext-diff')).toContain('+ description : "for all"');
    expect(git('log', '-p', '-1')).not.toContain('Realm acme');
  });
  it('with a filter, a file of the work tree is what the filter will store', () => {
    const { git, write } = installed({ 'x.txt': '' }, '--mode', 'driver,filter');
    const withSecret = (text: string) =>
      realm((made) => Object.assign(made.clients as object, { 2: { clientId: 'api', secret: text } }));
    write(FILE, withSecret('hunter2'));
    git('add', '-A');
    git('commit', '-qm', 'realm');
    write(FILE, withSecret('hunter2').replaceAll('docs.example', 'text.example'));
    const shown = git('diff');
    expect(shown).toContain('https://text.example/cb');
    expect(shown).not.toMatch(/masked|hunter2/);
  });
  it('exits 0 whatever it is shown', () => {
    const { run } = folderWith({ a: '{"realm": "x", }', b: 'x' });
    const id = 'a'.repeat(40);
    const words = ['a.json', 'a', id, '100644', 'b', '0'.repeat(40), '100644'];
    expect(run('git', 'diff-driver', '--', ...words)).toMatchObject({ exit: 0, stderr: '' });
    expect(run('git', 'diff-driver', '--', 'a.json')).toMatchObject({ exit: 0, stdout: '* Unmerged path a.json\n' });
  });
});
