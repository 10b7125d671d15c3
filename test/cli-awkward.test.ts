/** Does the command line keep what is not its own, say what it cannot read, and tell secrets as they were written? */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, runCli } from './run-cli.ts';

const REALM = '{"realm":"acme","clients":[{"clientId":"shop","secret":"$secret"}]}';

describe('what is not a realm', () => {
  it.each([
    ['a stream', 'a.yaml', 'realm: acme\nenabled: true\n---\nhello: world\n', 'a file with other objects'],
    ['a list', 'a.json', '[{"realm":"acme"},{"x":1}]', 'found an object with keys x'],
  ])('in %s is never lost', (_, name, text, said) => {
    const { path: cwd, read } = folderWith({ [name]: text });
    const { exit, stderr } = runCli(['normalize', '--write', name], { cwd });
    expect([exit, read(name)]).toEqual([2, text]);
    expect(stderr).toContain(said);
  });
  it('an empty document of a stream is none', () => {
    const { path: cwd, read } = folderWith({ 'a.yaml': 'realm: acme\n---\n' });
    expect(runCli(['normalize', '--write', 'a.yaml'], { cwd }).exit).toBe(0);
    expect(read('a.yaml')).toContain('realm: acme');
  });
  it('a custom resource in a folder is named and left alone', () => {
    const resource =
      'apiVersion: k8s.keycloak.org/v2alpha1\nkind: KeycloakRealmImport\nspec:\n  realm:\n    realm: acme\n';
    const { path: cwd } = folderWith({ 'realms/cr.yaml': resource, 'realms/a.json': '{"realm":"acme"}' });
    expect(runCli(['normalize', '--write', 'realms'], { cwd }).exit).toBe(0);
    const { exit, stderr } = runCli(['normalize', '--check', 'realms'], { cwd });
    expect([exit, stderr]).toEqual([0, expect.stringContaining('realms/cr.yaml left alone')]);
    expect(runCli(['normalize', '--check', 'realms/cr.yaml'], { cwd }).exit).toBe(2);
  });
});

describe('standard input', () => {
  it('can be checked', () => {
    const { stdout } = runCli(['normalize', '-'], { stdin: REALM });
    expect(runCli(['normalize', '--check', '-'], { stdin: REALM }).exit).toBe(1);
    expect(runCli(['normalize', '--check', '-'], { stdin: stdout }).exit).toBe(0);
  });
  it('stays YAML', () => {
    const { stdout } = runCli(['normalize', '-'], { stdin: 'realm: acme\nkeycloakVersion: 26.10\n' });
    expect(stdout).toContain('keycloakVersion: "26.10"');
    expect(runCli(['normalize', '--check', '-'], { stdin: stdout }).exit).toBe(0);
  });
});

describe('names that nobody can be asked for', () => {
  it.skipIf(process.platform !== 'linux')('stop no neighbour', () => {
    const { path: cwd } = folderWith({ 'realms/a.json': '{"realm":"acme"}' });
    fs.writeFileSync(
      Buffer.concat([Buffer.from(`${path.join(cwd, 'realms')}/b`), Buffer.from([0xff]), Buffer.from('.json')]),
      REALM,
    );
    const { exit, stderr, stdout } = runCli(['normalize', '--check', 'realms'], { cwd });
    expect([exit, stderr]).toEqual([2, expect.stringContaining('the name is not UTF-8')]);
    expect(stdout).toContain('realms/a.json: not normalized');
  });
});

describe('wrong usage under --problems json', () => {
  it.each([[['--nope', 'a.json']], [['--check', '--write', 'a.json']]])('%j is JSON', (args) => {
    const { exit, stderr } = runCli(['normalize', '--problems', 'json', ...args]);
    expect(exit).toBe(2);
    expect(JSON.parse(stderr).failures[0].message).toContain('realmdiff normalize --help');
  });
});

