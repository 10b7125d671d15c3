/** What does --check say, and what does it never say? */

import { expect, test } from 'vitest';
import { folderWith, normalForm, rawRealm } from './run-cli.ts';

const RAW = rawRealm('acme');
const NORMAL = normalForm(RAW);

function edited(change: (realm: { [key: string]: unknown }) => void): string {
  const realm = JSON.parse(NORMAL);
  change(realm);
  return `${JSON.stringify(realm, null, 2)}\n`;
}

const ROWS: readonly (readonly [name: string, content: string | Uint8Array, report: string])[] = [
  ['the normal form', NORMAL, ''],
  ['line ends of Windows', NORMAL.replaceAll('\n', '\r\n'), 'a.json: not normalized, formatting only\n'],
  ['a byte order mark', `\ufeff${NORMAL}`, 'a.json: not normalized, formatting only\n'],
  ['no final newline', NORMAL.trimEnd(), 'a.json: not normalized, formatting only\n'],
  ['UTF-16', Buffer.from(`\ufeff${NORMAL}`, 'utf16le'), 'a.json: not normalized, formatting only\n'],
  [
    'another order of keys',
    edited((realm) => {
      const { enabled, ...rest } = realm;
      for (const key of Object.keys(realm)) delete realm[key];
      Object.assign(realm, { enabled }, rest);
    }),
    'a.json: not normalized, order differs\n',
  ],
  [
    'another order of clients',
    edited((realm) => (realm.clients as unknown[]).reverse()),
    'a.json: not normalized, order differs\n  clients: order differs\n',
  ],
  [
    'an id and a secret',
    edited((realm) => Object.assign((realm.clients as object[])[1] ?? {}, { id: '5f2ecaad', secret: 'hunter2' })),
    'a.json: not normalized\n  clients/zeta/id: left out\n  clients/zeta/secret: (secret)\n',
  ],
];

for (const [name, content, report] of ROWS) {
  test(name, () => {
    const { run } = folderWith({ 'a.json': content });
    expect(run('normalize', '--check', 'a.json')).toEqual({ exit: report === '' ? 0 : 1, stdout: report, stderr: '' });
  });
}

test('shows five places and counts the others', () => {
  const many = edited((realm) =>
    Object.assign(realm, { clients: Array.from({ length: 9 }, (_, i) => ({ id: `${i}`, clientId: `c${i}` })) }),
  );
  const { run } = folderWith({ 'a.json': many });
  const lines = run('normalize', '--check', 'a.json').stdout.split('\n');
  expect(lines.slice(1, 3)).toEqual(['  clients/c0/id: left out', '  clients/c1/id: left out']);
  expect(lines.slice(6)).toEqual(['  ... and 4 more', '']);
});

for (const secrets of ['mask', 'env', 'keep']) {
  test(`names no secret with --secrets ${secrets}, in no mode and no format`, () => {
    const { run } = folderWith({ 'a.json': RAW });
    for (const mode of ['--check', '--stdout']) {
      const { stdout, stderr } = run('normalize', mode, '--secrets', secrets, '--problems', 'json', 'a.json');
      const mayShow = secrets === 'keep' && mode === '--stdout';
      expect(`${stdout}${stderr}`.includes('hunter2')).toBe(mayShow);
    }
  });
}

test('2 beats 1, and a wrapped realm cannot be checked', () => {
  const { run } = folderWith({ 'a.json': RAW, 'b.json': '{' });
  expect(run('normalize', '--check', 'a.json', 'b.json').exit).toBe(2);
  expect(run('normalize', '--check', 'a.json').exit).toBe(1);
});
