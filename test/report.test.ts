/** What does each format make of a report? Cases are folders; UPDATE_FIXTURES=1 writes what is expected anew: read it. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FORMATS, type FormatName } from '../src/report/formats.ts';
import { loadReporter, type ReportOptions } from '../src/report/reporter.ts';
import { readCase, TEST_OPTIONS } from './report-cases.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/report');

/** Patches are made by the comparison, from documents: `test/laws/patch.test.ts` applies them. */
const PATCH = [
  { op: 'remove', path: '/clients/0' },
  { op: 'move', from: '/clients/4', path: '/clients/1' },
  { op: 'add', path: '/attributes/a~1b', value: '\u001b[31m "x" \u202e' },
] as const;

/** Each expected file, and how it comes to be. */
const EXPECTED: readonly (readonly [file: string, format: FormatName, options?: Partial<ReportOptions>])[] = [
  ['expected.txt', 'terminal'],
  ['expected.80.txt', 'terminal', { width: 80 }],
  ['expected.opened.txt', 'terminal', { width: 160, showFolded: true, showUnchanged: false }],
  ['expected.oneline.txt', 'oneline'],
  ['expected.md', 'markdown'],
  ['expected.json', 'json'],
  ['expected.html', 'html'],
  ['expected.sarif', 'sarif'],
  ['expected.xml', 'junit'],
  ['expected.github.txt', 'github'],
  ['expected.gitlab.json', 'gitlab'],
  ['expected.patch.json', 'jsonpatch', { patches: [PATCH] }],
];

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const reports = readCase(name);
  // A patch says nothing of the report.
  const expected = EXPECTED.filter(([, format]) => format !== 'jsonpatch' || name === 'product');
  for (const [file, format, options = {}] of expected) {
    test(file, async () => {
      const { render } = await loadReporter(format);
      const text = render(reports, { ...TEST_OPTIONS, ...options });
      const path = join(FOLDER, name, file);
      if (process.env.UPDATE_FIXTURES === '1') writeFileSync(path, text);
      expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : `missing: UPDATE_FIXTURES=1 writes it`);
    });
  }
});

test('every format has a case, and says what it is for', async () => {
  expect([...new Set(EXPECTED.map(([, format]) => format))].sort()).toEqual([...FORMATS].sort());
  for (const format of FORMATS) {
    const { about, extension } = await loadReporter(format);
    expect(
      [about, extension].every((text) => /^[\w, ().-]+$/.test(text)),
      format,
    ).toBe(true);
  }
});
