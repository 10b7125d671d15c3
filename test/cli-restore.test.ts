/** Does `restore` answer as its help says? Where secrets come from, what is refused, what is written where. */

import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folderWith, rawRealm, runCli } from './run-cli.ts';

const MASKED = JSON.stringify({
  $realmdiff: { normalForm: 1, export: 'full' },
  realm: 'acme',
  clients: [{ clientId: 'web-shop', secret: '$secret' }],
  smtpServer: { host: 'mail', password: '$(env:MAIL)' },
});

const MISSING = `acme.json: error: 2 secrets are missing, and nothing was written; give them with --secrets-from env|FILE, or leave them out with --generate-secrets
    ACME_CLIENTS_WEB_SHOP_SECRET  /clients/web-shop/secret
    MAIL                          /smtpServer/password
`;

/** The secrets of a restored text. */
function secretsOf(text: string): readonly unknown[] {
  const { clients, smtpServer } = JSON.parse(text);
  return [clients[0].secret, smtpServer.password];
}

test('refuses without secrets, names every one and writes nothing', () => {
  const { run, path } = folderWith({ 'acme.json': MASKED });
  expect(run('restore', 'acme.json', '--out', 'out.json')).toEqual({ exit: 2, stdout: '', stderr: MISSING });
  expect(readdirSync(path)).toEqual(['acme.json']);
});

test('takes secrets from the environment', () => {
  const { path } = folderWith({ 'acme.json': MASKED });
  const env = { ACME_CLIENTS_WEB_SHOP_SECRET: 'one', MAIL: 'two' };
  const { exit, stdout } = runCli(['restore', 'acme.json', '--secrets-from', 'env'], { cwd: path, env });
  expect([exit, secretsOf(stdout)]).toEqual([0, ['one', 'two']]);
});

test('takes a secret as it was given, whatever it looks like', () => {
  const { path } = folderWith({ 'acme.json': MASKED });
  for (const secret of ['$one', '$$one', '$$$one', '$$secret']) {
    const env = { ACME_CLIENTS_WEB_SHOP_SECRET: secret, MAIL: 'two' };
    const { stdout } = runCli(['restore', 'acme.json', '--secrets-from', 'env'], { cwd: path, env });
    expect(secretsOf(stdout)).toEqual([secret, 'two']);
  }
});

test.each([
  ['secrets.env', "# a comment\nexport ACME_CLIENTS_WEB_SHOP_SECRET='one'\n\nMAIL=two\n"],
  ['secrets', 'ACME_CLIENTS_WEB_SHOP_SECRET=one\r\nMAIL="two"\r\n'],
  ['pointers.env', '/clients/web-shop/secret=one\n/smtpServer/password=two\n'],
  ['secrets.json', '{ "/clients/web-shop/secret": "one", "MAIL": "two" }'],
  ['secrets.yaml', '/clients/web-shop/secret: one\nMAIL: two\n'],
])('takes secrets from %s', (name, content) => {
  const { run } = folderWith({ 'acme.json': MASKED, [name]: content });
  const { exit, stdout } = run('restore', 'acme.json', '--secrets-from', name);
  expect([exit, secretsOf(stdout)]).toEqual([0, ['one', 'two']]);
});

test.each([
  [
    'broken.json',
    '{ "a": hunter2 }',
    'broken.json:1:8: error: expected JSON, YAML or NAME=value lines, found something else\n',
  ],
  ['broken.env', 'A=hunter1\nhunter2\n', 'broken.env:2:1: error: expected NAME=value\n'],
  ['list.json', '["hunter2"]', 'list.json: error: expected a map from names to secrets\n'],
])('never shows what is in %s', (name, content, stderr) => {
  const { run } = folderWith({ 'acme.json': MASKED, [name]: content });
  expect(run('restore', 'acme.json', '--secrets-from', name)).toEqual({ exit: 2, stdout: '', stderr });
});

test('leaves secrets out for Keycloak to make, and names those that nothing makes', () => {
  const { run, read } = folderWith({ 'acme.json': MASKED });
  const { exit, stdout, stderr } = run('restore', 'acme.json', '--generate-secrets', '--out', 'out.json');
  expect([exit, stdout, secretsOf(read('out.json'))]).toEqual([0, '', [undefined, undefined]]);
  expect(stderr).toContain(
    'Keycloak will generate these secrets:\n    ACME_CLIENTS_WEB_SHOP_SECRET  /clients/web-shop/secret\n',
  );
  expect(stderr).toContain('set them after the import:\n    MAIL  /smtpServer/password\n');
  expect(stderr).toMatch(/out\.json written\n$/);
});

