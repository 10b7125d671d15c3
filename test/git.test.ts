/** Does git show and merge realms by what they mean? Real git, in repositories of their own, with the built command. */

import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ENVIRONMENT, FILE, installed, type Repository, realm, repositoryWith, withText } from './git-repository.ts';
import { cleanEnvironment, folderWith, runCli } from './run-cli.ts';

describe('install', () => {
  it('says what it writes, once; status knows; uninstall leaves what was there', () => {
    const attributes = '*.png binary\n';
    const { run, read, git } = repositoryWith({ [FILE]: realm(), '.gitattributes': attributes });
    git('config', 'diff.realmdiff.mine', 'kept');
    const before = git('config', '--local', '--list');
    expect(run('git', 'status').exit).toBe(1);
    const first = run('git', 'install');
    expect([first.exit, first.stdout.split('\n').filter((line) => line.startsWith('+')).length]).toEqual([0, 7]);
    const written = [git('config', '--local', '--list'), read('.gitattributes')];
    expect(run('git', 'install').stdout).not.toMatch(/^\+/m);
    expect([git('config', '--local', '--list'), read('.gitattributes')]).toEqual(written);
    expect(run('git', 'status')).toMatchObject({ exit: 0, stderr: '' });
    expect(run('git', 'uninstall').exit).toBe(0);
    expect([git('config', '--local', '--list'), read('.gitattributes')]).toEqual([before, attributes]);
    expect(run('git', 'uninstall')).toEqual({ exit: 0, stdout: '', stderr: '' });
  });
  it('takes the files of the configuration, or those that are said', () => {
    const { run, read } = repositoryWith({ '.realmdiff.yaml': 'files: ["kc/*.json"]\n' });
    run('git', 'install', '--mode', 'merge');
    expect(read('.gitattributes')).toContain('\nkc/*.json merge=realmdiff\n');
    run('git', 'install', '--files', 'my realms/*.json', '--mode', 'textconv');
    expect(read('.gitattributes')).toContain('\n"my realms/*.json" diff=realmdiff\n');
    expect(read('.gitattributes')).not.toContain('kc/');
  });
  it('outside a repository it says so', () => {
    const { run, path } = folderWith({});
    expect(run('git', 'install')).toMatchObject({
      exit: 2,
      stderr: expect.stringMatching(/^realmdiff: not inside a git/),
    });
    expect(existsSync(join(path, '.gitattributes'))).toBe(false);
  });
  it.each([
    [['git'], 'say install, uninstall, status or review'],
    [['git', 'instal'], 'found "instal"'],
    [['git', 'install', '--mode', 'smudge'], '--mode'],
    [['git', 'install', '--secrets', 'env'], '--mode textconv,merge,filter'],
    [['git', 'diff-driver', 'a', 'b'], 'seven words'],
    [['git', 'merge-driver', 'a'], '%O %A %B %L %P'],
  ])('%j', (args, message) => {
    const { run } = folderWith({});
    expect(run(...args)).toMatchObject({ exit: 2, stderr: expect.stringContaining(message) });
  });
});

describe('git shows', () => {
  it('nothing for new ids, the client in the head of a hunk, and who meant a line', () => {
    const { git, write, path } = installed();
    write(FILE, realm().replaceAll('"c-', '"d-'));
    expect(git('diff')).not.toContain('@@');
    git('commit', '-qam', 'ids');
    expect(git('log', '-p', '-1')).not.toContain('@@');
    expect(git('show')).not.toContain('@@');
    write(FILE, withText('docs', 'for all').replaceAll('"c-', '"d-'));
    git('commit', '-qam', 'text');
    expect(git('show', '-U0')).toMatch(/@@ .* @@ .*"clientId": "docs"/);
    expect(git('show').match(/^[-+] .*$/gm)).toEqual(['+      "description": "for all",']);
    expect(git('blame', '--textconv', '-s', FILE)).toMatch(
      new RegExp(`^${git('rev-parse', '--short=8', 'HEAD').trim()}.*for all`, 'm'),
    );
    const inside = execFileSync('git', ['log', '-p', '-1', '--', 'acme.json'], {
      cwd: join(path, 'realms'),
      encoding: 'utf8',
    });
    expect(inside.match(/^[-+] .*$/gm)).toEqual(['+      "description": "for all",']);
  });
  it('what is no realm as it is, also where no text is', () => {
    const { run, write } = folderWith({ 'a.json': '{ "a": 1', 'b.bin': '' });
    write('b.bin', new Uint8Array([0xff, 0, 0xfe]));
    expect(run('git', 'textconv', '--', 'a.json')).toEqual({ exit: 0, stdout: '{ "a": 1', stderr: '' });
    expect(run('git', 'textconv', 'b.bin').exit).toBe(0);
  });
});

