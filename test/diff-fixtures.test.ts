/** Does every pair of fixtures/diff show what it should, to people and to programs? `UPDATE_FIXTURES=1` writes the expected files: read them. */

import fs from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { comparePair } from '../src/cli/commands/diff/compare-pair.ts';
import type { DiffRequest } from '../src/cli/commands/diff/options.ts';
import { readSource } from '../src/read/read-source.ts';
import type { FormatName } from '../src/report/formats.ts';
import { loadReporter } from '../src/report/reporter.ts';
import { loadTables } from '../src/tables/load.ts';
import { TEST_OPTIONS } from './report-cases.ts';

const FOLDER = path.join(import.meta.dirname, '../fixtures/diff');

/** Judgements have fixtures of their own: here is what changed. */
const REQUEST: Pick<DiffRequest, 'only' | 'format' | 'onlyDeclared'> = {
  only: [],
  // The one that says everything: the others leave out where a change stands.
  format: 'json',
  onlyDeclared: false,
};

const EXPECTED = [
  ['expected.txt', 'terminal'],
  ['expected.json', 'json'],
  ['expected.oneline.txt', 'oneline'],
] as const satisfies readonly (readonly [string, FormatName])[];

const schema: object = JSON.parse(
  fs.readFileSync(path.join(import.meta.dirname, '../rules/schema/report.schema.json'), 'utf8'),
);
const isReport = new Ajv2020({ strict: false }).compile(schema);

describe.each(fs.readdirSync(FOLDER))('%s', (name) => {
  it('shows what is expected, and the other way round as many changes', async () => {
    const report = await compare(name, 'before', 'after');
    const turned = await compare(name, 'after', 'before');
    expect(turned.changes.length).toBe(report.changes.length);
    for (const [file, format] of EXPECTED) {
      const { render } = await loadReporter(format);
      const text = render([report], { ...TEST_OPTIONS, width: 100 });
      if (format === 'json') expect(isReport(JSON.parse(text)), JSON.stringify(isReport.errors)).toBe(true);
      expect(text).not.toContain('fake-');
      const at = path.join(FOLDER, name, file);
      if (process.env.UPDATE_FIXTURES === '1') fs.writeFileSync(at, text);
      expect(text).toBe(fs.readFileSync(at, 'utf8'));
    }
  });
});

async function compare(name: string, from: 'before' | 'after', to: 'before' | 'after') {
  const [before, after] = await Promise.all([from, to].map((side) => sideOf(name, side)));
  if (before === undefined || after === undefined) throw new Error('no realm');
  const request = REQUEST as DiffRequest;
  const around = { request, tables: loadTables(), rules: [], config: undefined, today: '2026-01-01' };
  return (await comparePair(before, after, around)).report;
}

async function sideOf(name: string, side: string) {
  const source = `${side}.json`;
  const content = fs.readFileSync(path.join(FOLDER, name, source), 'utf8');
  const [realm] = (await readSource({ name: source, content })).realms;
  return realm === undefined ? undefined : { source, label: undefined, realm };
}
