/** What of a comparison does the configuration let through? Changes levels, and leaves out what was looked at and decided. */

import { isWithin, type NamedPlace } from '../entities/address.ts';
import type { Finding, JudgedChange, JudgedPlace } from '../model.ts';
import type { Config, IgnoreEntry } from './config.ts';

export interface Applied {
  readonly changes: readonly JudgedChange[];
  readonly states: readonly JudgedPlace[];
  /** How many changes and findings were left out. */
  readonly ignored: number;
  /** The entries that left something out, in the order in which they did. */
  readonly used: readonly IgnoreEntry[];
}

/** `today` is a day such as `2026-12-01`; `environments` are the names of the two sides, where they have any. */
export function applyConfig(
  { changes, states }: Pick<Applied, 'changes' | 'states'>,
  config: Config,
  { today, environments }: { readonly today: string; readonly environments: readonly string[] },
): Applied {
  const entries = config.ignore.filter((entry) => !isExpired(entry, today));
  const allowed = config.allowDifferences.filter(({ between }) => between.every((name) => environments.includes(name)));
  let ignored = 0;
  const used = new Set<IgnoreEntry>();
  const leaveOut = (entry: IgnoreEntry | undefined): void => {
    ignored++;
    if (entry !== undefined) used.add(entry);
  };
  const findingsOf = (each: JudgedChange | JudgedPlace): readonly Finding[] =>
    each.findings.flatMap((finding) => {
      const known = entries.find((entry) => isMeant(entry, finding, each));
      if (known !== undefined) leaveOut(known);
      return known === undefined ? withLevel(finding, config) : [];
    });
  const keep = <T extends JudgedChange | JudgedPlace>(each: T): readonly T[] => {
    const entry = entries.find(({ path, rule }) => rule === undefined && path !== undefined && isWithin(each, path));
    if (entry === undefined && !allowed.some(({ path }) => isWithin(each, path)))
      return [{ ...each, findings: findingsOf(each) }];
    leaveOut(entry);
    return [];
  };
  return {
    changes: changes.flatMap(keep),
    states: states.flatMap(keep).filter(({ findings }) => findings.length > 0),
    ignored,
    used: [...used],
  };
}

/** A fingerprint is one finding; a rule is all of its findings, or those at a path. */
function isMeant(entry: IgnoreEntry, { fingerprint, rule }: Finding, place: NamedPlace): boolean {
  if (entry.fingerprint !== undefined) return entry.fingerprint === fingerprint;
  return entry.rule === rule && (entry.path === undefined || isWithin(place, entry.path));
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
