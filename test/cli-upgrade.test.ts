/** Does `upgrade` say what will happen to a realm, and what stands in the way? The built command line as a process. */

import { describe, expect, test } from 'vitest';
import { folderWith, runCli } from './run-cli.ts';

const client = (clientId: string, more: object = {}) => ({
  clientId,
  enabled: true,
  protocol: 'openid-connect',
  publicClient: true,
  redirectUris: [`https://${clientId}.example/*`],
  ...more,
});

/** A normal form, so that it is whole: a new realm of 24.0.5 but for this. */
const form = (more: object = {}, baseline = '24.0.5') =>
  JSON.stringify({
    $realmdiff: { baseline, export: 'full', normalForm: 1 },
    realm: 'acme',
    keycloakVersion: baseline,
    enabled: true,
    ...more,
  });

const BLOCKED = form({ clientScopes: [{ name: 'basic', protocol: 'openid-connect' }], clients: [client('web')] });

describe('a realm', () => {
  test('is told what Keycloak will do to it, by version and step', () => {
    const { run } = folderWith({ 'acme.json': form({ clients: [client('web')] }) });
    const { exit, stdout, stderr } = run('upgrade', 'acme.json', '--to-version', '25.0.6');
    expect(stderr).toBe('');
    expect(exit).toBe(0);
    expect(stdout).toMatch(
      /# Keycloak 25\.0\.0 +\d+ changes by Keycloak itself\n +new-fields +realm settings: organizations/,
    );
    expect(stdout).toContain('5 clients: defaultClientScopes + "basic"');
    expect(stdout).not.toContain('version-default');
  });
  test('is told first what stands in the way, and what to do', () => {
    const { run } = folderWith({ 'acme.json': BLOCKED });
    const { exit, stdout } = run('upgrade', 'acme.json', '--to-version', '26.7.3', '--fail-on', 'breaks');
    expect(exit).toBe(1);
    const [blocker, remedy, change] = ['own-basic-scope', 'to do: Rename the scope', '# Keycloak 26.0.0'].map((text) =>
      stdout.indexOf(text),
    );
    expect(Math.min(blocker ?? -1, remedy ?? -1)).toBeGreaterThan(0);
    expect(change).toBeGreaterThan(remedy ?? 0);
    expect(stdout).toContain('client-lacks-basic-scope');
  });
  test('has its blockers in every format', () => {
    const { run } = folderWith({ 'acme.json': BLOCKED });
    for (const format of ['oneline', 'markdown', 'json', 'html', 'sarif', 'junit', 'github', 'gitlab'])
      expect(run('upgrade', 'acme.json', '--to-version', '26.7.3', '--format', format).stdout, format).toContain(
        'own-basic-scope',
      );
    const report = JSON.parse(run('upgrade', 'acme.json', '--to-version', '26.7.3', '--format', 'json').stdout);
    const { states, summary, changes } = report.comparisons[0];
    expect(states[0]).toMatchObject({
      section: 'clientScopes',
      entity: 'basic',
      remedy: expect.stringContaining('Rename'),
    });
    expect(summary.changes.edit).toBe(0);
    expect(
      changes.every(
        (change: { cause: string; upgrade: string }) => change.cause !== 'upgrade' || change.upgrade.includes('/'),
      ),
    ).toBe(true);
  });
  test('may be told not to be told', () => {
    const config = 'ignore:\n  - { rule: own-basic-scope, reason: "we know" }\nrules: { several-realms: "off" }\n';
    const { run } = folderWith({ 'acme.json': BLOCKED, '.realmdiff.yaml': config });
    const { stdout, stderr } = run('upgrade', 'acme.json', '--to-version', '25.0.6');
    expect(stderr).toBe('');
    expect(stdout).not.toContain('own-basic-scope');
    expect(runCli(['rules', 'show', 'own-basic-scope']).stdout).toContain('MigrateTo25_0_0');
  });
  test('is warned of several on one server', () => {
    const both = JSON.stringify([JSON.parse(form({}, '26.4.7')), { ...JSON.parse(form({}, '26.4.7')), realm: 'beta' }]);
    const { run } = folderWith({ 'all.json': both, 'one.json': form({}, '26.4.7') });
    expect(run('upgrade', 'all.json', '--to-version', '26.7.3').stdout).toContain('MEDIUM breaks  several-realms');
    expect(run('upgrade', 'one.json', '--to-version', '26.7.3').stdout).not.toContain('several-realms');
  });
});

describe('the realm as it will be', () => {
  test('is stored, and is what an upgraded server exports', () => {
    const { run, read } = folderWith({ 'acme.json': form({ clients: [client('web')] }) });
    const out = run('upgrade', 'acme.json', '--to-version', '26.7.3', '--quiet', '--out', 'new.json');
    expect(out).toMatchObject({ exit: 0, stdout: '', stderr: 'new.json written\n' });
    expect(JSON.parse(read('new.json'))).toMatchObject({
      keycloakVersion: '26.7.3',
      $realmdiff: { baseline: '26.7.3' },
    });
    expect(run('upgrade', 'acme.json', '--to-version', '26.7.3', '--quiet', '--write').exit).toBe(0);
    expect(read('acme.json')).toBe(read('new.json'));
    expect(run('normalize', '--check', 'new.json').exit).toBe(0);
    expect(run('diff', 'new.json', 'acme.json', '--exit-code').exit).toBe(0);
  });
  test('keeps its lineage', () => {
    const header = { baseline: '24.0.5', export: 'full', lineage: ['22.0.5', '24.0.5'], normalForm: 1 };
    const { run, read } = folderWith({ 'acme.json': form({ $realmdiff: header }) });
    expect(run('upgrade', 'acme.json', '--to-version', '26.7.3', '--quiet', '--write').exit).toBe(0);
    expect(JSON.parse(read('acme.json')).$realmdiff.lineage).toEqual(['22.0.5', '24.0.5', '26.7.3']);
    expect(read('acme.json').trimEnd().split('\n').length).toBeLessThanOrEqual(8);
  });
  test('has no secret', () => {
    const secret = 'fake-secret-of-web';
    const { run } = folderWith({ 'acme.json': form({ clients: [client('web', { publicClient: false, secret })] }) });
    for (const args of [
      ['--out', '/dev/stdout'],
      ['--format', 'json', '--show-folded'],
      ['--format', 'jsonpatch'],
    ]) {
      const { stdout, stderr } = run('upgrade', 'acme.json', '--to-version', '26.7.3', ...args);
      expect(`${stdout}${stderr}`).not.toContain(secret);
    }
  });
});

