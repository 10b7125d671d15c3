/** How does one call of `log` run? Compares what each commit found with what it left, and tells what counts. */

import { isAskedFor } from '../../../diff/only.ts';
import { followAddresses } from '../../../history/follow-address.ts';
import { printable } from '../../../json/show.ts';
import type { JudgedChange, Realm, Report, Tables } from '../../../model.ts';
import { changeJson, writeJson } from '../../../report/json.ts';
import { changeLines } from '../../../report/oneline.ts';
import { freshRealm } from '../../../sources/read-realms.ts';
import { loadTables } from '../../../tables/load.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { type Judging, loadJudging } from '../../load-judging.ts';
import { openReporter } from '../../open-reporter.ts';
import { optimizeFor } from '../../optimizer.ts';
import type { Reporter } from '../../problem-reporter.ts';
import { partnerIn, type RealmStep, realmHistory } from '../../realm-history.ts';
import type { Terminal } from '../../terminal.ts';
import { decideColor, loadTheme, type Theme } from '../../theme.ts';
import { reportBetween } from '../diff/changes-between.ts';
import type { LogRequest } from './options.ts';

export async function runLog(
  request: LogRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const reporter = await openReporter(request.color, terminal, environment);
  optimizeFor(0, Number.POSITIVE_INFINITY);
  const tables = loadTables();
  const judging = await loadJudging({ rules: undefined, config: undefined, near: request.file }, reporter);
  if (judging === undefined) return EXIT.failed;
  const history = realmHistory(request.file, tables);
  if ('message' in history) {
    reporter.failure(history);
    return EXIT.failed;
  }
  const theme = await loadTheme(decideColor(request.color, environment, terminal.isOutTerminal));
  const found: Entry[] = [];
  const { maxCount = Number.POSITIVE_INFINITY } = request;
  let silent = 0;
  for await (const entry of entriesOf(history.steps, { request, tables, judging })) {
    if (found.length >= maxCount) break;
    if (entry.reports.length === 0) continue;
    if (entry.reports.every(({ changes }) => changes.length === 0)) silent++;
    else {
      found.push(entry);
      if (request.format === 'text') terminal.writeOut(textOf(entry, theme, request));
    }
  }
  if (request.format === 'json') terminal.writeOut(writeJson(found.map(entryJson)));
  else tellSilent(silent, history.unread(), request, reporter);
  return EXIT.fine;
}

/** A commit, and what it changed in each realm. */
interface Entry {
  readonly step: RealmStep['step'];
  readonly reports: readonly Report[];
}

interface Around {
  readonly request: LogRequest;
  readonly tables: Tables;
  readonly judging: Judging;
}

async function* entriesOf(steps: AsyncIterable<RealmStep>, around: Around): AsyncGenerator<Entry> {
  let { addresses } = around.request;
  for await (const realmStep of steps) {
    const { step, after } = realmStep;
    const reports: Report[] = [];
    const all: JudgedChange[] = [];
    for (const realm of after) {
      const report = await reportOf(realm, realmStep, around);
      if (report === undefined) continue;
      for (const change of report.changes) all.push(change);
      reports.push({ ...report, changes: report.changes.filter((change) => isAskedFor(change, addresses)) });
    }
    addresses = followAddresses(addresses, all);
    yield { step, reports };
  }
}

/** What differs from the version before; of a merge, what differs from the versions of all its parents. */
async function reportOf(realm: Realm, { before }: RealmStep, around: Around): Promise<Report | undefined> {
  const reports: Report[] = [];
  for (const realms of before) {
    const older = partnerIn(realms, realm.name) ?? newRealm(realm, around.tables);
    if (older !== undefined) reports.push(await reportBetween(older, realm, around));
  }
  const [first, ...others] = reports;
  if (first === undefined || others.length === 0) return first;
  const keys = others.map(({ changes }) => new Set(changes.map(keyOf)));
  return { ...first, changes: first.changes.filter((change) => keys.every((known) => known.has(keyOf(change)))) };
}

/** The first version of a realm is compared with a new one: what is in every realm was nobody's doing. */
function newRealm({ name, keycloakVersion }: Realm, { baselines }: Tables): Realm | undefined {
  const version = keycloakVersion ?? baselines.versions.at(-1);
  return version === undefined ? undefined : freshRealm(version, name);
}

function keyOf({ section, entity, path, kind }: JudgedChange): string {
  return JSON.stringify([section, entity, path, kind]);
}

/** More changes of one commit are counted: the rest is a diff of its own. */
const MOST = 20;

function textOf({ step, reports }: Entry, theme: Theme, { addresses }: LogRequest): string {
  const { commit, path, before } = step;
  const head = `${theme.changed(commit.id.slice(0, 7))} ${commit.date} ${theme.title(printable(commit.subject))} ${theme.quiet(`(${printable(commit.author)})`)}`;
  const lines = reports.flatMap((report) => {
    const { changes, folds } = changeLines(report, { theme, showFolded: addresses.length > 0 });
    return [...changes, ...folds];
  });
  const rest = lines.length - MOST;
  const older = before.some((id) => id !== undefined) ? `${commit.id.slice(0, 7)}^:${path}` : undefined;
  const more =
    older === undefined
      ? `... and ${rest} more`
      : `... and ${rest} more: realmdiff diff ${printable(older)} ${commit.id.slice(0, 7)}:${printable(path)}`;
  return [head, ...lines.slice(0, MOST).map((line) => `  ${line}`), ...(rest > 0 ? [theme.quiet(`  ${more}`)] : []), '']
    .join('\n')
    .concat('\n');
}

function entryJson({ step, reports }: Entry) {
  const { id, author, date, subject } = step.commit;
  const changes = reports.flatMap((report) => report.changes.map((change) => ({ realm: report.after.realm, change })));
  return {
    ...{ commit: id, author, date, subject, file: step.path },
    changes: changes.map(({ realm, change }) => ({ realm, ...changeJson(change) })),
  };
}

function tellSilent(silent: number, unread: number, { addresses }: LogRequest, reporter: Reporter): void {
  const about = addresses.length === 0 ? 'nothing that counts' : 'nothing there';
  if (silent > 0) reporter.note(`${silent === 1 ? '1 other commit' : `${silent} other commits`} changed ${about}`);
  if (unread > 0)
    reporter.note(`${unread === 1 ? '1 version holds' : `${unread} versions hold`} no realm that can be read`);
}
