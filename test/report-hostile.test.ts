/** Can text of a realm break or forge a report? Every string of random reports is hostile; every format is read by a parser of its own. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageDrifts, driftsIn } from '../src/drift/age-drifts.ts';
import { printPointer } from '../src/json/path.ts';
import type { PatchOperation, Report } from '../src/model.ts';
import { FORMATS, type FormatName } from '../src/report/formats.ts';
import { loadReporter, type ReportOptions } from '../src/report/reporter.ts';
import { loadTheme } from '../src/report/theme.ts';
import { hostileOptions, hostileReport } from './hostile-reports.ts';
import { readCase, TEST_OPTIONS } from './report-cases.ts';
import { CHECKS } from './report-structure.ts';

const RUNS = Number(process.env.HOSTILE_RUNS ?? 60);
/** The same cases every time; HOSTILE_SEED=random looks for new ones. */
const SEED = process.env.HOSTILE_SEED === 'random' ? undefined : 20261125;

const several = fc.oneof(
  { weight: 4, arbitrary: hostileReport.map((report): readonly Report[] => [report]) },
  { weight: 1, arbitrary: fc.array(hostileReport, { minLength: 2, maxLength: 3 }) },
);

describe.each(FORMATS)('%s', (format) => {
  test('is what it says, whatever a realm holds', { timeout: 300_000 }, async () => {
    const { render } = await loadReporter(format);
    const theme = await loadTheme(true);
    fc.assert(
      fc.property(several, hostileOptions, (reports, options) => {
        const patches = reports.map(patchOf);
        const text = render(reports, { ...options, ...driftOf(reports, format), theme, patches });
        expect(text.endsWith('\n')).toBe(true);
        CHECKS[format](text, reports);
        expect(render(reports, { ...options, ...driftOf(reports, format), theme, patches }), 'the same again').toBe(
          text,
        );
      }),
      { numRuns: RUNS, ...(SEED !== undefined && { seed: SEED }) },
    );
  });

  test.each(readdirSync(join(import.meta.dirname, '../fixtures/report')))('is what it says for %s', async (name) => {
    const { render } = await loadReporter(format);
    const reports = readCase(name);
    CHECKS[format](
      render(reports, { ...TEST_OPTIONS, ...driftOf(reports, format), patches: reports.map(patchOf) }),
      reports,
    );
  });
});

/** What only one format is made from. */
function driftOf(reports: readonly Report[], format: FormatName): Pick<ReportOptions, 'drift'> {
  if (format !== 'prometheus') return {};
  const at = '2026-12-01T08:00:00Z';
  const cells = reports.map((report) => ({
    ...{ realm: report.after.realm, environment: report.before.source, report, failure: undefined },
    ...ageDrifts(driftsIn(report), { now: at, minAge: 0, last: undefined }),
    ...{ notVerified: [], lastRead: at, secretTimes: {} },
  }));
  return { drift: { at, cells, notChecked: [] } };
}

/** Not one that applies: one whose places and values are as hostile as the report's. */
function patchOf({ changes }: Report): readonly PatchOperation[] {
  return changes.map((change) => {
    const path = printPointer(change.path);
    return 'after' in change ? { op: 'replace', path, value: change.after } : { op: 'remove', path };
  });
}
