/** Do the recipes of docs/git.md work? Each is written as it stands there, and run by the program that it is for. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Repository, realm, repositoryWith } from '../git-repository.ts';
import { BIN, normalForm } from '../run-cli.ts';

const TOOLS = join(import.meta.dirname, 'node_modules/.bin');
const PAGE = readFileSync(join(import.meta.dirname, '../../docs/git.md'), 'utf8');

/** The first block of code below a heading. */
function recipe(heading: string): string {
  return new RegExp(`### ${heading}\\n[\\s\\S]*?\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(PAGE)?.[1] ?? '';
}

/** A repository in which npx finds realmdiff and the tools. */
function repository(files: { readonly [name: string]: string }): Repository {
  const made = repositoryWith({ 'package.json': '{ "private": true }', '.gitignore': 'node_modules\n', ...files });
  const bin = join(made.path, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  for (const name of readdirSync(TOOLS)) symlinkSync(join(TOOLS, name), join(bin, name));
  symlinkSync(BIN, join(bin, 'realmdiff'));
  return made;
}

const npx = ({ path }: Repository, ...words: readonly string[]) =>
  execFileSync('npx', words, { cwd: path, stdio: 'pipe' });
const FILES = ['realms/acme.json', 'realms/a b $(x).json'];

function addRealms(made: Repository): void {
  for (const file of FILES) made.write(file, realm());
  made.git('add', '-A');
}

function expectNormalized(made: Repository): void {
  for (const file of FILES) expect(made.git('show', `HEAD:${file}`)).toBe(normalForm(realm()));
  expect(made.git('status', '--porcelain')).toBe('');
}

describe.skipIf(!existsSync(TOOLS))('the recipe of', () => {
  it('lint-staged and husky normalizes what is committed, and refuses secrets by name of place', () => {
    const made = repository({
      '.lintstagedrc.json': recipe('lint-staged'),
      '.husky/pre-commit': recipe('husky'),
    });
    npx(made, 'husky');
    addRealms(made);
    expect(made.tryGit('commit', '-m', 'realms')).toMatchObject({ exit: 0 });
    expectNormalized(made);
    made.write(FILES[0] ?? '', '{ "realm": "acme", ');
    expect(made.tryGit('commit', '-qam', 'broken').exit).toBe(1);
  });
  it('lefthook normalizes what is committed', () => {
    const made = repository({ 'lefthook.yml': recipe('lefthook') });
    npx(made, 'lefthook', 'install');
    addRealms(made);
    expect(made.tryGit('commit', '-m', 'realms')).toMatchObject({ exit: 0 });
    expectNormalized(made);
  });
});
