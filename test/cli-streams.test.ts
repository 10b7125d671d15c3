/** What stands on which stream: problems, colors, pipes that close, secrets' names? */

import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BIN, cleanEnvironment, folderWith, rawRealm, runProcess } from './run-cli.ts';

const TWICE = '{\n  "realm": "acme",\n  "enabled": true,\n  "enabled": false\n}\n';

test('problems are lines on standard error and do not change the exit code', () => {
  const { runProcess: run } = folderWith({ 'a.json': TWICE });
  const { exit, stderr } = run('normalize', 'a.json');
  expect(exit).toBe(0);
  expect(stderr).toMatch(/^a\.json:4:3: warning: .+ \[duplicate-key\]\n {4}a\.json:3:3: .+\n$/);
});

test('--problems json is one document and nothing else', () => {
  const { runProcess: run } = folderWith({ 'a.json': TWICE, 'b.json': '{' });
  const { exit, stderr, stdout } = run('normalize', '--stdout', '--problems', 'json', 'a.json', 'b.json', 'c.json');
  expect([exit, JSON.parse(stdout)[0].realm]).toEqual([2, 'acme']);
  const { problems, failures } = JSON.parse(stderr);
  expect(problems).toMatchObject([
    {
      code: 'duplicate-key',
      file: 'a.json',
      line: 4,
      column: 3,
      realm: 'acme',
      related: [{ file: 'a.json', line: 3, column: 3 }],
    },
  ]);
  expect(problems[0].path).toEqual(['enabled']);
  expect(failures).toMatchObject([
    { file: 'c.json', line: null, column: null },
    { file: 'b.json', line: 1 },
  ]);
  expect(JSON.parse(run('normalize', '--problems', 'json', '--check', 'a.json').stderr).failures).toEqual([]);
});

test('--secrets env names the variables', () => {
  const { runProcess: run } = folderWith({ 'a.json': rawRealm('acme') });
  const { stdout, stderr } = run('normalize', '--secrets', 'env', 'a.json');
  const [, name = ''] = /\$\(env:(\w+)\)/.exec(stdout) ?? [];
  expect(stderr).toBe(`The output reads secrets from these environment variables:\n    ${name}\n`);
  const json = run('normalize', '--secrets', 'env', '--problems', 'json', 'a.json').stderr;
  expect(JSON.parse(json)).toEqual({ problems: [], failures: [], environment: [name] });
});

describe('color', () => {
  const rows: readonly (readonly [args: readonly string[], env: { [name: string]: string }, isColored: boolean])[] = [
    [[], {}, false],
    [[], { FORCE_COLOR: '1' }, true],
    [[], { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    [[], { FORCE_COLOR: '0' }, false],
    [[], { FORCE_COLOR: '', NO_COLOR: '1' }, false],
    [['--color', 'always'], { NO_COLOR: '1' }, true],
    [['--color', 'never'], { FORCE_COLOR: '1' }, false],
    [['--color', 'auto'], { FORCE_COLOR: '1' }, true],
  ];
  for (const [args, env, isColored] of rows) {
    test(`${JSON.stringify(env)} ${args.join(' ')}`, () => {
      const { path } = folderWith({ 'a.json': rawRealm('acme') });
      const { stdout, stderr } = runProcess(['normalize', '--check', ...args, 'a.json', 'nope'], { cwd: path, env });
      expect([stdout.includes('\u001b['), stderr.includes('\u001b[')]).toEqual([isColored, isColored]);
    });
  }
});

test('a reader that goes away is no error', async () => {
  const users = Array.from({ length: 20_000 }, (_, index) => ({ username: `user-${index}`, enabled: true }));
  const { path } = folderWith({ 'big.json': JSON.stringify({ realm: 'big', users }) });
  const child = spawn(process.execPath, [BIN, 'normalize', 'big.json'], { cwd: path, env: cleanEnvironment() });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const exit = await new Promise((resolve) => child.once('close', resolve));
  expect([exit, stderr]).toEqual([0, '']);
});

test.runIf(existsSync('/dev/full'))('a full disk is one line', () => {
  const { path } = folderWith({ 'a.json': rawRealm('acme') });
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [BIN, 'normalize', 'a.json'], {
    cwd: path,
    env: cleanEnvironment(),
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  expect([status, stderr]).toEqual([2, 'realmdiff: standard output: no space is left on the device\n']);
});