describe('a file that is imported', () => {
  const FILE = {
    realm: 'shop',
    enabled: true,
    clients: [client('web', { defaultClientScopes: ['profile', 'email'] })],
  };
  test('keeps the lists that it states', () => {
    const { run } = folderWith({ 'shop.json': JSON.stringify(FILE) });
    const { exit, stdout } = run('upgrade', 'shop.json', '--to-version', '26.7.3', '--via', 'import');
    expect(exit).toBe(0);
    expect(stdout).toContain('client web lacks scope basic');
    expect(stdout).toContain('to do: Give the client scope basic as a default.');
    expect(stdout).not.toContain('Not compared');
  });
  test('is migrated where it says its version', () => {
    const { run } = folderWith({ 'shop.json': JSON.stringify({ ...FILE, keycloakVersion: '24.0.5', id: 'shop' }) });
    const { stdout } = run('upgrade', 'shop.json', '--to-version', '26.7.3', '--via', 'import');
    expect(stdout).toContain('5 clients: defaultClientScopes + "basic"');
    expect(stdout).not.toContain('lacks scope basic');
  });
});

describe('two versions', () => {
  test('are listed by section, for old and for new realms', () => {
    const { exit, stdout } = runCli(['upgrade', '24.0.5', '26.7.3']);
    expect(exit).toBe(0);
    expect(stdout).toMatch(
      /Realms that are upgraded[\s\S]*# client scopes\n {6}25\.0\.0 {2}client scope basic[\s\S]*New realms[\s\S]*# required actions/,
    );
    const json = JSON.parse(runCli(['upgrade', '24.0.5', '26.7.3', '--format', 'json']).stdout);
    expect(json.existing.map(({ section }: { section: string }) => section)).toContain('clientScopes');
    expect(json.fresh.length).toBeGreaterThan(3);
  });
});

describe('what is wrong with a call', () => {
  test.each([
    [['upgrade'], 'give a realm and the version it goes to'],
    [['upgrade', 'acme.json'], 'give the version to upgrade to: --to-version 26.7.3'],
    [
      ['upgrade', 'acme.json', '--to-version', 'new'],
      '--to-version takes a Keycloak version such as 26.7.3, found "new"',
    ],
    [['upgrade', 'acme.json', '--to-version', '24.0.5'], 'realm "acme" is of Keycloak 24.0.5 already'],
    [['upgrade', 'acme.json', '--to-version', '26.7.3', '--via', 'imports'], 'did you mean import?'],
    [
      ['upgrade', 'acme.json', '--to-version', '26.7.3', '--write', '--out', 'x'],
      '--write replaces FILE: leave --out away',
    ],
    [
      ['upgrade', 'bare.json', '--to-version', '26.7.3'],
      'found none; a file without one can be imported: --via import',
    ],
    [['upgrade', 'missing.json', '--to-version', '26.7.3'], 'missing.json'],
    [['upgrade', '26.7.3', '24.0.5'], 'FROM is the older version'],
    [['upgrade', '24.0.5', '26.7.3', '--format', 'html'], 'two versions are listed as terminal or json'],
    [
      ['normalize', 'acme.json', '--made-with', 'old'],
      '--made-with takes a Keycloak version such as 22.0.5, found "old"',
    ],
  ])('%j', (args, message) => {
    const { run } = folderWith({ 'acme.json': form(), 'bare.json': '{"realm":"acme","enabled":true}' });
    const { exit, stderr, stdout } = run(...args);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
    expect(stdout).toBe('');
    expect(exit).toBe(2);
  });
});

describe('the configuration', () => {
  test('says with what a realm was made', () => {
    const { run, read } = folderWith({
      'old.json': form({}, '22.0.5'),
      'realms/.realmdiff.yaml': 'normalize: { madeWith: 22 }\n',
    });
    expect(run('upgrade', 'old.json', '--to-version', '26.7.3', '--quiet', '--out', 'realms/acme.json').exit).toBe(0);
    expect(read('realms/acme.json').split('\n').length).toBeGreaterThan(100);
    expect(run('normalize', '--write', 'realms/acme.json').exit).toBe(0);
    expect(read('realms/acme.json').split('\n').length).toBeLessThanOrEqual(9);
    expect(JSON.parse(read('realms/acme.json')).$realmdiff.lineage).toEqual(['22.0.5', '26.7.3']);
    expect(run('normalize', '--check', 'realms/acme.json').exit).toBe(0);
  });
  test('is refused where it says something else', () => {
    const { run } = folderWith({ 'acme.json': form(), '.realmdiff.yaml': 'normalize: { madeWith: old }\n' });
    const { exit, stderr } = run('normalize', 'acme.json');
    expect(stderr).toContain('.realmdiff.yaml:1:14: error: expected a Keycloak version such as 22.0.5, found "old"');
    expect(exit).toBe(2);
  });
});
