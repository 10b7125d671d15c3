/** What do two sources of a comparison hold, and how do they differ? Reads rules, configuration and both sides; tells what fails. */

import { existsSync } from 'node:fs';
import type { Config, IgnoreEntry } from '../../../config/config.ts';
import { makeOneSided } from '../../../diff/make-report.ts';
import { pairRealms } from '../../../diff/pair-realms.ts';
import type { Failure, PatchOperation, Problem, Realm, Report, Tables } from '../../../model.ts';
import type { Rule } from '../../../rule-rows.ts';
import { canBeCut, isLarge, LARGE, mayBeLarge } from '../../../sources/cut-file.ts';
import { labelsOf } from '../../../sources/label.ts';
import { freshRealm, inputsOf } from '../../../sources/read-realms.ts';
import { loadTables } from '../../../tables/load.ts';
import { unusedEntries } from '../../load-config.ts';
import { type Judging, loadJudging } from '../../load-judging.ts';
import { optimizeFor } from '../../optimizer.ts';
import { quoted, type Reporter, showFile } from '../../problem-reporter.ts';
import { withProgress } from '../../progress.ts';
import { holdsNone, type ReadSources, readSources } from '../../read-sources.ts';
import type { Terminal } from '../../terminal.ts';
import { comparePair } from './compare-pair.ts';
import type { DiffRequest } from './options.ts';

export interface ComparedSources {
  readonly reports: readonly Report[];
  readonly config: Config | undefined;
  readonly rules: readonly Rule[];
  /** One for each report, where somebody asked for them. */
  readonly today: string;
  readonly patches?: readonly (readonly PatchOperation[])[];
  /** True when a realm is only in one of the sources. */
  readonly hasUnpaired: boolean;
}

export interface CompareOptions {
  /** What people call the two sources, where those are files that nobody knows. */
  readonly named?: readonly [from: string, to: string];
  /** Where to show how far a long comparison is. */
  readonly terminal?: Terminal;
}

/** The reports; undefined when something could not be read, which the reporter was told. */
export async function compareSources(
  request: DiffRequest,
  reporter: Reporter,
  { named, terminal }: CompareOptions = {},
): Promise<ComparedSources | undefined> {
  const refuse = (failures: readonly Failure[]): undefined => {
    for (const failure of failures) reporter.failure(failure);
    return undefined;
  };
  const tables = loadTables();
  const near = existsSync(request.to) ? request.to : '.';
  const judging = await loadJudging({ ...request, near }, reporter);
  if (judging === undefined) return undefined;
  const sources = await readBoth(request, { tables, judging, terminal });
  if ('failures' in sources) return refuse(sources.failures);
  const { config } = judging;
  const around = { ...judging, request, tables };
  for (const problem of sources.problems) reporter.problem({ problem, realm: '' });
  const { pairs, onlyBefore, onlyAfter } = pairRealms(sources.from, sources.to, request.pairs);
  if (pairs.length === 0) return refuse([unpaired(request, sources)]);
  const labels = named ?? (await labelsOf(request.from, request.to));
  const reports: Report[] = [];
  const used = new Set<IgnoreEntry>();
  const patches: (readonly PatchOperation[])[] = [];
  for (const [realm, partner] of pairs) {
    const before = { source: request.from, label: labels[0], realm };
    const after = { source: request.to, label: labels[1], realm: partner };
    const { report, patch, used: entries } = await comparePair(before, after, around);
    for (const entry of entries) used.add(entry);
    reports.push(report);
    if (patch !== undefined) patches.push(patch);
  }
  for (const realm of onlyBefore) reports.push(onlyIn('before', realm, request));
  for (const realm of onlyAfter) reports.push(onlyIn('after', realm, request));
  const unused = config === undefined ? undefined : unusedEntries(config, used, judging.today);
  if (unused !== undefined) reporter.note(unused);
  const hasUnpaired = onlyBefore.length + onlyAfter.length > 0;
  return { ...judging, reports, hasUnpaired, ...(request.format === 'jsonpatch' && { patches }) };
}

interface Sources {
  readonly from: readonly Realm[];
  readonly to: readonly Realm[];
  readonly problems: readonly Problem[];
}

interface Reading {
  readonly tables: Tables;
  readonly judging: Judging;
  readonly terminal: Terminal | undefined;
}

async function readBoth(
  request: DiffRequest,
  { tables, judging, terminal }: Reading,
): Promise<Sources | { readonly failures: readonly Failure[] }> {
  const large = await readBothLarge(request, { tables, judging, terminal });
  if (large !== undefined) return large;
  const from = await readSources(request.from, tables, request.config);
  const to = await readSources(request.to, tables, request.config);
  const failures = [...from.failures, ...to.failures];
  if (failures.length > 0) return { failures };
  const realms = { from: realmsOf(from, to), to: realmsOf(to, from) };
  const empty = [request.from, request.to].filter((_, index) => [realms.from, realms.to][index]?.length === 0);
  if (empty.length > 0) return { failures: empty.map(holdsNone) };
  return { ...realms, problems: [...from.problems, ...to.problems] };
}

/** Of realms with more users than fit into memory those that differ, or that a finding may speak of; undefined where all fit. */
async function readBothLarge(
  { from, to, config, isAll, format }: DiffRequest,
  { tables, judging, terminal }: Reading,
): Promise<Sources | { readonly failures: readonly Failure[] } | undefined> {
  // A patch names users by their numbers in the whole list.
  if (format === 'jsonpatch' || (!mayBeLarge(from) && !mayBeLarge(to))) return undefined;
  const [before, after] = [await inputsOf(from, config), await inputsOf(to, config)];
  const [old, ...moreOld] = before.inputs;
  const [now, ...moreNow] = after.inputs;
  if (old === undefined || now === undefined || before.failures.length + after.failures.length > 0) return undefined;
  if (moreOld.length + moreNow.length > 0 || !canBeCut(old) || !canBeCut(now)) return undefined;
  if (!isLarge(old) && !isLarge(now)) return undefined;
  optimizeFor(LARGE, 1);
  const { selectDifferentUsers } = await import('../../large/select-users.ts');
  const selected = await withProgress(`${from} and ${to}`, terminal, (tell) =>
    selectDifferentUsers(old, now, { judging, tables, tell, isKeptTold: isAll }),
  );
  if (selected === undefined) return undefined;
  const [one, other] = selected;
  const failures = [...one.failures, ...other.failures];
  if (failures.length > 0) return { failures };
  return { from: one.realms, to: other.realms, problems: [...one.problems, ...other.problems] };
}

/** A new realm has the name of the realm that it is compared with. */
function realmsOf({ realms, fresh }: ReadSources, other: ReadSources): readonly Realm[] {
  if (fresh === undefined) return realms;
  const names = other.fresh === undefined ? other.realms.map(({ name }) => name) : ['fresh'];
  return names.map((name) => freshRealm(fresh, name));
}

function unpaired({ from, to }: DiffRequest, sources: Sources): Failure {
  const names = (realms: readonly Realm[]): string => realms.map(({ name }) => quoted(name)).join(', ');
  return {
    file: '',
    message: `no realm is in both: ${showFile(from)} holds ${names(sources.from)}, ${showFile(to)} holds ${names(sources.to)}; name two that belong together with --pair FROM=TO`,
  };
}

function onlyIn(side: 'before' | 'after', realm: Realm, { from, to }: DiffRequest): Report {
  return makeOneSided(side, realm, { before: from, after: to });
}
