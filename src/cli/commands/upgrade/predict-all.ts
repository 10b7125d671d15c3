/** What will each realm of a source be after the upgrade? Predicts, compares with today, and puts first what stands in the way. */

import { applyConfig } from '../../../config/apply-config.ts';
import { effectiveRealm } from '../../../diff/effective.ts';
import { locateChanges } from '../../../diff/locate-changes.ts';
import { withPresent } from '../../../diff/make-report.ts';
import { newSeals } from '../../../diff/seal-secret.ts';
import type { JudgedPlace, PatchOperation, Realm, Report, Tables } from '../../../model.ts';
import { labelOf } from '../../../sources/label.ts';
import { predictRealm } from '../../../upgrade/predict.ts';
import { isBelow } from '../../../upgrade/upgrade-realm.ts';
import { environmentsOf } from '../../load-config.ts';
import type { Judging } from '../../load-judging.ts';
import type { Reporter } from '../../problem-reporter.ts';
import { readNamedSources } from '../../read-sources.ts';
import { comparePair } from '../diff/compare-pair.ts';
import { PLAIN_DIFF, parseDiff } from '../diff/options.ts';
import { judgeBlockers } from './judge-blockers.ts';
import type { PredictRequest } from './options.ts';

export interface Predicted {
  readonly reports: readonly Report[];
  readonly patches: readonly (readonly PatchOperation[])[];
  /** As they will be. */
  readonly realms: readonly Realm[];
}

interface Around {
  readonly reporter: Reporter;
  readonly tables: Tables;
}

/** Undefined when something could not be read, or is no older realm, which the reporter was told. */
export async function predictAll(
  request: PredictRequest,
  judging: Judging,
  { reporter, tables }: Around,
): Promise<Predicted | undefined> {
  const { source, to } = request;
  const read = await readNamedSources(source, tables);
  for (const problem of read.problems) reporter.problem({ problem, realm: '' });
  const failures = [...read.failures, ...read.realms.flatMap((realm) => refusalOf(realm, request))];
  for (const failure of failures) reporter.failure(failure);
  if (failures.length > 0) return undefined;
  const label = await labelOf(source);
  const predicted = { reports: [] as Report[], patches: [] as (readonly PatchOperation[])[], realms: [] as Realm[] };
  for (const realm of read.realms) {
    const after = predictRealm(realm, request, tables).realm;
    const before = { source, label, realm };
    const named = { source, label: `as Keycloak ${to} will have it`, realm: after };
    const { report, patch } = await comparePair(before, named, { request: diffOf(request), tables, ...judging });
    const present = await blockersOf(realm, request, { judging, tables, realms: read.realms.length });
    predicted.reports.push(withPresent(report, present));
    predicted.realms.push(after);
    if (patch !== undefined) predicted.patches.push(patch);
  }
  return predicted;
}

/** A realm that is not older than the version has no way to go. */
function refusalOf({ keycloakVersion: from, name }: Realm, { source, to, via }: PredictRequest) {
  if (from === undefined && via === 'import') return [];
  if (from === undefined)
    return [
      {
        file: source,
        message: `expected the realm's keycloakVersion, found none; a file without one can be imported: --via import`,
      },
    ];
  if (isBelow(from, to) || via === 'import') return [];
  return [
    {
      file: source,
      message: `realm ${JSON.stringify(name)} is of Keycloak ${from} already: give a newer --to-version than ${to}`,
    },
  ];
}

interface Judged {
  readonly judging: Judging;
  readonly tables: Tables;
  readonly realms: number;
}

/** With their lines, and without what the configuration ignores. An import runs no migration of a database. */
async function blockersOf(
  realm: Realm,
  { source, to, via }: PredictRequest,
  { judging: { config, today }, tables, realms }: Judged,
): Promise<readonly JudgedPlace[]> {
  if (via === 'import' || realm.keycloakVersion === undefined) return [];
  const compared = effectiveRealm(realm, source, tables, { seals: newSeals() });
  const found = judgeBlockers(compared, { from: realm.keycloakVersion, to, realms }, tables);
  const states =
    config === undefined
      ? found
      : applyConfig({ changes: [], states: found }, config, { today, environments: environmentsOf(config, [source]) })
          .states;
  return locateChanges(states, compared, compared, tables);
}

/** The comparison of a call: everything, whatever was ticked. */
function diffOf({ format, isQuiet, showFolded }: PredictRequest) {
  const parsed = parseDiff({ ...PLAIN_DIFF, format, quiet: isQuiet, showFolded, words: ['before', 'after'] });
  if ('usage' in parsed) throw new Error(parsed.usage);
  return parsed.request;
}