test('takes a raw export with its secrets, and gives the same bytes as its normal form', () => {
  const { run, write } = folderWith({ 'a.json': rawRealm('acme') });
  write('normal.json', run('normalize', '--secrets', 'keep', 'a.json').stdout);
  const { exit, stdout } = run('restore', 'a.json');
  expect([exit, stdout]).toEqual([0, run('restore', 'normal.json').stdout]);
  expect(stdout).toContain('"secret": "hunter2-of-zeta"');
  expect(runCli(['restore', '-'], { stdin: rawRealm('acme') }).stdout).toBe(stdout);
});

test('keeps several realms together as a list', () => {
  const { stdout, exit } = runCli(['restore', '-'], { stdin: `[${rawRealm('one')}, ${rawRealm('two')}]` });
  expect([exit, JSON.parse(stdout).map(({ realm }: { realm: string }) => realm)]).toEqual([0, ['one', 'two']]);
});

test('says what an import refuses, and what it changes', () => {
  const settings = { policies: [{ name: 'Default Policy', type: 'js' }] };
  const clients = [{ clientId: 'api', authorizationSettings: settings }];
  const stdin = JSON.stringify({ realm: 'acme', keycloakVersion: '26.0.5', clients });
  const { exit, stderr } = runCli(['restore', '-'], { stdin });
  expect(exit).toBe(0);
  expect(stderr).toMatch(/^warning: Keycloak 26\.0\.5 refuses "api\/Default Policy": .*\[refused-by-import\]$/m);
  expect(stderr).toMatch(/^Keycloak 26\.0\.5 adds attributes\/post\.logout\.redirect\.uris to "account", /m);
});

test('says once which name means nothing, also where the file holds nothing of the kind', () => {
  const overrides = { browser: '$gone', direct_grant: '$gone too' };
  const flows = [{ alias: 'browser', providerId: 'basic-flow' }];
  const client = { clientId: 'a', authenticationFlowBindingOverrides: overrides };
  const some = JSON.stringify({ realm: 'acme', authenticationFlows: flows, clients: [client] });
  const none = JSON.stringify({ realm: 'acme', clients: [client] });
  for (const stdin of [some, none]) {
    expect(runCli(['restore', '-'], { stdin }).stderr.match(/"\$gone( too)?" names nothing/g)).toEqual([
      '"$gone" names nothing',
      '"$gone too" names nothing',
    ]);
  }
});

const SEE = 'see realmdiff restore --help\n';
test.each([
  [['restore'], `realmdiff: give the file to restore, or - for standard input; ${SEE}`],
  [['restore', 'a.json', 'b.json'], `realmdiff: one file is restored at a time, found 2; ${SEE}`],
  [['restore', 'a.json', '--out', ''], `realmdiff: --out needs the name of a file; ${SEE}`],
  [['restore', 'a.json', '--color', 'red'], `realmdiff: --color takes auto, always or never, found "red"; ${SEE}`],
  [['restore', 'nope.json'], 'nope.json: error: there is no such file or folder; check the path\n'],
  [['restore', 'a.json', '--secrets-from', 'nope'], 'nope: error: there is no such file or folder; check the path\n'],
  [['restore', 'other.json'], /^other\.json:1:1: error: expected a realm export/],
  [
    ['restore', 'short.json'],
    /^short\.json:1:1: error: expected a normal form over a known baseline \(9\.0\.3 to .*\), found "99\.0\.0": update/,
  ],
])('%j exits with 2', (args, stderr) => {
  const short = '{ "$realmdiff": { "normalForm": 1, "baseline": "99.0.0" }, "realm": "acme" }';
  const { run } = folderWith({ 'a.json': rawRealm('acme'), 'other.json': '{ "a": 1 }', 'short.json': short });
  const result = run(...args);
  expect([result.exit, result.stdout]).toEqual([2, '']);
  if (typeof stderr === 'string') expect(result.stderr).toBe(stderr);
  else expect(result.stderr).toMatch(stderr);
});
