/** How does GitLab show findings in a merge request? As a code quality report. */

import { printable } from '../json/show.ts';
import type { Json, Report, Severity } from '../model.ts';
import { writeJson } from './json.ts';
import { judgementsOf, uniqueFingerprints } from './judged.ts';
import { locate, slashes } from './locations.ts';
import { shortenMiddle } from './values.ts';

const SEVERITY = { high: 'critical', medium: 'major', low: 'minor', info: 'info' } as const satisfies Record<
  Severity,
  string
>;

export const gitlab = {
  about: 'a code quality report of GitLab',
  extension: 'json',
  render: (reports: readonly Report[]): string => {
    const found = judgementsOf(reports);
    const fingerprints = uniqueFingerprints(found);
    const issues = found.map(({ report, change, finding }, index): Json => {
      const { file, position } = locate(change, report);
      return {
        description: printable(shortenMiddle(finding.message, 1000)),
        check_name: finding.rule,
        fingerprint: fingerprints[index] ?? finding.fingerprint,
        severity: SEVERITY[finding.severity],
        location: { path: slashes(file), lines: { begin: position.line } },
      };
    });
    return writeJson(issues);
  },
};