describe('git merges', () => {
  const branches = ({ git, write }: Repository, left: string, right: string, file = FILE): void => {
    git('checkout', '-q', '-b', 'left');
    write(file, left);
    git('commit', '-qam', 'left');
    git('checkout', '-q', '-b', 'right', 'main');
    write(file, right);
    git('commit', '-qam', 'right');
  };
  it('two clients clean, by merge and by rebase', () => {
    for (const how of [
      ['merge', '-q', '-m', 'm'],
      ['rebase', '-q'],
    ]) {
      const repository = installed();
      branches(repository, withText('shop', 'left'), withText('docs', 'right'));
      expect(repository.tryGit(...how, 'left').exit).toBe(0);
      const made = JSON.parse(repository.read(FILE));
      expect(made.clients.map(({ description }: { description: string }) => description)).toEqual(['left', 'right']);
      expect(made.clients[0].id).toBe('c-1');
    }
  });
  it('one property of two values: markers around it, and the place in words', () => {
    const repository = installed();
    branches(repository, withText('shop', 'left'), withText('shop', 'right'));
    const { exit, said } = repository.tryGit('merge', 'left');
    expect([exit, said]).toEqual([
      1,
      expect.stringContaining('conflict: /clients/shop/description: both sides set it'),
    ]);
    expect(repository.read(FILE)).toMatch(
      /\n<{7} ours\n +"description": "right"\n={7}\n +"description": "left"\n>{7} theirs\n/,
    );
  });
  it('with what was there before, where merge.conflictStyle asks', () => {
    const repository = installed({ [FILE]: withText('shop', 'base') });
    repository.git('config', 'merge.conflictStyle', 'diff3');
    branches(repository, withText('shop', 'left'), withText('shop', 'right'));
    expect(repository.tryGit('merge', 'left').exit).toBe(1);
    expect(repository.read(FILE)).toMatch(
      /\n<{7} ours\n +"description": "right"\n\|{7} base\n +"description": "base"\n={7}\n +"description": "left"\n>{7} theirs\n/,
    );
  });
  it('REALMDIFF_MERGE=off is git itself; so is a file that is no realm', () => {
    const { path, run, write } = folderWith({ o: 'a\nb\nc\n', a: 'A\nb\nc\n', b: 'a\nb\nC\n' });
    const merged = run('git', 'merge-driver', 'o', 'a', 'b', '7', 'x.json');
    expect(merged).toMatchObject({
      exit: 0,
      stderr: expect.stringMatching(/^realmdiff: x\.json: merged by git, line by line: /),
    });
    expect(execFileSync('cat', [join(path, 'a')], { encoding: 'utf8' })).toBe('A\nb\nC\n');
    write('a', 'X\n');
    expect(run('git', 'merge-driver', 'o', 'a', 'b', '9', 'x.json').exit).toBe(1);
    expect(execFileSync('cat', [join(path, 'a')], { encoding: 'utf8' })).toMatch(/^<{9} ours\n/);
  });
  it('names run no command and lose nothing', () => {
    const file = `-r $(touch hacked) 'a" b;.json`;
    const repository = installed({ [file]: realm() }, '--files', '*.json');
    branches(repository, withText('shop', 'left'), withText('docs', 'right'), file);
    expect(repository.tryGit('merge', '-q', '-m', 'm', 'left').exit).toBe(0);
    expect(repository.read(file)).toMatch(/left[\s\S]*right/);
    expect(repository.git('log', '-p', '-1', '--first-parent', '-m')).toContain('+      "description": "left",');
    expect(existsSync(join(repository.path, 'hacked'))).toBe(false);
  });
  it('a clone without the settings works as git does', () => {
    const repository = installed();
    branches(repository, withText('shop', 'left'), withText('docs', 'right'));
    const clone = join(repository.path, 'clone');
    repository.git('clone', '-q', '.', clone);
    const log = execFileSync('git', ['log', '-p', '-1'], { cwd: clone, encoding: 'utf8' });
    expect(log).toContain('+      "description": "right"');
  });
});

describe('git review', () => {
  const both = (shop: string, docs: string) =>
    realm((made) => {
      for (const client of made.clients as { clientId: string; description?: string }[])
        client.description = client.clientId === 'shop' ? shop : docs;
    });
  it('shows which side changed what, what was left out of the file, and where conflicts are', () => {
    const repository = installed({ [FILE]: both('base', 'base') });
    const { git, write, run, tryGit } = repository;
    expect(run('git', 'review')).toMatchObject({ exit: 0, stdout: expect.stringContaining('No realm was merged') });
    git('checkout', '-q', '-b', 'left');
    write(FILE, both('left', 'base'));
    git('commit', '-qam', 'left');
    git('checkout', '-q', '-b', 'right', 'main');
    write(FILE, both('base', 'right'));
    git('commit', '-qam', 'right');
    git('merge', '-q', '-m', 'm', 'left');
    expect(run('git', 'review')).toMatchObject({ exit: 0, stderr: '' });
    expect(run('git', 'review').stdout.replace(/ {2}INFO.*/g, '')).toBe(
      [
        'realms/acme.json: merged',
        '  ours:',
        '    ~ client docs description: "base" -> "right"',
        '  theirs:',
        '    ~ client shop description: "base" -> "left"',
        '',
      ].join('\n'),
    );
    git('reset', '-q', '--hard', 'HEAD~1');
    write(FILE, both('right', 'right'));
    git('commit', '-qam', 'shop, too');
    expect(tryGit('merge', 'left').exit).toBe(1);
    const open = run('git', 'review');
    expect([open.exit, open.stdout]).toEqual([
      1,
      expect.stringMatching(/^realms\/acme.json: conflicts are left\n {2}conflict: /),
    ]);
    write(FILE, both('right', 'right'));
    const resolved = run('git', 'review');
    expect([resolved.exit, resolved.stdout]).toEqual([0, expect.stringMatching(/^realms\/acme.json: resolved\n/)]);
    expect(resolved.stdout).toMatch(/theirs:\n.*"left".*\(not in the file\)\n$/);
  });
});