describe('secrets of a file', () => {
  const restored = (secrets: string, name: string) => {
    const { path: cwd, read } = folderWith({ 'a.json': REALM, [name]: secrets });
    const { exit, stderr } = runCli(['restore', 'a.json', '--secrets-from', name, '--out', 'out.json'], { cwd });
    const mode = exit === 0 ? fs.statSync(path.join(cwd, 'out.json')).mode & 0o777 : 0;
    return { exit, stderr, mode, secret: exit === 0 ? JSON.parse(read('out.json')).clients[0].secret : undefined };
  };
  it.each([
    ['a.yaml', 'ACME_CLIENTS_SHOP_SECRET: 0123\n', '0123'],
    ['a.yaml', 'ACME_CLIENTS_SHOP_SECRET: 1e3\n', '1e3'],
    ['a.yaml', 'ACME_CLIENTS_SHOP_SECRET: true\n', 'true'],
    ['a.yaml', '"/clients/shop/secret": "a: b"\n', 'a: b'],
    ['a.env', 'ACME_CLIENTS_SHOP_SECRET=plain # a comment\n', 'plain'],
    ['a.env', 'ACME_CLIENTS_SHOP_SECRET=no#comment\n', 'no#comment'],
    ['a.env', `ACME_CLIENTS_SHOP_SECRET='single # quotes'   # a comment\n`, 'single # quotes'],
    ['a.env', 'export ACME_CLIENTS_SHOP_SECRET="a\\nb \\"c\\""\n', 'a\nb "c"'],
    ['a.env', '/clients/shop/secret=by pointer\n', 'by pointer'],
  ])('%s: %j', (name, text, secret) => {
    expect(restored(text, name)).toMatchObject({ exit: 0, secret, mode: 0o600 });
  });
  it('a pointer may hold a colon and an at sign', () => {
    const realm = '{"realm":"acme","clients":[{"clientId":"https://ada@sp.example:8443","secret":"$secret"}]}';
    const { path: cwd } = folderWith({
      'a.json': realm,
      'a.env': '/clients/https:~1~1ada@sp.example:8443/secret=given\n',
    });
    const { exit, stdout } = runCli(['restore', 'a.json', '--secrets-from', 'a.env'], { cwd });
    expect([exit, JSON.parse(stdout).clients[0].secret]).toEqual([0, 'given']);
  });
  it('that nobody asked for are named, without their values', () => {
    const { stderr } = restored('ACME_CLIENTS_SHOP_SECRET=one\nACME_SMTP=fake-two\n', 'a.env');
    expect(stderr).toContain('not used, because nothing in the realm waits for them: ACME_SMTP');
    expect(stderr).not.toContain('fake-two');
  });
});

describe('what no importer reads', () => {
  it.each([
    ['{"realm":"acme","clients":"x"}', '/clients, found a text'],
    ['{"realm":"acme","roles":[]}', '/roles, found a list'],
    ['{"realm":"acme","users":["ada"]}', '/users/0, found a text'],
    ['{"realm":"acme","components":{"a":{}}}', '/components/a, found an object'],
  ])('%s is refused by restore', (text, said) => {
    const { path: cwd } = folderWith({ 'a.json': text });
    const { exit, stderr, stdout } = runCli(['restore', 'a.json'], { cwd });
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^a\.json:1:\d+: error: expected/);
    expect(stderr).toContain(said);
  });
});

describe('names with a dollar', () => {
  it('are names like any other', () => {
    const { path: cwd } = folderWith({ 'a.json': '{"realm":"a$&b$1","keycloakVersion":"26.7.3"}' });
    const { stdout } = runCli(['restore', 'a.json'], { cwd });
    expect(JSON.parse(stdout).defaultRole.name).toBe('default-roles-a$&b$1');
  });
});

describe('fields that no version knows', () => {
  it('are listed by restore --to-version', () => {
    const realm =
      '{"realm":"acme","id":"x","keycloakVersion":"26.7.3","clients":[{"clientId":"shop","publicCleint":true}],"verifyEmial":true}';
    const { path: cwd } = folderWith({ 'a.json': realm });
    const { stderr } = runCli(['restore', 'a.json', '--generate-secrets', '--to-version', '26.7.3'], { cwd });
    expect(stderr).toContain('/verifyEmial: Keycloak 26.7.3 does not know this field');
    expect(stderr).toContain('/clients/shop/publicCleint: Keycloak 26.7.3 does not know this field');
    expect(stderr).toContain('2 fields unknown to Keycloak 26.7.3');
  });
});
