/** Are the columns of the tables what editors are told, what is parsed, and what functions know? */

import fs from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { FILLERS } from '../src/baseline/fillers.ts';
import { loadTables } from '../src/index.ts';
import { DERIVATIONS } from '../src/normalize/derivations.ts';
import { schemaOfTable } from '../src/tables/column.ts';
import { MARKING, TABLES } from '../src/tables/columns.ts';
import { passesFields } from '../src/tables/condition.ts';
import { parseRows } from '../src/tables/parse-rows.ts';
import { compilePlaces } from '../src/tables/places.ts';

const RULES = path.join(import.meta.dirname, '../rules');
const read = (name: string) => JSON.parse(fs.readFileSync(path.join(RULES, name), 'utf8'));
const { sections } = loadTables();

describe.each(Object.entries(TABLES))('%s', (name, { columns, title }) => {
  it('has the schema that its columns make', () => {
    expect(read(`schema/${name}.schema.json`)).toEqual(schemaOfTable(columns, name, title));
  });
  it('fits its schema, and would not with an unknown column', () => {
    const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
    ajv.addSchema(read('schema/rule.schema.json'));
    const fits = ajv.compile(read(`schema/${name}.schema.json`));
    const table = read(`${name}.json`);
    fits(table);
    expect(fits.errors ?? []).toEqual([]);
    expect(fits([{ ...table[0], unheard: true }])).toBe(false);
  });
});

describe('every column that speaks of places', () => {
  const row = { name: 'x', label: 'x', at: ['x/*'], identity: ['name'], order: 'set', why: 'because' };
  /** A value of each form that such a column may have. */
  const SAID: { readonly [column: string]: unknown } = {
    secretBeside: { f: 'g' },
    dropWhen: { f: 0 },
    derived: { f: 'always' },
    misspelled: { f: 'g' },
    twins: { f: 'g' },
    delimited: { f: '##' },
    together: { pair: ['f', 'g'] },
    absentMeans: { f: 0 },
    alwaysWritten: { f: 0 },
    filledIn: { f: 'scopes-of-realm' },
  };
  it.each(MARKING)('$name: the place knows the row and the pattern', ({ name }) => {
    const root = compilePlaces(parseRows('sections', [{ ...row, [name]: SAID[name] ?? ['f'] }]), []);
    const place = root.child('x', {}).child('0', []).child('f', {});
    expect(place[name]?.row.name).toBe('x');
    expect(place[name]?.pattern).toBe('f');
    expect(root.reaches(name)).toBe(true);
    const others = MARKING.filter((other) => other.name !== name);
    expect(others.filter((other) => place[other.name] !== undefined)).toEqual([]);
  });
  it('is used by a row', () => {
    const unused = MARKING.filter(({ name, marks }) => sections.every((section) => marks(section[name]).length === 0));
    expect(unused).toEqual([]);
  });
});

describe('a function that a row names', () => {
  it.each([
    ['derived', DERIVATIONS],
    ['filledIn', FILLERS],
  ] as const)('%s: is there, and no other is', (column, functions) => {
    const named = sections.flatMap((section) => section[column].map(([, name]) => name));
    expect([...new Set(named)].sort()).toEqual(Object.keys(functions).sort());
  });
});

it('conditions on an entity are those of rules', () => {
  const [section] = parseRows('sections', [
    { name: 'x', label: 'x', at: [], identity: [], order: 'set', why: 'w', when: { a: { startsWith: 'b' } } },
  ]);
  expect(passesFields({ a: 'bc' }, section?.when)).toBe(true);
  expect(passesFields({ a: 'cb' }, section?.when)).toBe(false);
});