describe('the merge driver', () => {
  const yaml = (shop: string, docs: string) => {
    const { run } = folderWith({ 'a.json': realm() });
    const text = run('normalize', '--format', 'yaml', 'a.json').stdout;
    return text
      .replace('- clientId: docs', `- clientId: docs\n    description: ${docs}`)
      .replace('- clientId: shop', `- clientId: shop\n    description: ${shop}`);
  };
  it('merges normal forms in YAML, and leaves to git what has comments', () => {
    const { run, read, write } = folderWith({
      o: yaml('base', 'base'),
      a: yaml('left', 'base'),
      b: yaml('base', 'right'),
    });
    expect(run('git', 'merge-driver', 'o', 'a', 'b', '7', 'x.yaml')).toMatchObject({ exit: 0, stderr: '' });
    expect(read('a')).toBe(yaml('left', 'right'));
    write('a', yaml('left', 'base'));
    write('b', yaml('right', 'base'));
    expect(run('git', 'merge-driver', 'o', 'a', 'b', '7', 'x.yaml').exit).toBe(1);
    expect(read('a')).toMatch(/\n<{7} ours\n +description: left\n={7}\n +description: right\n>{7} theirs\n/);
    write('a', `# mine\n${yaml('left', 'base')}`);
    write('b', yaml('base', 'right'));
    expect(run('git', 'merge-driver', 'o', 'a', 'b', '7', 'x.yaml').stderr).toContain('merged by git, line by line');
    expect(read('a')).toBe(`# mine\n${yaml('left', 'right')}`);
  });
  it('gives up in time, and git merges', () => {
    const files = { o: realm(), a: withText('shop', 'left'), b: withText('docs', 'right') };
    const { path, read, write } = folderWith(files);
    const args = ['git', 'merge-driver', 'o', 'a', 'b', '7', 'x.json'];
    const early = runCli(args, { cwd: path, env: { REALMDIFF_MERGE_TIME: '10' } });
    expect(early).toMatchObject({ exit: 0, stderr: expect.stringContaining('it took longer than 0.01 seconds') });
    expect(read('a')).toMatch(/left[\s\S]*right/);
    write('a', files.a);
    const patient = runCli(args, { cwd: path, env: { REALMDIFF_MERGE_TIME: '90000' } });
    expect(patient).toMatchObject({ exit: 0, stderr: '' });
    expect(read('a')).toMatch(/left[\s\S]*right/);
  });
});

describe('git works from everywhere', () => {
  const LEFT = ['+      "description": "left",'];
  const told = (patch: string) => patch.match(/^[-+] .*$/gm);
  it('a worktree, a bare repository, a submodule, a subfolder', () => {
    const repository = installed();
    const { git, write, path } = repository;
    write(FILE, withText('shop', 'left').replaceAll('"c-', '"d-'));
    git('commit', '-qam', 'left');
    const inFolder = (folder: string, ...args: readonly string[]) =>
      execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: cleanEnvironment(ENVIRONMENT), stdio: 'pipe' });
    expect(told(inFolder(join(path, 'realms'), 'log', '-p', '-1'))).toEqual(LEFT);
    const tree = `${path}-tree`;
    git('worktree', 'add', '-q', tree, '-b', 'other');
    onTestFinished(() => rmSync(tree, { recursive: true, force: true }));
    expect(told(inFolder(tree, 'show'))).toEqual(LEFT);
    expect(runCli(['git', 'status'], { cwd: tree }).exit).toBe(0);
    const bare = join(path, 'bare.git');
    inFolder(path, 'clone', '-q', '--bare', '.', bare);
    expect(runCli(['git', 'install'], { cwd: bare })).toMatchObject({ exit: 0, stderr: '' });
    expect(told(inFolder(bare, 'log', '-p', '-1'))).toEqual(LEFT);
    const outer = repositoryWith({ 'a.txt': 'a' });
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', bare, 'sub');
    const sub = join(outer.path, 'sub');
    expect(runCli(['git', 'install'], { cwd: sub })).toMatchObject({ exit: 0, stderr: '' });
    expect(told(inFolder(sub, 'show'))).toEqual(LEFT);
  });
});
