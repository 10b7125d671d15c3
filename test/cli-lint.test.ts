/** Does `lint` say what is wrong with a realm, and end as it says? The built command line as a process. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, runCli } from './run-cli.ts';

const OPEN = {
  realm: 'acme',
  keycloakVersion: '26.7.3',
  clients: [{ clientId: 'web-shop', publicClient: true, redirectUris: ['*'] }],
};

function folderOf(files: { readonly [name: string]: unknown }): string {
  const texts = Object.entries(files).map(([name, content]): readonly [string, string] => [
    name,
    typeof content === 'string' ? content : JSON.stringify(content, null, 2),
  ]);
  return folderWith(Object.fromEntries(texts)).path;
}

function lint(args: readonly string[], files: { readonly [name: string]: unknown }) {
  return runCli(['lint', ...args], { cwd: folderOf(files) });
}

describe('one realm', () => {
  test('is told with rule, sentence and line', () => {
    const { exit, stdout, stderr } = lint(['acme.json'], { 'acme.json': OPEN });
    expect(stderr).toBe('');
    expect(stdout).toContain('client-redirects-anywhere');
    expect(stdout).toContain('acme.json:9:9');
    expect(exit).toBe(1);
  });
  test('nothing wrong says what was looked at', () => {
    const { exit, stdout } = lint(['acme.json', '--only', 'organizations'], { 'acme.json': OPEN });
    expect(stdout).toMatch(/^No findings\. Looked at realm acme: /);
    expect(exit).toBe(0);
  });
  test('from standard input, and a new realm', () => {
    expect(runCli(['lint', '-', '--fail-on', 'never'], { stdin: JSON.stringify(OPEN) }).exit).toBe(0);
    expect(runCli(['lint', 'fresh:26.7.3', '--all']).stdout).toContain('realm-without-brute-force-protection');
  });
});

describe('several realms', () => {
  test('one that cannot be read does not keep the others from being looked at', () => {
    const { exit, stdout, stderr } = lint(['acme.json', 'broken.json'], { 'acme.json': OPEN, 'broken.json': '{' });
    expect(stdout).toContain('client-redirects-anywhere');
    expect(stderr).toContain('broken.json:1:2');
    expect(exit).toBe(2);
  });
  test('those that the configuration names', () => {
    const files = { '.realmdiff.yaml': 'files: ["realms/*.json"]\n', 'realms/acme.json': OPEN };
    expect(lint([], files).stdout).toContain('realms/acme.json:9:9');
    expect(lint([], {}).stderr).toContain('nothing to look at: give files');
  });
});

test.each([
  ['--fail-on', 'breaks', 0],
  ['--fail-on', 'weakens', 1],
  ['--fail-on', 'never', 0],
  ['--max-findings', '0', 1],
])('%s %s ends with %i', (option, value, exit) => {
  const more = option === '--max-findings' ? ['--fail-on', 'never'] : [];
  expect(lint(['acme.json', '--only', 'clients', option, value, ...more], { 'acme.json': OPEN }).exit).toBe(exit);
});

test.each([
  [['--format', 'jsonpatch'], '--format takes terminal'],
  [['--fail-on', 'hig'], 'did you mean high?'],
  [['--max-findings', 'many'], '--max-findings takes a number'],
  [['--out', ''], '--out needs a name'],
])('refuses %j', (args, message) => {
  const { exit, stderr } = runCli(['lint', 'a.json', ...args]);
  expect(stderr).toContain(message);
  expect(exit).toBe(2);
});

test('every format has the finding, JSON as its schema says', () => {
  for (const format of ['oneline', 'markdown', 'json', 'html', 'sarif', 'junit', 'github', 'gitlab']) {
    const { stdout } = lint(['acme.json', '--format', format], { 'acme.json': OPEN });
    expect(stdout, format).toContain('client-redirects-anywhere');
  }
});

describe('the configuration', () => {
  const linted = (yaml: string, args: readonly string[] = []) =>
    lint(['acme.json', '--only', 'clients/web-shop/redirectUris', ...args], {
      '.realmdiff.yaml': yaml,
      'acme.json': OPEN,
    });
  test('ignores by rule, by path and by both, and says so', () => {
    for (const entry of ['rule: client-redirects-anywhere', 'path: clients/web-shop']) {
      const { stdout, exit } = linted(`ignore: [{ ${entry}, reason: a test }]\n`);
      expect(stdout).not.toContain('client-redirects-anywhere');
      expect(exit).toBe(0);
    }
    const other = linted('ignore: [{ rule: client-redirects-anywhere, path: clients/other, reason: a test }]\n');
    expect(other.stdout).toContain('client-redirects-anywhere');
    expect(other.stderr).toContain('.realmdiff.yaml: an ignore entry matched nothing here (line 1)');
  });
  test('accept writes entries that silence what is there', () => {
    const folder = folderOf({ 'acme.json': OPEN });
    expect(runCli(['accept', 'acme.json', '--reason', 'as found'], { cwd: folder }).exit).toBe(0);
    expect(readFileSync(join(folder, '.realmdiff.yaml'), 'utf8')).toContain('client-redirects-anywhere');
    expect(runCli(['lint', 'acme.json'], { cwd: folder }).exit).toBe(0);
  });
});

test('--rule tells of these rules alone, and refuses one that is not there', () => {
  const cwd = folderOf({ 'a.json': { ...OPEN, clients: [{ clientId: 'zeta', secret: 'hunter2-of-zeta' }] } });
  const rule = (id: string) =>
    runCli(['lint', '--rule', id, '--fail-on', 'info', '--format', 'oneline', 'a.json'], { cwd });
  const secrets = rule('secret-in-clear');
  expect(secrets.exit).toBe(1);
  expect(secrets.stdout.match(/^! .*/gm)).toEqual([expect.stringMatching(/secret-in-clear.*client zeta/)]);
  expect(secrets.stdout).not.toContain('hunter2');
  const wrong = { exit: 2, stderr: expect.stringContaining('did you mean secret-in-clear?') };
  expect(rule('secret-in-clera')).toMatchObject(wrong);
});
