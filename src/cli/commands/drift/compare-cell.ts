/** How does one realm of one environment differ from what it should be? Reads it, compares, and ages the differences. */

import { existsSync } from 'node:fs';
import { OTHER_USERS } from '../../../baseline/lacking-keys.ts';
import type { IgnoreEntry } from '../../../config/config.ts';
import { makeOneSided } from '../../../diff/make-report.ts';
import { ageDrifts, driftsIn } from '../../../drift/age-drifts.ts';
import { type Cell, cellKey, type LastReport } from '../../../drift/drift.ts';
import { property, textsIn } from '../../../json/object.ts';
import type { Failure, Realm, Report, Tables } from '../../../model.ts';
import type { OpenEnvironment } from '../../../sources/read-live.ts';
import { readTogether } from '../../../sources/read-together.ts';
import type { Judging } from '../../load-judging.ts';
import { comparePair } from '../diff/compare-pair.ts';
import { PLAIN_DIFF, parseDiff } from '../diff/options.ts';
import type { DriftRequest } from './options.ts';
import type { Planned, ReadOnce } from './plan.ts';

export interface ComparedCell {
  readonly cell: Cell;
  readonly failure: Failure | undefined;
  readonly used: readonly IgnoreEntry[];
}

export interface Comparing {
  readonly request: DriftRequest;
  readonly tables: Tables;
  readonly judging: Judging;
  readonly last: LastReport | undefined;
  /** `2026-12-01T08:00:00Z`. */
  readonly now: string;
  readonly readOnce: ReadOnce;
  /** Logs in once for each environment. */
  readonly open: (planned: Planned) => Promise<OpenEnvironment | Failure>;
}

/** What an environment holds of one realm. */
interface Found {
  readonly realm: Realm;
  readonly notVerified: readonly string[];
}

export async function compareCell(planned: Planned, comparing: Comparing): Promise<ComparedCell> {
  const { named, realm } = planned;
  const last = comparing.last?.get(cellKey(named.name, realm));
  const found = await findRealm(planned, comparing);
  const about = { realm, environment: named.name };
  if ('message' in found) {
    const known = { drifts: [], fixed: 0, notVerified: [], lastRead: last?.lastRead };
    return { cell: { ...about, ...known, report: undefined, failure: found.message }, failure: found, used: [] };
  }
  const { report, used } = await reportOn(planned, found, comparing);
  const { now, request } = comparing;
  const aged = ageDrifts(driftsIn(report), { now, minAge: request.minAge, last });
  const cell = { ...about, ...aged, report, failure: undefined, notVerified: found.notVerified, lastRead: now };
  return { cell, failure: undefined, used };
}

async function reportOn(
  { named, expected }: Planned,
  { realm }: Found,
  { request, tables, judging }: Comparing,
): Promise<{ readonly report: Report; readonly used: readonly IgnoreEntry[] }> {
  const source = `live:${named.name}`;
  if (expected === undefined) {
    const report = makeOneSided('after', realm, { before: 'repo', after: source });
    return { report: { ...report, environment: named.name }, used: [] };
  }
  const parsed = parseDiff({ ...PLAIN_DIFF, words: [expected.source, source] });
  if ('usage' in parsed) throw new Error(parsed.usage);
  const [, other = 'repo'] = /^live:([^/]+)/.exec(expected.source) ?? [];
  const names = { environments: [named.name, other] };
  const around = { ...judging, ...names, request: { ...parsed.request, format: request.format }, tables };
  const before = { source: expected.source, label: undefined, realm: expected.realm };
  const { report, used } = await comparePair(before, { source, label: undefined, realm }, around);
  // What is odd in a file is lint's to tell: here it would come back every night, for every environment.
  return { report: { ...report, environment: named.name, problems: [] }, used };
}

async function findRealm(planned: Planned, { readOnce, open }: Comparing): Promise<Found | Failure> {
  const { named, realm } = planned;
  const file = `live:${named.name}`;
  if (named.environment.url === undefined) return savedRealm(planned, readOnce);
  const session = await open(planned);
  if ('message' in session) return session;
  const read = await session.read(realm);
  if ('message' in read) return read as Failure;
  const [found] = (await readTogether({ kind: 'live', environment: named }, read.sources)).realms;
  if (found === undefined) return { file, message: `the answer holds no realm ${realm}`, isUnreachable: true };
  return { realm: found, notVerified: [...unseenIn(found), ...(read.problems ?? []).map(({ message }) => message)] };
}

/** What no read over REST holds, and what nobody asked for. */
function unseenIn({ data }: Realm): readonly string[] {
  const unknown = textsIn(property(data.$realmdiff, 'unknown'));
  const hasUsers = !unknown.includes('users') && !unknown.includes(OTHER_USERS);
  return [...(hasUsers ? [] : ['users and what they hold, but for service accounts']), "secrets' values"];
}

/** From a file that was exported there. */
async function savedRealm({ named, realm }: Planned, readOnce: ReadOnce): Promise<Found | Failure> {
  const { realmsOf, savedExport } = await import('../../../sources/find-environment.ts');
  const file = savedExport(named, existsSync);
  const { realms, failures } = await readOnce(file);
  const [asNamed] = realmsOf(
    named,
    realms.filter(({ name }) => name === realm),
  );
  if (asNamed !== undefined) return { realm: asNamed, notVerified: [] };
  return (
    failures[0] ?? { file, message: `holds no realm ${realm}; it holds ${realms.map(({ name }) => name).join(', ')}` }
  );
}
