/** What do two sources of a comparison hold, and how do they differ? Reads rules, configuration and both sides; tells what fails. */

import { existsSync } from 'node:fs';
import { parseVersion } from '../../../baseline/choose.ts';
import { unknownBaseline } from '../../../baseline/inflate.ts';
import type { Config } from '../../../config/config.ts';
import { makeOneSided } from '../../../diff/make-report.ts';
import { pairRealms } from '../../../diff/pair-realms.ts';
import type { Failure, PatchOperation, Problem, Realm, Report, Tables } from '../../../model.ts';
import type { Rule } from '../../../rule-rows.ts';
import { labelsOf } from '../../../sources/label.ts';
import { freshRealm, type RealmSource, readRealms } from '../../../sources/read-realms.ts';
import { loadTables } from '../../../tables/load.ts';
import { loadRules } from '../../../tables/load-rules.ts';
import { today } from '../../clock.ts';
import { expiredEntries, loadConfig } from '../../load-config.ts';
import { optimizeFor } from '../../optimizer.ts';
import { quoted, type Reporter, showFile } from '../../problem-reporter.ts';
import { comparePair } from './compare-pair.ts';
import type { DiffRequest } from './options.ts';

export interface ComparedSources {
  readonly reports: readonly Report[];
  readonly config: Config | undefined;
  readonly rules: readonly Rule[];
  /** One for each report, where somebody asked for them. */
  readonly patches?: readonly (readonly PatchOperation[])[];
  /** True when a realm is only in one of the sources. */
  readonly hasUnpaired: boolean;
}

/** The reports; undefined when something could not be read, which the reporter was told. */
export async function compareSources(request: DiffRequest, reporter: Reporter): Promise<ComparedSources | undefined> {
  const refuse = (failures: readonly Failure[]): undefined => {
    for (const failure of failures) reporter.failure(failure);
    return undefined;
  };
  const tables = loadTables();
  const { rules, failures } = loadRules(request.rules === undefined ? {} : { folder: request.rules });
  if (failures.length > 0) return refuse(failures);
  const near = existsSync(request.to) ? request.to : '.';
  const loaded = await loadConfig({ file: request.config, near, ruleIds: rules.map(({ id }) => id) });
  if ('failure' in loaded) return refuse([loaded.failure]);
  const sources = await readBoth(request, tables);
  if ('failures' in sources) return refuse(sources.failures);
  const { config } = loaded;
  const around = { request, tables, rules, config, today: today() };
  const expired = config === undefined ? [] : expiredEntries(config, around.today);
  for (const entry of expired) reporter.problem({ problem: { code: 'expired-entry', path: [], ...entry }, realm: '' });
  for (const problem of sources.problems) reporter.problem({ problem, realm: '' });
  const { pairs, onlyBefore, onlyAfter } = pairRealms(sources.from, sources.to, request.pairs);
  if (pairs.length === 0) return refuse([unpaired(request, sources)]);
  const labels = await labelsOf(request.from, request.to);
  const reports: Report[] = [];
  const patches: (readonly PatchOperation[])[] = [];
  for (const [realm, partner] of pairs) {
    const before = { source: request.from, label: labels[0], realm };
    const after = { source: request.to, label: labels[1], realm: partner };
    const { report, patch } = await comparePair(before, after, around);
    reports.push(report);
    if (patch !== undefined) patches.push(patch);
  }
  for (const realm of onlyBefore) reports.push(onlyIn('before', realm, request));
  for (const realm of onlyAfter) reports.push(onlyIn('after', realm, request));
  const hasUnpaired = onlyBefore.length + onlyAfter.length > 0;
  return { reports, config, rules, hasUnpaired, ...(request.format === 'jsonpatch' && { patches }) };
}

interface Sources {
  readonly from: readonly Realm[];
  readonly to: readonly Realm[];
  readonly problems: readonly Problem[];
}

async function readBoth(
  request: DiffRequest,
  tables: Tables,
): Promise<Sources | { readonly failures: readonly Failure[] }> {
  const tellSize = (bytes: number): void => optimizeFor(bytes, 1);
  const [from, to] = [await readRealms(request.from, tellSize), await readRealms(request.to, tellSize)];
  const failures = [
    ...freshFailures(from, request.from, tables),
    ...freshFailures(to, request.to, tables),
    ...from.failures,
    ...to.failures,
    ...unknownBaselines(from, request.from, tables),
    ...unknownBaselines(to, request.to, tables),
  ];
  if (failures.length > 0) return { failures };
  const realms = { from: realmsOf(from, to), to: realmsOf(to, from) };
  const empty = [request.from, request.to].filter((_, index) => [realms.from, realms.to][index]?.length === 0);
  if (empty.length > 0)
    return {
      failures: empty.map((file) => ({ file, message: 'holds no realm; give a realm export or its normal form' })),
    };
  return { ...realms, problems: [...from.problems, ...to.problems] };
}

/** A new realm has the name of the realm that it is compared with. */
function realmsOf({ realms, fresh }: RealmSource, other: RealmSource): readonly Realm[] {
  if (fresh === undefined) return realms;
  const names = other.fresh === undefined ? other.realms.map(({ name }) => name) : ['fresh'];
  return names.map((name) => freshRealm(fresh, name));
}

function freshFailures({ fresh }: RealmSource, file: string, { baselines }: Tables): readonly Failure[] {
  if (fresh === undefined || parseVersion(fresh) !== undefined) return [];
  return [{ file, message: `expected a Keycloak version such as fresh:${baselines.versions.at(-1)}` }];
}

function unknownBaselines({ realms }: RealmSource, file: string, tables: Tables): readonly Failure[] {
  return realms.flatMap((realm) => unknownBaseline(realm, tables) ?? []).map((message) => ({ file, message }));
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
