/** Does a row of `rules/imports.json` reach what it speaks of, in the versions that it names, and nothing else? */

import { describe, expect, it } from 'vitest';
import { type ImportEffect, type Json, loadTables, type Realm, readSource } from '../src/index.ts';
import { applyImportEffects, noteImportEffects, withoutRefused } from '../src/restore/import-effects.ts';
import { parseFields } from '../src/tables/parse-tests.ts';

const ROW: ImportEffect = {
  name: 'row',
  at: ['clients/*'],
  when: [],
  effect: 'adds',
  observable: true,
  why: 'A test.',
};

async function realmOf(data: object): Promise<Realm> {
  const { realms } = await readSource({ name: 'a.json', content: JSON.stringify({ realm: 'acme', ...data }) });
  const [realm] = realms;
  if (realm === undefined) throw new Error('no realm');
  return realm;
}

/** What the row makes of the clients. */
async function clientsAfter(row: Partial<ImportEffect>, clients: object, version = '26.7.3'): Promise<Json> {
  const tables = { ...loadTables(), imports: [{ ...ROW, ...row }] };
  const { data } = applyImportEffects(await realmOf({ clients }), tables, version);
  return JSON.parse(JSON.stringify(data.clients));
}

/** Conditions as a row writes them. */
function asks(when: Json): ImportEffect['when'] {
  return parseFields(when, 'when', new Map());
}

const X = { field: 'x', value: 1 };
const EFFECTS: readonly (readonly [string, Partial<ImportEffect>, object, object])[] = [
  ['adds what is absent', X, [{}, { x: 2 }], [{ x: 1 }, { x: 2 }]],
  [
    'makes the objects on the way',
    { field: 'a/b', value: 1 },
    [{}, { a: { c: 1 } }],
    [{ a: { b: 1 } }, { a: { c: 1, b: 1 } }],
  ],
  ['sets whatever is there', { ...X, effect: 'sets' }, [{}, { x: 2 }], [{ x: 1 }, { x: 1 }]],
  [
    'includes in a list, once',
    { ...X, effect: 'includes' },
    [{}, { x: [2] }, { x: [1] }],
    [{ x: [1] }, { x: [2, 1] }, { x: [1] }],
  ],
  ['masks what is generated', { field: 'x', effect: 'generates' }, [{}], [{ x: '$secret' }]],
  ['hides what no normal form shows', { ...X, observable: false }, [{}], [{}]],
  [
    'asks for a value',
    { ...X, when: asks({ id: { matches: '^(a$|b)' } }) },
    [{ id: 'a' }, { id: 'bc' }, { id: 'c' }],
    [{ id: 'a', x: 1 }, { id: 'bc', x: 1 }, { id: 'c' }],
  ],
  [
    'asks for another value',
    { ...X, when: asks({ id: { isNot: 'a' } }) },
    [{ id: 'a' }, { id: 'b' }, {}],
    [{ id: 'a' }, { id: 'b', x: 1 }, { x: 1 }],
  ],
  [
    'asks for one more character',
    { ...X, when: asks({ id: { matches: '^/.' } }) },
    [{ id: '/' }, { id: '/a.b' }],
    [{ id: '/' }, { id: '/a.b', x: 1 }],
  ],
  [
    'asks for anything',
    { ...X, when: asks({ 'a/*': { isAbsent: false } }) },
    [{ a: [{}] }, { a: [] }, {}],
    [{ a: [{}], x: 1 }, { a: [] }, {}],
  ],
];

describe('an import effect', () => {
  it.each(EFFECTS)('%s', async (_, row, before, after) => expect(await clientsAfter(row, before)).toEqual(after));

  it.each([
    ['26.0.8', undefined, undefined, true],
    ['26.0.8', '26.0.8', undefined, true],
    ['26.0.8', '26.0.10', undefined, false],
    ['26.0.8', undefined, '26.0.8', false],
    ['26.0.8', '9.0.0', '26.1.0', true],
  ])('on %s, since %s and until %s: %s', async (version, since, until, applies) => {
    const bounds = { ...(since && { since }), ...(until && { until }) };
    expect(await clientsAfter({ ...X, ...bounds }, [{}], version)).toEqual([applies ? { x: 1 } : {}]);
  });
});

describe('what is refused', () => {
  it('is noted, and can be left out', async () => {
    const tables = loadTables();
    const policies = [
      { name: 'a', type: 'role' },
      { name: 'b', type: 'js' },
    ];
    const realm = await realmOf({ clients: [{ clientId: 'x', authorizationSettings: { policies } }] });
    const notes = noteImportEffects(realm, tables, '26.0.8').filter(({ effect }) => effect.effect === 'refuses');
    expect(notes.map(({ paths }) => paths)).toEqual([[['clients', 0, 'authorizationSettings', 'policies', 1]]]);
    expect(JSON.stringify(withoutRefused(realm, tables, '26.0.8').data)).not.toContain('"js"');
  });
});
