/** What makes a migration die, or damage a realm? The shape of a row of `rules/upgrade-blockers.json`, and its parser. */

import { isObject } from '../json/object.ts';
import type { Json, Severity } from '../model.ts';
import { expectKeys, expectList, expectOneOf, expectText, expectTruth, RuleError } from './parse-tests.ts';
import { type Some, someOf, somesOf } from './upgrade-rows.ts';

/** `dies`: the newer server does not start. `damages`: it starts, and something is broken. `may`: the condition is not fully known. */
export const OUTCOMES = ['dies', 'damages', 'may'] as const;

export interface BlockerRow {
  readonly id: string;
  readonly title: string;
  readonly outcome: (typeof OUTCOMES)[number];
  /** The version whose migration does it: only who passes it is concerned. */
  readonly step: string;
  /** The first server version that does it, where that is later than the step, and the first that no longer does. */
  readonly since?: string;
  readonly until?: string;
  /** Where it is told: each of these; the realm itself where the pattern is empty. */
  readonly at: Some;
  /** All of these are there, and none of `unless`. */
  readonly when: readonly Some[];
  readonly unless: readonly Some[];
  /** True where it takes several realms on one server. */
  readonly needsSeveralRealms: boolean;
  /** One sentence; `{entity}` and `{realm}` are names. */
  readonly message: string;
  readonly why: string;
  /** What to do before. */
  readonly fix: string;
  readonly source: string;
  /** True where the bad state was built on a real server and the newer one did as the row says (fixtures/upgrades/blockers.json). */
  readonly isConfirmed: boolean;
}

const KEYS = [
  ...['id', 'title', 'outcome', 'step', 'since', 'until', 'at', 'where', 'when', 'unless', 'severalRealms'],
  ...['message', 'why', 'fix', 'source', 'confirmed'],
];

/** The rows of the file. Throws a RuleError that names the row. */
export function parseBlockers(json: Json): readonly BlockerRow[] {
  return expectList(json, 'rules/upgrade-blockers.json').map((row, index) => {
    const where = `rules/upgrade-blockers.json: row ${index + 1}`;
    if (!isObject(row)) throw new RuleError(`${where}: expected an object`);
    expectKeys(row, KEYS, where);
    const textOf = (key: string): string => expectText(row[key], `${where}: ${key}`);
    return {
      id: textOf('id'),
      title: textOf('title'),
      outcome: expectOneOf(row.outcome, OUTCOMES, `${where}: outcome`),
      step: textOf('step'),
      ...(row.since !== undefined && { since: textOf('since') }),
      ...(row.until !== undefined && { until: textOf('until') }),
      at: someOf(row, 'at', where),
      when: somesOf(row.when, `${where}: when`),
      unless: somesOf(row.unless, `${where}: unless`),
      needsSeveralRealms: row.severalRealms !== undefined && expectTruth(row.severalRealms, `${where}: severalRealms`),
      message: textOf('message'),
      why: textOf('why'),
      fix: textOf('fix'),
      source: textOf('source'),
      isConfirmed: expectTruth(row.confirmed, `${where}: confirmed`),
    };
  });
}

/** A server that does not start is as bad as it gets; a warning is no verdict. */
export function severityOf({ outcome }: BlockerRow): Severity {
  return outcome === 'may' ? 'medium' : 'high';
}
