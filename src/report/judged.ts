/** Which findings does a report hold, and on which changes? The worst first: for formats that list findings. */

import type { Finding, JudgedChange, Report, Severity } from '../model.ts';
import { compareSeverity } from './words.ts';

export interface Judgement {
  readonly report: Report;
  readonly change: JudgedChange;
  readonly finding: Finding;
}

/** All findings of all reports; equally bad ones in the order of the changes. */
export function judgementsOf(reports: readonly Report[]): readonly Judgement[] {
  return reports
    .flatMap((report) =>
      report.changes.flatMap((change) => change.findings.map((finding) => ({ report, change, finding }))),
    )
    .sort((a, b) => compareSeverity(a.finding.severity, b.finding.severity));
}

/** Is a finding bad enough to fail on? */
export function isFailure(severity: Severity, failOn: Severity | 'never'): boolean {
  return failOn !== 'never' && compareSeverity(severity, failOn) <= 0;
}

/** Fingerprints that differ within one output: the second of one name, or of another realm, has more to it. */
export function uniqueFingerprints(judgements: readonly Judgement[]): readonly string[] {
  const seen = new Map<string, number>();
  const [first] = judgements;
  return judgements.map(({ report, finding }) => {
    const realm = report.after.realm === first?.report.after.realm ? '' : `-${hex(report.after.realm)}`;
    const name = `${finding.fingerprint}${realm}`;
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    return number === 1 ? name : `${name}-${number}`;
  });
}

/** A short text that tells names apart. FNV-1a over code units. */
function hex(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
