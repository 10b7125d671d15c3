/** Does `why` give the right verdict, rule and default for a place, and never a secret? */

import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadTables, readSource } from '../src/index.ts';
import { printPointer } from '../src/json/path.ts';
import type { Json, Path, Realm } from '../src/model.ts';
import { type Explanation, explain } from '../src/why/explain.ts';
import { folderWith, runCli } from './run-cli.ts';

const FILE = 'fixtures/realms/26.7.3-rich-full.json';
const context = {
  tables: loadTables(),
  options: { defaults: 'strip', secrets: 'mask', users: 'keep' },
} as const;

async function realmIn(content: string): Promise<Realm> {
  const { realms } = await readSource({ name: 'realm.json', content });
  const [realm] = realms;
  if (realm === undefined) throw new Error('no realm');
  return realm;
}

const rich = realmIn(fs.readFileSync(FILE, 'utf8'));
const lean = realmIn(
  '{ "realm": "acme", "keycloakVersion": "26.7.3", "enabled": true, "clients": [{ "clientId": "app" }] }',
);

type Row = readonly [pointer: string, verdict: Explanation['verdict'], written: string | undefined, mentions: RegExp];

const ROWS: readonly Row[] = [
  ['/accessTokenLifespan', 'kept', '600', /300 in a new realm of Keycloak 26\.7\.3/],
  ['/sslRequired', 'default', undefined, /"external" in a new realm/],
  ['/enabled', 'kept', 'true', /always enabled/],
  ['/clients/bound/id', 'dropped', undefined, /sections\.json clients: volatile id/],
  ['/clients/bound/secret', 'masked', '"$secret"', /sections\.json clients: secret secret/],
  ['/clients/bound/enabled', 'default', undefined, /true filled in for clients by Keycloak 26\.7\.3/],
  ['/clients/bound/authenticationFlowBindingOverrides/browser', 'renamed', '"$strong browser"', /client-flow-override/],
  ['/clientScopes/profile/protocolMappers/birthdate/config/claim.name', 'default', undefined, /"birthdate" in a new/],
  ['/defaultDefaultClientScopes', 'sorted', undefined, /sections\.json realm: sets defaultDefaultClientScopes/],
  ['/attributes/acr.loa.map', 'decoded', undefined, /sections\.json realm: json attributes\/acr\.loa\.map/],
  [
    '/components/org.keycloak.keys.KeyProvider/rsa-generated/config/privateKey',
    'dropped',
    undefined,
    /generated config/,
  ],
];

describe('the verdict', () => {
  it.each(ROWS)('%s', async (pointer, verdict, written, mentions) => {
    const answer = explain(await rich, pointer, context);
    if ('refusal' in answer) throw new Error(answer.refusal);
    expect(answer.verdict).toBe(verdict);
    if (written !== undefined) expect(answer.written).toBe(written);
    expect(JSON.stringify(answer).replaceAll('\\"', '"')).toMatch(mentions);
  });

  it('knows what the realm lacks, and what a file written by hand leaves open', async () => {
    const data = JSON.parse(fs.readFileSync('fixtures/normalize/s10-deletions/input.json', 'utf8'));
    expect(explain(await realmIn(JSON.stringify(data)), '/clients/account-console', context)).toMatchObject({
      verdict: 'kept',
      written: '"$absent": true',
    });
    expect(explain(await lean, '/clients/account-console', context)).toMatchObject({ verdict: 'default' });
  });

  it('says what is not there', async () => {
    expect(explain(await rich, '/clients/bund', context)).toEqual({
      refusal: 'nothing is called "bund" at /clients; did you mean "bound"?',
    });
  });
});

/** Every place that is no container. */
function leavesOf(value: Json, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, [...path, key]));
}

describe('no secret', () => {
  it('is in any answer about a place that holds one', async () => {
    const realm = await rich;
    const secret = /fake-[\w-]*(secret|password|credential)/i;
    const leaves = leavesOf(realm.data).filter((path) => {
      const value = path.reduce<unknown>((at, key) => (at as { [key: string]: unknown })[key], realm.data);
      return typeof value === 'string' && /fake/i.test(value) && secret.test(value);
    });
    expect(leaves.length).toBeGreaterThan(5);
    for (const path of leaves) {
      const value = path.reduce<unknown>((at, key) => (at as { [key: string]: unknown })[key], realm.data);
      const said = JSON.stringify(explain(realm, printPointer(path), context));
      expect(said, path.join('/')).not.toContain(String(value));
    }
  });
});

describe('the command', () => {
  it('gives file and line', () => {
    const { exit, stdout } = runCli(['why', '/accessTokenLifespan', FILE]);
    expect([exit, stdout.split('\n')[2]]).toEqual([
      0,
      expect.stringMatching(/^from {6}600 at .*26\.7\.3-rich-full\.json:\d+:\d+$/),
    ]);
  });
  it('gives the line of the very entity in a normal form, where the baseline moves what stands there', () => {
    const folder = folderWith({ 'nf.json': runCli(['normalize', FILE]).stdout });
    const lines = folder.read('nf.json').split('\n');
    for (const client of ['web-shop', 'account', 'account-console']) {
      const { stdout } = runCli(['why', `/clients/${client}/clientId`, 'nf.json'], { cwd: folder.path });
      const [, line] = /^from .* at nf\.json:(\d+):/m.exec(stdout) ?? [];
      if (line === undefined) expect(lines.some((text) => text.includes(`"clientId": "${client}"`))).toBe(false);
      else expect(lines[Number(line) - 1]).toContain(`"${client}"`);
    }
  });
  it.each([
    [['why'], /give a pointer and a file/],
    [['why', 'clients', FILE], /begins with a slash/],
    [['why', '/x', 'nope.json'], /nope\.json: error: there is no such file/],
  ])('%j exits with 2', (args, message) => {
    const { exit, stderr } = runCli(args);
    expect(exit).toBe(2);
    expect(stderr).toMatch(message);
  });
});
