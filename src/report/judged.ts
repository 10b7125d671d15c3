/** Which findings does a report hold, and on which changes? The worst first: for formats that list findings. */

import type { Finding, JudgedChange, JudgedPlace, Report } from '../model.ts';
import { compareSeverity } from './words.ts';

/** What a finding is about: a change, or a place of a realm that is in some state. */
export type Judged = JudgedChange | JudgedPlace;

export interface Judgement {
  readonly report: Report;
  readonly change: Judged;
  readonly finding: Finding;
}

/** What is wrong now. What was fixed is no finding, and what was so before is none of a comparison. */
export function judgedOf({ changes, states = [] }: Report): readonly Judged[] {
  return [...changes, ...states.filter(({ state }) => state === 'present')];
}

/** True for what Keycloak itself did. */
export function isByKeycloak(judged: Judged): boolean {
  return 'cause' in judged && judged.cause !== 'edit';
}

/** All findings of all reports; equally bad ones in the order of the changes. */
export function judgementsOf(reports: readonly Report[]): readonly Judgement[] {
  return reports
    .flatMap((report) =>
      judgedOf(report).flatMap((change) => change.findings.map((finding) => ({ report, change, finding }))),
    )
    .sort((a, b) => compareSeverity(a.finding.severity, b.finding.severity));
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
