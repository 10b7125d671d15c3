/** What does each format make of a report? Cases are folders; UPDATE_FIXTURES=1 writes what is expected anew: read it. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DriftReport } from '../src/drift/drift.ts';
import { FORMATS, type FormatName } from '../src/report/formats.ts';
import { reportsIn } from '../src/report/from-json.ts';
import { loadReporter, type ReportOptions } from '../src/report/reporter.ts';
import { readCase, TEST_OPTIONS } from './report-cases.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/report');

/** Patches are made by the comparison, from documents: `test/laws/patch.test.ts` applies them. */
const PATCH = [
  { op: 'remove', path: '/clients/0' },
  { op: 'move', from: '/clients/4', path: '/clients/1' },
  { op: 'add', path: '/attributes/a~1b', value: '\u001b[31m "x" \u202e' },
] as const;

/** Two environments of the product's realm: one with each kind of difference, and one that nobody reached. */
const DRIFT: DriftReport = {
  at: '2026-12-04T08:00:00Z',
  cells: [
    {
      ...{ realm: 'acme', environment: 'prod', report: readCase('product')[0], failure: undefined, fixed: 1 },
      drifts: [
        {
          fingerprint: '0f31aa90c2d1',
          place: 'clients/web-shop',
          since: '2026-12-01T08:00:00Z',
          state: 'known',
          severity: 'high',
        },
        {
          fingerprint: '1f31aa90c2d1',
          place: 'roles.realm/a',
          since: '2026-12-04T08:00:00Z',
          state: 'new',
          severity: undefined,
        },
      ],
      ...{ notVerified: ["secrets' values"], secretTimes: {}, lastRead: '2026-12-04T08:00:00Z' },
    },
    {
      ...{ realm: 'staff', environment: 'say "prod"\n', report: undefined, failure: 'nothing listens there' },
      ...{ drifts: [], fixed: 0, notVerified: [], secretTimes: {}, lastRead: '2026-12-03T08:00:00Z' },
    },
  ],
  notChecked: ['old'],
};

/** Only with one case: they are about what stands around reports. */
const ONLY_PRODUCT = /patch|drift|prom$/;

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
  ['expected.prom', 'prometheus', { drift: DRIFT }],
  ['expected.drift.txt', 'terminal', { drift: DRIFT }],
  ['expected.drift.json', 'json', { drift: DRIFT }],
];

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const reports = readCase(name);
  const expected = EXPECTED.filter(([file]) => !ONLY_PRODUCT.test(file) || name === 'product');
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

test.each(readdirSync(FOLDER))('%s comes back from its JSON: findings, counts and values', async (name) => {
  const reports = readCase(name).map((report) => ({ ...report, problems: [] }));
  const again = reportsIn(JSON.parse((await loadReporter('json')).render(reports, TEST_OPTIONS)));
  for (const format of ['json', 'github', 'gitlab', 'junit', 'sarif'] as const) {
    const { render } = await loadReporter(format);
    expect(render(again, TEST_OPTIONS), format).toBe(render(reports, TEST_OPTIONS));
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
