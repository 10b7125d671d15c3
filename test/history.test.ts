/** Who meant what, and when? `log` and `blame` over commits of real git, and the handing back of lines. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blameLines } from '../src/history/blame-lines.ts';
import { followAddresses } from '../src/history/follow-address.ts';
import type { Change } from '../src/model.ts';
import { FILE, type Repository, realm, repositoryWith, withText } from './git-repository.ts';
import { folderWith } from './run-cli.ts';

const commit = ({ git, write }: Repository, message: string, text?: string): string => {
  if (text !== undefined) write(FILE, text);
  git('commit', '-qam', message);
  return git('rev-parse', '--short=7', 'HEAD').trim();
};
const edited = (edit: (client: { [key: string]: unknown }) => void): string =>
  realm((made) => edit((made.clients as { [key: string]: unknown }[])[0] ?? {}));

/** Described, exported anew, renamed, one more URI; then the file has another name. */
function told(): Repository & { readonly ids: readonly string[] } {
  const repository = repositoryWith({ [FILE]: realm() });
  const ids = [
    commit(repository, 'describe', withText('shop', 'for all')),
    commit(repository, 'export again', withText('shop', 'for all').replaceAll('"c-', '"d-')),
    commit(
      repository,
      'rename',
      edited((shop) => Object.assign(shop, { description: 'for all', clientId: 'store' })),
    ),
    commit(
      repository,
      'one more',
      edited((shop) =>
        Object.assign(shop, {
          description: 'for all',
          clientId: 'store',
          redirectUris: ['https://shop.example/cb', 'https://z.example/*'],
        }),
      ),
    ),
  ];
  repository.git('mv', FILE, 'realms/prod.json');
  return { ...repository, ids: [...ids, commit(repository, 'move')] };
}

describe('log', () => {
  it('tells commits by what they meant; of one client, under its older names, too', () => {
    const { run, ids } = told();
    const all = run('log', 'realms/prod.json');
    expect(all.stdout.match(/^[0-9a-f]{7} /gm)).toHaveLength(4);
    expect(all.stderr).toBe('2 other commits changed nothing that counts\n');
    const shop = run('log', 'realms/prod.json', 'clients/store');
    expect(shop.stdout.match(/^\S{7} .*|^ {2}[^:\n]*/gm)).toEqual([
      expect.stringMatching(`^${ids[3]} \\S+ one more \\(a\\)$`),
      '  + client store redirectUris',
      expect.stringMatching(`^${ids[2]} \\S+ rename \\(a\\)$`),
      '  > client store',
      expect.stringMatching(`^${ids[0]} \\S+ describe \\(a\\)$`),
      '  + client shop description',
      expect.stringMatching(/^\S+ \S+ base \(a\)$/),
      '  + client shop  INFO weakens client-added',
    ]);
    const one = run('log', '--max-count', '1', 'realms/prod.json', 'clients/store/description');
    expect(one.stdout).toMatch(new RegExp(`^${ids[0]} .*\\n {2}\\+ client shop description: "for all".*\\n\\n$`));
  });
  it('of files and commits with odd names', () => {
    const file = `realms/-r :(top)* $(touch hacked) 'a" b.json`;
    const repository = repositoryWith({ [file]: realm() });
    repository.write(file, withText('shop', 'x'));
    repository.git('commit', '-qam', `\u0001 $(touch hacked) \u001b[31m\u0001${'a'.repeat(40)}`);
    const told = repository.run('log', file, 'clients/shop/description');
    expect([told.exit, told.stdout]).toEqual([0, expect.stringContaining('client shop description: "x"')]);
    expect(told.stdout).not.toContain('\u001b[31m');
    expect(repository.run('blame', `./${file}`, 'clients/shop').stdout).toContain('"description": "x"');
    expect(existsSync(join(repository.path, 'hacked'))).toBe(false);
  });
  it('as JSON, for programs', () => {
    const { run } = told();
    const list = JSON.parse(run('log', '--format', 'json', 'realms/prod.json', 'clients/store').stdout);
    expect(list.map(({ subject, changes }: never) => [subject, (changes as { kind: string }[])[0]?.kind])).toEqual([
      ['one more', 'added'],
      ['rename', 'renamed'],
      ['describe', 'added'],
      ['base', 'added'],
    ]);
  });
  it('a merge tells only what it has from neither side', () => {
    const repository = repositoryWith({ [FILE]: realm() });
    const { git, write, run } = repository;
    git('checkout', '-qb', 'left');
    commit(repository, 'left', withText('shop', 'left'));
    git('checkout', '-q', 'main');
    commit(repository, 'right', withText('docs', 'right'));
    git('merge', '-q', '--no-commit', '-s', 'ours', 'left');
    write(
      FILE,
      realm((made) => {
        for (const client of made.clients as { description?: string; clientId: string }[])
          client.description = client.clientId === 'shop' ? 'left' : 'right';
        made.displayName = 'both';
      }),
    );
    git('commit', '-qam', 'merge');
    const told = run('log', FILE).stdout;
    expect(told).toMatch(/ merge \(a\)\n {2}\+ realm displayName: "both".*\n\n/);
    expect(told.match(/description: "\w+"/g)?.sort()).toEqual(['description: "left"', 'description: "right"']);
    expect(run('blame', FILE, 'clients/docs').stdout).toMatch(/^\S+ \S+ a +"description": "right"/m);
    const writer = git('log', '--format=%h', '--abbrev=7', '--grep', 'right').trim();
    expect(run('blame', FILE, 'clients/docs').stdout).toMatch(new RegExp(`^${writer} .*"right"`, 'm'));
  });
  it.each([
    [['log'], 'give a file'],
    [['log', 'none.json'], 'git knows no commit of this file'],
    [['log', FILE, '--max-count', 'x'], '--max-count takes a number'],
  ])('%j', (args, message) => {
    expect(repositoryWith({ [FILE]: realm() }).run(...args)).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining(message),
    });
  });
});

