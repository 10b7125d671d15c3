/** What will each realm of a source be after the upgrade? Predicts, compares with today, and puts first what stands in the way. */

import { judgeRealm } from '../../../classify/states.ts';
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
  const read = await readNamedSources(source, tables, request.config);
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
    const told = withRemedies(byKeycloak(report, request, judging), judging);
    const lacking =
      realm.keycloakVersion === undefined ? await lackingIn(after, told, { judging, tables, source }) : [];
    predicted.reports.push(withPresent(told, [...present, ...lacking]));
    predicted.realms.push(after);
    if (patch !== undefined) predicted.patches.push(patch);
  }
  return predicted;
}

/** In a prediction nobody edits: what no migration does, the importer does. */
function byKeycloak(report: Report, { to, via }: PredictRequest, { rules }: Judging): Report {
  const step = { cause: 'upgrade', upgrade: `${to}/${via === 'import' ? 'import' : 'defaults'}` } as const;
  const ofEdits = new Set(rules.filter(({ speaksOf }) => speaksOf === 'change').map(({ id }) => id));
  const changes = report.changes.map((change) => {
    if (change.cause !== 'edit') return change;
    return { ...change, ...step, findings: change.findings.filter(({ rule }) => !ofEdits.has(rule)) };
  });
  // A file that names no version states only some things, and is meant to.
  const notCompared = report.before.keycloakVersion === undefined ? [] : report.notCompared;
  const counts = { edit: 0, upgrade: changes.filter(({ cause }) => cause === 'upgrade').length };
  const { summary } = report;
  const entities = { added: 0, changed: 0, removed: 0, renamed: 0 };
  return {
    ...report,
    changes,
    notCompared,
    summary: { ...summary, entities, changes: { ...summary.changes, ...counts } },
  };
}

/** What the newer server will miss, with what to do before. */
function withRemedies(report: Report, { rules }: Judging): Report {
  const fixes = new Map(rules.map(({ id, fix }) => [id, fix]));
  const states = report.states?.map((place) => {
    const remedy = place.state === 'present' ? fixes.get(place.findings[0]?.rule ?? '') : undefined;
    return remedy === undefined ? place : { ...place, remedy };
  });
  return states === undefined ? report : { ...report, states };
}

/** A file that names no version is migrated by nothing: whatever newer versions ask for, and it lacks, it will lack. */
async function lackingIn(
  after: Realm,
  report: Report,
  { judging, tables, source }: { readonly judging: Judging; readonly tables: Tables; readonly source: string },
): Promise<readonly JudgedPlace[]> {
  const compared = effectiveRealm(after, source, tables, { seals: newSeals() });
  const rules = judging.rules.filter((rule) => rule.speaksOf === 'state' && rule.when.since !== undefined);
  const known = new Set(report.changes.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint)));
  const places = judgeRealm(compared, rules).filter(({ findings }) =>
    findings.some(({ fingerprint }) => !known.has(fingerprint)),
  );
  const told = withRemedies({ ...report, states: places }, judging).states ?? [];
  return judging.config === undefined
    ? told
    : applyConfig({ changes: [], states: told }, judging.config, {
        today: judging.today,
        environments: environmentsOf(judging.config, [source]),
      }).states;
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
