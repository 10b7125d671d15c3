/** Are the tables of facts sound? Every row is well made, says why, and speaks of places that exports really have. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTables } from '../src/index.ts';
import { nearest } from '../src/tables/nearest.ts';
import { parseRows } from '../src/tables/parse-rows.ts';
import { compilePlaces } from '../src/tables/places.ts';
import { filesBelow, OWN, textOf } from './exports.ts';

const { sections, references, imports } = loadTables();

describe('rules/sections.json', () => {
  it('names every section once', () => {
    const names = sections.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(sections)('$name says why, in a sentence', ({ why }) => {
    expect(why).toMatch(/^.{20,}[.]$/s);
  });

  it.each(sections)('$name holds each pattern once', (section) => {
    for (const list of [section.at, section.volatile, section.secret, section.sets, section.json, section.identity]) {
      expect(new Set(list).size).toBe(list.length);
    }
  });
});

describe('rules/references.json', () => {
  it.each(references)('$name points at sections that have ids', ({ target }) => {
    for (const name of target) expect(sections.find((section) => section.name === name)?.id).toBeDefined();
  });

  it.each(references)('$name says why', ({ why }) => expect(why.length).toBeGreaterThan(15));
});

describe('rules/imports.json', () => {
  it('names every effect once', () => {
    const names = imports.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(imports)('$name says why, and what', ({ why, effect, field, value }) => {
    expect(why).toMatch(/^.{20,}[.]$/s);
    expect(value !== undefined).toBe(['adds', 'sets', 'includes'].includes(effect));
    if (value !== undefined || effect === 'generates') expect(field).toBeDefined();
  });
});

/** Places that no recording has: because they are older than 18, newer than 26.7, or need a special server. */
const WAIVED: readonly RegExp[] = [
  /^applications|^oauthClients|clientTemplates|userFederation|applicationScopeMappings|roles\/application/,
  /^organizations\/\*\/(roles|groups)|organizationLinks|orgId|kc\.org/,
  /^federatedUsers|^workflows/,
  /clientConsents/,
  /origin$|federationLink$/,
];

describe('patterns', () => {
  const known = recordedPlaces();
  const patterns = sections.flatMap(({ name, at }) => at.map((pattern) => ({ name, pattern })));
  it.each(patterns.filter(({ pattern }) => !WAIVED.some((waiver) => waiver.test(pattern))))(
    '$name: $pattern is in some recording',
    ({ pattern }) => {
      // JSON inside strings is written out by then; the raw recordings end where the string begins.
      const raw = pattern.split('/$json')[0] ?? '';
      expect(known.some((place) => matches(raw, place))).toBe(true);
    },
  );
});

/** Every path of every recording, with array elements as `*`. */
function recordedPlaces(): readonly string[] {
  const places = new Set<string>(['']);
  const walk = (value: unknown, at: readonly string[]): void => {
    places.add(at.join('/'));
    if (Array.isArray(value)) for (const element of value) walk(element, [...at, '*']);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) walk(child, [...at, key.replaceAll('/', '%2F')]);
    }
  };
  for (const file of filesBelow(OWN).filter((name) => name.endsWith('.json'))) {
    walk(JSON.parse(textOf(file)), []);
  }
  return [...places];
}

function matches(pattern: string, place: string): boolean {
  const [wanted, found] = [pattern.split('/'), place.split('/')];
  return wanted.length === found.length && wanted.every((part, i) => part === '*' || part === found[i]);
}

describe('a bad row is told apart', () => {
  const row = { name: 'x', label: 'x', at: ['x/*'], identity: ['name'], order: 'set', why: 'because' };
  it.each([
    [{}, 'expected a list of rows'],
    [[{ ...row, volatil: ['id'] }], 'unknown key "volatil", did you mean "volatile"?'],
    [[{ ...row, order: 'sets' }], 'order: expected one of set, list, priority'],
    [[{ ...row, at: 'x/*' }], 'at: expected a list of texts'],
    [[{ ...row, delimited: { a: ';' } }], 'delimited: a: expected one of'],
    [[{ ...row, why: undefined }], 'why: expected a text'],
  ])('%j', (table, message) => {
    expect(() => parseRows('sections', table)).toThrow(message);
  });
  it('in references, too', () => {
    expect(() => parseRows('references', [{ name: 'x', at: [], form: 'uuid', target: [], why: 'w' }])).toThrow(
      'form: expected one of',
    );
  });
});

describe('places', () => {
  const place = (pattern: object) =>
    compilePlaces(
      parseRows('sections', [{ name: 'x', label: 'x', identity: ['name'], order: 'set', why: 'w', ...pattern }]),
      [],
    );
  it('follows literal keys, any key, beginnings, and loops', () => {
    const root = place({ at: ['groups/*'], recursive: 'subGroups/*', volatile: ['id', 'attributes/tmp.*'] });
    const group = root.child('groups', {}).child('0', []);
    expect(group.section?.name).toBe('x');
    expect(group.child('id', {}).volatile?.says).toBe(true);
    expect(group.child('name', {}).volatile).toBe(undefined);
    expect(group.child('attributes', {}).child('tmp.1', {}).volatile?.says).toBe(true);
    const nested = group.child('subGroups', {}).child('0', []);
    expect(nested.section?.name).toBe('x');
    expect(nested.child('id', {}).volatile?.says).toBe(true);
    expect(root.child('users', {}).reaches('volatile')).toBe(false);
  });
  it('asks the entity itself where a row has a condition', () => {
    const root = place({
      at: ['keys/*'],
      when: { providerId: { endsWith: '-generated' } },
      identity: [],
      generated: ['secret'],
    });
    const key = root.child('keys', {}).child('0', []);
    expect(key.child('secret', { providerId: 'rsa-generated' }).generated?.row.name).toBe('x');
    expect(key.child('secret', { providerId: 'rsa' }).generated).toBe(undefined);
  });
});

describe('nearest', () => {
  it.each([
    ['--chekc', ['--check', '--write'], '--check'],
    ['yml', ['yaml', 'json'], 'yaml'],
    ['nothing-like-it', ['--check'], undefined],
  ])('%s', (word, known, expected) => expect(nearest(word, known)).toBe(expected));
});

it('stand beside the package', () => {
  expect(fs.existsSync(path.join(import.meta.dirname, '../rules/sections.json'))).toBe(true);
});