describe('blame', () => {
  it('names the commit that meant each line, also from before a renaming; an export is nobody', () => {
    const { run, ids } = told();
    const lines = run('blame', 'realms/prod.json', 'clients/store').stdout.split('\n');
    const writerOf = (text: string) => lines.find((line) => line.includes(text))?.slice(0, 7);
    expect(writerOf('"clientId": "store"')).toBe(ids[2]);
    expect(writerOf('"description": "for all"')).toBe(ids[0]);
    expect(writerOf('https://z.example/*')).toBe(ids[3]);
    expect([ids.includes(writerOf('redirectUris') ?? ''), ids.includes(writerOf('shop.example/cb') ?? '')]).toEqual([
      false,
      false,
    ]);
  });
  it('says what is not committed; finds settings, and what no entity is', () => {
    const repository = told();
    const { run, write } = repository;
    write(
      'realms/prod.json',
      realm((made) => {
        made.displayName = 'new';
      }),
    );
    expect(run('blame', 'realms/prod.json', 'realm').stdout).toMatch(/^not committed +"displayName": "new"/m);
    expect(run('blame', 'realms/prod.json', 'clients/none')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('holds no entity "clients/none"'),
    });
    expect(run('blame', 'realms/prod.json', 'clients/*').stderr).toContain('names 2 entities; give one of');
  });
  it('outside a repository', () => {
    expect(folderWith({ 'a.json': realm() }).run('blame', 'a.json', 'clients/shop')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('not inside a git repository'),
    });
  });
});

describe('lines are handed back', () => {
  const versions: { readonly [name: string]: readonly string[] } = {
    base: ['a', 'b'],
    left: ['a', 'x', 'b'],
    right: ['a', 'b', 'y'],
    both: ['a', 'x', 'b', 'y', 'z'],
  };
  it('through a merge to whichever parent had them', () => {
    const blame = blameLines<string>('both', (name) => versions[name] ?? []);
    blame.step({ before: ['left', 'right'], after: 'both' }, 'merge');
    blame.step({ before: ['base'], after: 'right' }, 'right');
    blame.step({ before: ['base'], after: 'left' }, 'left');
    expect(blame.isDone()).toBe(false);
    blame.step({ before: [], after: 'base' }, 'base');
    expect(blame.writers()).toEqual(['base', 'left', 'base', 'right', 'merge']);
    expect(blame.isDone()).toBe(true);
  });
  it('a comma is nobody', () => {
    const texts: { readonly [name: string]: readonly string[] } = { new: ['"a",', '"b"'], old: ['"a"'] };
    const blame = blameLines<string>('new', (name) => texts[name] ?? []);
    blame.step({ before: ['old'], after: 'new' }, 'second');
    blame.step({ before: [], after: 'old' }, 'first');
    expect(blame.writers()).toEqual(['first', 'second']);
  });
});

describe('addresses are followed', () => {
  const rename = (section: string, before: string, entity: string) =>
    ({ kind: 'renamed', section, entity, path: [], before, after: entity }) as unknown as Change;
  it.each([
    [['clients/web-shop'], [rename('clients', 'web', 'web-shop')], ['clients/web']],
    [['clients/a/description'], [rename('clients', 'a/b', 'a')], ['clients/a~1b/description']],
    [['clients/*'], [rename('clients', 'a', 'b')], ['clients/*', 'clients/a']],
    [['roles.realm/b'], [rename('clients', 'a', 'b')], ['roles.realm/b']],
    [['clients'], [rename('clients', 'a', 'b')], ['clients']],
  ])('%j', (addresses, changes, older) => {
    expect(followAddresses(addresses, changes)).toEqual(older);
  });
});
