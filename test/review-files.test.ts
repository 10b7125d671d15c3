/** Do the files of docs/ci and the action do what they say? Their commands run in a repository with a base and a head commit. */

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Repository, realm, repositoryWith } from './git-repository.ts';
import { BIN, cleanEnvironment, folderWith } from './run-cli.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

const open = realm((made) => {
  (made.clients as { redirectUris: string[] }[])[0]?.redirectUris.push('*');
});
const NAMES = ['realms/acme.json', 'realms/b $(touch hacked).json'];

/** Base on main, head on a branch: every realm opens a door, and one is new. */
function pullRequest(): Repository & { readonly base: string } {
  const made = repositoryWith(Object.fromEntries(NAMES.map((name, at) => [name, named(realm(), at)])));
  const base = made.git('rev-parse', 'HEAD').trim();
  made.git('update-ref', 'refs/remotes/origin/main', base);
  made.git('checkout', '-qb', 'change');
  for (const [at, name] of NAMES.entries()) made.write(name, named(open, at));
  made.git('commit', '-qam', 'open a door');
  return { ...made, base };
}

const named = (text: string, at: number): string => text.replaceAll('"acme"', `"acme${at}"`);

/** The words of each call of realmdiff in a file, as its shell gets them. */
const callsIn = (name: string): readonly string[] =>
  read(`docs/ci/${name}`)
    .split('\n')
    .filter((line) => / realmdiff(@\S+)? (diff|comment) /.test(line))
    .map((line) => line.replace(/^.*? (?:npx --yes )?realmdiff(?:@\S+)? /, 'realmdiff ').replace(/'$/, ''));

describe('the calls of', () => {
  it.each([
    ['Jenkinsfile', ['realmdiff.html', 'realmdiff.xml']],
    ['azure-pipelines.yml', ['realmdiff.html', 'realmdiff.sarif', 'realmdiff.xml']],
    ['bitbucket-pipelines.yml', ['realmdiff.html', 'test-results/realmdiff.xml']],
    ['gitlab.yml', ['gl-code-quality-report.json', 'realmdiff.html']],
  ])('%s write what the server reads, and fail for a door that opens', (name, files) => {
    const made = pullRequest();
    made.write('bin/realmdiff', `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`);
    made.write('test-results/.keep', '');
    made.write('.git/FETCH_HEAD', `${made.base}\t\tbranch 'main' of x\n`);
    const env = cleanEnvironment({
      PATH: `${join(made.path, 'bin')}:${process.env.PATH}`,
      ...{ base: 'origin/main', BITBUCKET_PR_DESTINATION_BRANCH: 'main', CI_MERGE_REQUEST_DIFF_BASE_SHA: made.base },
      ...{
        REALMDIFF_FILES: 'realms',
        REALMDIFF_FAIL_ON: 'high',
        CI_PROJECT_ID: '1',
        CI_MERGE_REQUEST_IID: '1',
        GITLAB_TOKEN: '',
      },
    });
    execFileSync('chmod', ['+x', join(made.path, 'bin/realmdiff')]);
    const calls = callsIn(name);
    const exits = calls.map((call) => spawnSync('sh', ['-c', call], { cwd: made.path, env, encoding: 'utf8' }).status);
    expect([calls.length > 1, exits.at(-1), exits.slice(0, -1).every((exit) => exit === 0)]).toEqual([true, 1, true]);
    for (const file of files) expect(made.read(file).length).toBeGreaterThan(100);
    expect(existsSync(join(made.path, 'hacked'))).toBe(false);
  });
  it.each(['github.yml', 'gitlab.yml', 'azure-pipelines.yml', 'bitbucket-pipelines.yml'])('%s is YAML', (name) => {
    expect(Object.keys(parse(read(`docs/ci/${name}`))).length).toBeGreaterThan(1);
  });
});

describe('the action', () => {
  let tarball = '';
  beforeAll(() => {
    const { path } = folderWithoutEnd();
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', path], { cwd: ROOT });
    tarball = join(path, readdirSync(path).find((name) => name.endsWith('.tgz')) ?? '');
  });

  function review(made: Repository, base: string, more: { readonly [name: string]: string } = {}) {
    const outside = folderWith({ output: '', summary: '' });
    const inputs = Object.keys(parse(read('action.yml')).inputs);
    const defaults = {
      ...{
        REALMDIFF_FILES: NAMES.join('\n'),
        REALMDIFF_BASE: base,
        REALMDIFF_FAIL_ON: 'never',
        REALMDIFF_FORMAT: 'markdown',
      },
      ...{ REALMDIFF_TARGET: '', REALMDIFF_COMMENT: 'true', REALMDIFF_PACKAGE: tarball, GITHUB_TOKEN: '' },
    };
    expect(Object.keys(defaults).length).toBe(inputs.length);
    const env = cleanEnvironment({
      ...{ RUNNER_TEMP: join(outside.path, 'temp'), GITHUB_OUTPUT: join(outside.path, 'output') },
      ...{ GITHUB_STEP_SUMMARY: join(outside.path, 'summary'), GITHUB_ACTION_PATH: ROOT, ...defaults, ...more },
    });
    const { run } = parse(read('action.yml')).runs.steps[0];
    const { status, stderr } = spawnSync('bash', ['-c', run], { cwd: made.path, env, encoding: 'utf8' });
    const output = Object.fromEntries(
      outside
        .read('output')
        .trim()
        .split('\n')
        .map((line) => line.split('=')),
    );
    return {
      exit: status,
      stderr,
      output,
      summary: outside.read('summary'),
      reports: output.report ? readdirSync(output.report) : [],
    };
  }

  it('counts findings, writes the summary and a report for each file', () => {
    const { base, ...made } = pullRequest();
    const found = review(made, base, { REALMDIFF_FORMAT: 'sarif', REALMDIFF_FAIL_ON: 'high' });
    expect([found.exit, found.output.high, found.reports.length]).toEqual([1, '2', 2]);
    expect(found.summary.match(/^<!-- realmdiff: .*-->$/gm)).toHaveLength(2);
    expect(found.reports.every((name) => name.endsWith('.sarif'))).toBe(true);
    expect(existsSync(join(made.path, 'hacked'))).toBe(false);
  });
  it('fetches the base of a shallow clone; compares a new file with a new realm; says what it cannot read', () => {
    const { base, path, git } = pullRequest();
    git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const clone = `${path}-clone`;
    const shallow = folderWith({});
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${path}`, join(shallow.path, 'clone')]);
    const made = { ...repositoryWith({ x: '' }), path: join(shallow.path, 'clone') };
    const found = review(made, base);
    expect([found.exit, found.stderr]).toEqual([0, expect.stringContaining('this clone is shallow')]);
    expect([found.output.high, existsSync(clone)]).toEqual(['2', false]);
    const inClone = folderWith({ 'new.json': open, 'broken.json': '{ "realm": "x", ' });
    execFileSync('cp', [join(inClone.path, 'new.json'), join(inClone.path, 'broken.json'), made.path]);
    const added = review(made, base, { REALMDIFF_FILES: 'new.json\nnone.json\nbroken.json' });
    expect([added.exit, Number(added.output.high) > 0]).toEqual([2, true]);
    expect(added.stderr).toMatch(/none\.json is not there[\s\S]*broken\.json:1:/);
  });
});

/** For a whole suite. */
function folderWithoutEnd(): { readonly path: string } {
  return { path: execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim() };
}
