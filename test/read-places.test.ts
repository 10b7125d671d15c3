/** Are files grouped, kinds told and problems located as the folder, the realm and the text say? */

import { describe, expect, it } from 'vitest';
import type { ExportKind, JsonObject, Path, Problem, Source } from '../src/model.ts';
import { groupDirectoryExports, readDirectoryExport } from '../src/read/directory-export.ts';
import { exportKindOf } from '../src/read/export-kind.ts';
import { locateProblem } from '../src/read/locate.ts';
import { readSource } from '../src/read/read-source.ts';

describe('groupDirectoryExports', () => {
  it.each<[string, readonly string[], readonly (readonly string[])[], readonly string[]]>([
    ['nothing', [], [], []],
    ['a realm file alone', ['a-realm.json'], [], ['a-realm.json']],
    ['users alone', ['a-users-0.json'], [], ['a-users-0.json']],
    [
      'numbers, not texts, and federated users last',
      ['a-federated-users-0.json', 'a-users-10.json', 'a-users-2.json', 'a-realm.json', 'notes.json'],
      [['a-realm.json', 'a-users-2.json', 'a-users-10.json', 'a-federated-users-0.json']],
      ['notes.json'],
    ],
    [
      'two realms, one name the beginning of the other',
      ['a-realm.json', 'a-b-users-0.json', 'a-b-realm.json', 'a-users-0.json'],
      [
        ['a-realm.json', 'a-users-0.json'],
        ['a-b-realm.json', 'a-b-users-0.json'],
      ],
      [],
    ],
    [
      'a realm named -users-0',
      ['a-users-0-realm.json', 'a-users-0-users-0.json', 'a-users-0.json'],
      [['a-users-0-realm.json', 'a-users-0-users-0.json']],
      ['a-users-0.json'],
    ],
    [
      'a realm named -federated',
      ['a-federated-realm.json', 'a-federated-users-0.json'],
      [['a-federated-realm.json', 'a-federated-users-0.json']],
      [],
    ],
    [
      'folders apart',
      ['dev/a-realm.json', 'prod/a-realm.json', 'prod/a-users-0.json', 'a-users-0.json'],
      [['prod/a-realm.json', 'prod/a-users-0.json']],
      ['dev/a-realm.json', 'a-users-0.json'],
    ],
  ])('%s', (_, names, groups, single) => {
    const grouped = groupDirectoryExports(names);
    const sorted = (lists: readonly (readonly string[])[]) => lists.map((list) => list.join()).sort();
    expect([sorted(grouped.groups), grouped.single]).toEqual([sorted(groups), single]);
  });
});

describe('exportKindOf', () => {
  const keys = (config: JsonObject): JsonObject => ({
    components: { 'org.keycloak.keys.KeyProvider': [{ providerId: 'hmac-generated', config }] },
  });
  const exported = { id: '1', realm: 'a', keycloakVersion: '26.5.5' };
  it.each<[string, JsonObject, ExportKind]>([
    ['a header of a partial export', { ...keys({ secret: ['x'] }), $realmdiff: { export: 'partial' } }, 'partial'],
    ['a header of a full export', { $realmdiff: { export: 'full' } }, 'full'],
    ['a private key', keys({ privateKey: ['x'] }), 'full'],
    ['a private key of another kind', keys({ ecdsaPrivateKey: ['x'] }), 'full'],
    ['a secret', keys({ secret: ['x'] }), 'full'],
    ['a masked secret', { ...exported, ...keys({ secret: ['**********'] }) }, 'partial'],
    ['a mask without an id', keys({ secret: ['**********'] }), 'declared'],
    ['an empty key', { ...exported, ...keys({ privateKey: [''] }) }, 'partial'],
    [
      'key providers without keys, though with users',
      { ...exported, ...keys({ priority: ['100'] }), users: [] },
      'partial',
    ],
    ['keys, though a mask elsewhere', { ...keys({ secret: ['x'] }), smtpServer: { password: '**********' } }, 'full'],
    ['keys of the realm itself', { id: '1', realm: 'a', privateKey: 'x', codeSecret: 'y' }, 'full'],
    ['keys of a hand-written realm', { realm: 'a', privateKey: 'x' }, 'declared'],
    ['a header of a file that somebody wrote', { ...exported, $realmdiff: { export: 'declared' } }, 'declared'],
    ['no id', { realm: 'a', keycloakVersion: '26.5.5', users: [] }, 'declared'],
    ['users beside id and version', { ...exported, users: [] }, 'full'],
    ['a mask', { ...exported, users: [], clients: [{ secret: '**********' }] }, 'partial'],
    ['no users', exported, 'partial'],
    ['no version', { id: '1', realm: 'a', users: [] }, 'declared'],
    ['parts of a wrong type', { ...exported, components: [], users: {} }, 'partial'],
  ])('%s', (_, data, kind) => {
    expect(exportKindOf(data)).toBe(kind);
  });
});

