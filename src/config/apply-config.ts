/** What of a comparison does the configuration let through? Changes levels, and leaves out what was looked at and decided. */

import { isWithin } from '../entities/address.ts';
import type { Finding, JudgedChange } from '../model.ts';
import type { Config, IgnoreEntry } from './config.ts';

export interface Applied {
  readonly changes: readonly JudgedChange[];
  /** How many changes and findings were left out. */
  readonly ignored: number;
  /** The first entry that left something out. */
  readonly by: IgnoreEntry | undefined;
}

/** `today` is a day such as `2026-12-01`; `environments` are the names of the two sides, where they have any. */
export function applyConfig(
  changes: readonly JudgedChange[],
  config: Config,
  { today, environments }: { readonly today: string; readonly environments: readonly string[] },
): Applied {
  const entries = config.ignore.filter((entry) => !isExpired(entry, today));
  const allowed = config.allowDifferences.filter(({ between }) => between.every((name) => environments.includes(name)));
  let ignored = 0;
  let by: IgnoreEntry | undefined;
  const leaveOut = (entry: IgnoreEntry | undefined): void => {
    ignored++;
    by ??= entry;
  };
  const kept = changes.flatMap((change) => {
    const entry = entries.find(({ path }) => path !== undefined && isWithin(change, path));
    if (entry !== undefined || allowed.some(({ path }) => isWithin(change, path))) {
      leaveOut(entry);
      return [];
    }
    const findings = change.findings.flatMap((finding) => {
      const known = entries.find(({ fingerprint }) => fingerprint === finding.fingerprint);
      if (known !== undefined) leaveOut(known);
      return known === undefined ? withLevel(finding, config) : [];
    });
    return [{ ...change, findings }];
  });
  return { changes: kept, ignored, by };
}

function withLevel(finding: Finding, { rules }: Config): readonly Finding[] {
  const level = Object.hasOwn(rules, finding.rule) ? rules[finding.rule] : undefined;
  if (level === 'off') return [];
  return [level === undefined ? finding : { ...finding, severity: level }];
}

/** An entry counts on its last day, and no longer. */
export function isExpired({ until }: IgnoreEntry, today: string): boolean {
  return until !== undefined && until < today;
}
