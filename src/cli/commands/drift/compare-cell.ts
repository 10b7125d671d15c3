/** How does one realm of one environment differ from what it should be? Reads it, compares, ages the differences, says who made them. */

import type { IgnoreEntry } from '../../../config/config.ts';
import { makeOneSided } from '../../../diff/make-report.ts';
import { ageDrifts, driftsIn } from '../../../drift/age-drifts.ts';
import { type Cell, cellKey, type Drift, type LastCell, type LastReport } from '../../../drift/drift.ts';
import {
  rememberedTimes,
  rotatedSince,
  type SecretTimes,
  secretTimesIn,
  withSecretsCalled,
} from '../../../drift/secret-times.ts';
import type { Failure, Realm, Report, Tables } from '../../../model.ts';
import type { Judging } from '../../load-judging.ts';
import { comparePair } from '../diff/compare-pair.ts';
import { PLAIN_DIFF, parseDiff } from '../diff/options.ts';
import { type Found, findRealm, type Reaching } from './find-realm.ts';
import type { DriftRequest } from './options.ts';
import type { Planned } from './plan.ts';
import { withAuthors } from './with-authors.ts';

export interface ComparedCell {
  readonly cell: Cell;
  readonly failure: Failure | undefined;
  readonly used: readonly IgnoreEntry[];
}

export interface Comparing extends Reaching {
  readonly request: DriftRequest;
  readonly tables: Tables;
  readonly judging: Judging;
  readonly last: LastReport | undefined;
  /** `2026-12-01T08:00:00Z`. */
  readonly now: string;
}

export async function compareCell(planned: Planned, comparing: Comparing): Promise<ComparedCell> {
  const { named, realm } = planned;
  const last = comparing.last?.get(cellKey(named.name, realm));
  const about = { realm, environment: named.name };
  const first = await readCell(planned, comparing, last);
  if ('message' in first) {
    const { drifts = [], lastRead, secretTimes = {} } = last ?? {};
    const known = { drifts, lastRead, secretTimes, fixed: 0, notVerified: [] };
    return { cell: { ...about, ...known, report: undefined, failure: first.message }, failure: first, used: [] };
  }
  const { found, report, used, aged, secretTimes } = await readTwice(first, planned, comparing, last);
  const told = await withAuthors(report, found, { ...comparing, since: last?.lastRead, realm });
  const cell = {
    ...about,
    ...aged,
    report: told.report,
    failure: undefined,
    notVerified: [...found.notVerified, ...told.notVerified],
    lastRead: comparing.now,
    secretTimes,
  };
  return { cell, failure: undefined, used };
}

interface ReadCell {
  readonly found: Found;
  readonly report: Report;
  readonly used: readonly IgnoreEntry[];
  readonly aged: { readonly drifts: readonly Drift[]; readonly fixed: number };
  readonly secretTimes: SecretTimes;
}

async function readCell(
  planned: Planned,
  comparing: Comparing,
  last: LastCell | undefined,
): Promise<ReadCell | Failure> {
  const found = await findRealm(planned, comparing);
  if ('message' in found) return found;
  const { now, request } = comparing;
  const times = secretTimesIn(found.realm.data);
  const rotated = rotatedSince(last?.secretTimes ?? {}, times);
  const expected = await planned.expected?.read();
  if (expected !== undefined && 'message' in expected) return expected;
  const { report, used } = await reportOn(planned, { found: found.realm, expected, rotated }, comparing);
  const aged = ageDrifts(driftsIn(report, rotated), { now, minAge: request.minAge, last });
  return { found, report, used, aged, secretTimes: rememberedTimes(times, aged.drifts, last?.secretTimes) };
}

/** A server may be changing while it is read: what nobody told before counts when a second look has it, too. */
async function readTwice(
  first: ReadCell,
  planned: Planned,
  comparing: Comparing,
  last: LastCell | undefined,
): Promise<ReadCell> {
  const isNews = first.aged.drifts.some(({ state }) => state === 'new' || state === 'young');
  if (!isNews || first.found.session === undefined) return first;
  const second = await readCell(planned, comparing, last);
  if ('message' in second || fingerprints(second) === fingerprints(first)) return first;
  const found = { ...second.found, notVerified: [...second.found.notVerified, changing(planned)] };
  return { ...second, found };
}

function fingerprints({ aged }: ReadCell): string {
  return aged.drifts.map(({ fingerprint }) => fingerprint).join();
}

function changing({ realm }: Planned): string {
  return `realm ${realm} as one moment: it changed between two readings, and the second one is told`;
}

interface Sides {
  readonly found: Realm;
  readonly expected: Realm | undefined;
  /** Clients with another secret than when the last report looked. */
  readonly rotated: readonly string[];
}

async function reportOn(
  { named, expected: planned }: Planned,
  { found, expected, rotated }: Sides,
  { request, tables, judging }: Comparing,
): Promise<{ readonly report: Report; readonly used: readonly IgnoreEntry[] }> {
  const file = planned?.source ?? '';
  const source = `live:${named.name}`;
  if (expected === undefined) {
    const report = makeOneSided('after', found, { before: 'repo', after: source });
    return { report: { ...report, environment: named.name }, used: [] };
  }
  const parsed = parseDiff({ ...PLAIN_DIFF, words: [file, source] });
  if ('usage' in parsed) throw new Error(parsed.usage);
  const [, other = 'repo'] = /^live:([^/]+)/.exec(file) ?? [];
  const names = { environments: [named.name, other] };
  const around = { ...judging, ...names, request: { ...parsed.request, format: request.format }, tables };
  const side = (name: string, realm: Realm, word: string) => ({
    source: name,
    label: undefined,
    realm: rotated.length === 0 ? realm : { ...realm, data: withSecretsCalled(realm.data, rotated, word) },
  });
  const { report, used } = await comparePair(side(file, expected, 'before'), side(source, found, 'after'), around);
  // What is odd in a file is lint's to tell: here it would come back every night, for every environment.
  return { report: { ...report, environment: named.name, problems: [] }, used };
}