/** The places of a problem and of its related place, as `file:line:column`. */
async function placesOf(sources: readonly Source[], realm: number, path: Path, related: Path): Promise<string> {
  const [first = { name: '', content: '' }] = sources;
  const { realms } = await (sources.length > 1 ? readDirectoryExport(sources) : readSource(first));
  const found = realms[realm];
  if (found === undefined) throw new Error('no such realm');
  const problem: Problem = {
    code: 'dangling-reference',
    message: 'm',
    path,
    related: [{ message: 'r', path: related }],
  };
  const located = await locateProblem(found, problem);
  return [located, ...(located.related ?? [])]
    .map(({ file, position }) => `${file}:${position?.line}:${position?.column}`)
    .join(' ');
}

describe('locateProblem', () => {
  const users = '{ "realm": "a",\n "users": [{ "username": "x" },\n  { "username": "y" }] }';
  const json = JSON.stringify({ realm: 'b', clients: [{ clientId: 'x' }] }, null, 1);
  const map = `kind: ConfigMap\ndata:\n  a.json: |\n${json.replace(/^/gm, '    ')}\n  b.json: '${JSON.stringify({ realm: 'c' })}'\n`;
  it.each<[string, readonly Source[], number, Path, Path, string]>([
    [
      'a realm in an array',
      [{ name: 'f.json', content: `[\n{},\n${json}]` }],
      0,
      ['clients', 0],
      ['realm'],
      'f.json:6:3 f.json:4:2',
    ],
    [
      'JSON inside a string',
      [{ name: 'f.json', content: json }],
      0,
      ['clients', 0, 'clientId', '$json', 1],
      [],
      'f.json:5:4 f.json:1:1',
    ],
    [
      'YAML',
      [{ name: 'f.yaml', content: 'realm: a\n---\nrealm: b\nx: [1, {é😀: y}]\n' }],
      1,
      ['x', 1, 'é😀'],
      ['x', 5],
      'f.yaml:4:9 f.yaml:4:1',
    ],
    [
      'a block of text in YAML',
      [{ name: 'f.yaml', content: map }],
      0,
      ['clients', 0, 'clientId'],
      [],
      'f.yaml:8:8 f.yaml:4:5',
    ],
    ['a quoted text in YAML', [{ name: 'f.yaml', content: map }], 1, ['realm'], [], 'f.yaml:12:3 f.yaml:12:3'],
    [
      'a text in JSON',
      [{ name: 'f.json', content: JSON.stringify({ kind: 'Secret', stringData: { 'a.json': json } }, null, 1) }],
      0,
      ['realm'],
      [],
      'f.json:4:3 f.json:4:3',
    ],
    [
      'a directory export',
      [
        { name: 'd/a-realm.json', content: '{ "realm": "a", "users": [{ "username": "w" }] }' },
        { name: 'd/a-users-0.json', content: users },
      ],
      0,
      ['users', 2, 'username'],
      ['users', 0, 'username'],
      'd/a-users-0.json:3:5 d/a-realm.json:1:29',
    ],
  ])('%s', async (_, sources, realm, path, related, expected) => {
    expect(await placesOf(sources, realm, path, related)).toBe(expected);
  });

  it('leaves alone what is located already, and what stands nowhere', async () => {
    const { realms } = await readSource({ name: 'f.json', content: '{"realm":"a","realm":"b"}' });
    const [realm] = realms;
    if (realm === undefined) throw new Error('no realm');
    const located: Problem = {
      code: 'duplicate-key',
      message: 'm',
      path: ['realm'],
      file: 'g',
      position: { line: 7, column: 7 },
    };
    expect(await locateProblem(realm, located)).toBe(located);
    const nowhere: Problem = { code: 'duplicate-key', message: 'm', path: [] };
    expect(await locateProblem({ ...realm, origins: [] }, nowhere)).toBe(nowhere);
  });
});
