/** How long does realmdiff take for realms that nobody has? One process each, ended after two minutes; prints a table, judges nothing. */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const BIN = path.resolve('bin/realmdiff.js');
const TIME = '/usr/bin/time';
/** Seconds. */
const LIMIT = 120;

const REALM = { id: '8d9f', realm: 'odd', keycloakVersion: '26.7.3', enabled: true };
const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i));

const mapper = (index: number, claim = 'claim') => ({
  ...{ id: `m${index}`, name: `mapper-${index}`, protocol: 'openid-connect' },
  protocolMapper: 'oidc-usermodel-attribute-mapper',
  config: { 'user.attribute': 'a', 'claim.name': `${claim}-${index}` },
});
const client = (index: number, clientId = `app-${index}`) => ({
  ...{ id: `c${index}`, clientId, enabled: true, protocol: 'openid-connect', publicClient: true },
  redirectUris: [`https://app-${index}.example/*`],
});
const flow = (index: number, requirement = 'REQUIRED') => ({
  ...{
    id: `f${index}`,
    alias: `browser with one long prefix ${index}`,
    providerId: 'basic-flow',
    topLevel: true,
    builtIn: false,
  },
  authenticationExecutions: [{ authenticator: 'auth-cookie', requirement, priority: 10 }],
});
const nested = (levels: number, attributes: object): object => {
  let group: object = { name: `g${levels}`, attributes };
  for (let level = levels - 1; level > 0; level--) group = { name: `g${level}`, subGroups: [group] };
  return group;
};

const member = (index: number) => ({ username: `user-${index}`, enabled: true, groups: ['/staff'] });
const brokers = (name: string): object => ({
  identityProviders: times(5000, (index) => ({
    alias: `${name}-${index}`,
    providerId: 'oidc',
    config: { clientId: `app-${index}` },
  })),
  identityProviderMappers: times(5000, (index) => ({
    ...{ name: `mapper-${index}`, identityProviderAlias: `${name}-${index}` },
    identityProviderMapper: 'oidc-user-attribute-idp-mapper',
    config: { claim: 'a', 'user.attribute': 'b' },
  })),
});

/** What is odd, before somebody edits it and after. */
interface Odd {
  readonly name: string;
  readonly before: object;
  readonly after: object;
}

const ODD: readonly Odd[] = [
  {
    name: '100,000 protocol mappers on one client',
    before: { clients: [{ ...client(0), protocolMappers: times(100_000, (index) => mapper(index)) }] },
    after: {
      clients: [
        { ...client(0), protocolMappers: times(100_000, (index) => mapper(index, index % 1000 ? 'claim' : 'other')) },
      ],
    },
  },
  {
    name: '50,000 members of a set, reversed',
    before: { clients: [{ ...client(0), redirectUris: times(50_000, (index) => `https://${index}.example/*`) }] },
    after: {
      clients: [{ ...client(0), redirectUris: times(50_000, (index) => `https://${50_000 - index}.example/*`) }],
    },
  },
  {
    name: '5,000 clients of one name',
    before: { clients: times(5000, (index) => client(index, 'same')) },
    after: { clients: times(5000, (index) => client(index + 1, 'same')) },
  },
  {
    name: '10,000 flows of one prefix',
    before: { authenticationFlows: times(10_000, (index) => flow(index)) },
    after: { authenticationFlows: times(10_000, (index) => flow(index, index % 100 ? 'REQUIRED' : 'DISABLED')) },
  },
  {
    name: '400 levels of groups',
    before: { groups: [nested(400, {})] },
    after: { groups: [nested(400, { a: ['b'] })] },
  },
  {
    name: '1,000 levels of groups',
    before: { groups: [nested(1000, {})] },
    after: { groups: [nested(1000, { a: ['b'] })] },
  },
  {
    name: 'a text of 200 MB',
    before: { attributes: { long: 'x'.repeat(200_000_000) } },
    after: { attributes: { long: `${'x'.repeat(200_000_000)}y` } },
  },
  {
    name: '10,000 clients, all renamed',
    before: { clients: times(10_000, (index) => client(index)) },
    after: { clients: times(10_000, (index) => client(index, `renamed-${index}`)) },
  },
  {
    name: '10,000 clients, all others',
    before: { clients: times(10_000, (index) => client(index)) },
    after: { clients: times(10_000, (index) => ({ ...client(index + 20_000), id: `other-${index}` })) },
  },
  {
    name: '60,000 users of a group that becomes an administrator',
    before: { groups: [{ name: 'staff' }], users: times(60_000, member) },
    after: {
      groups: [{ name: 'staff', clientRoles: { 'realm-management': ['realm-admin'] } }],
      users: times(60_000, member),
    },
  },
  {
    name: '5,000 identity providers, all renamed with their mappers',
    before: brokers('corp'),
    after: brokers('sister'),
  },
  {
    name: '9,000 clients, one version later',
    before: { keycloakVersion: '24.0.5', clients: times(9000, (index) => client(index)) },
    after: { clients: times(9000, (index) => client(index)) },
  },
];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'realmdiff-odd-'));
const asked = process.argv.slice(2);

function run(...args: readonly string[]): string {
  const file = path.join(folder, 'time');
  const [program = '', ...rest] = [
    ...(fs.existsSync(TIME) ? [TIME, '-o', file, '-f', '%M', 'timeout', '-s', 'KILL', String(LIMIT)] : []),
    ...[process.execPath, BIN, ...args],
  ];
  const start = process.hrtime.bigint();
  const { status } = spawnSync(program, rest, { stdio: 'ignore' });
  const seconds = (Number(process.hrtime.bigint() - start) / 1e9).toFixed(1);
  const memory = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').trim().split('\n').at(-1)) / 1000 : 0;
  const exit = Number(seconds) >= LIMIT ? 'ended' : `exit ${status}`;
  return `${seconds} | ${memory.toFixed(0)} | ${exit}`;
}

console.log('| | MB | normalize s | MB | | diff s | MB | |\n|---|--:|--:|--:|---|--:|--:|---|');
for (const { name, before, after } of ODD) {
  if (asked.length > 0 && !asked.some((word) => name.includes(word))) continue;
  const files = [before, after].map((part, index) => {
    const file = path.join(folder, `${index}.json`);
    fs.writeFileSync(file, JSON.stringify({ ...REALM, ...part }, null, 2));
    return file;
  });
  const [one = '', other = ''] = files;
  const size = (fs.statSync(one).size / 1e6).toFixed(1);
  console.log(`| ${name} | ${size} | ${run('normalize', one)} | ${run('diff', one, other, '--format', 'oneline')} |`);
}
fs.rmSync(folder, { recursive: true });
