/** What is wrong with the realms of all sources of a call? One that cannot be read does not keep the others from being looked at. */

import { dirname, join } from 'node:path';
import type { IgnoreEntry } from '../../../config/config.ts';
import type { Failure, Report } from '../../../model.ts';
import { LARGE } from '../../../sources/cut-file.ts';
import type { Input } from '../../../sources/input.ts';
import { labelOf } from '../../../sources/label.ts';
import type { RealmSource } from '../../../sources/read-realms.ts';
import { loadTables } from '../../../tables/load.ts';
import type { SelectOptions } from '../../large/select-users.ts';
import { unusedEntries } from '../../load-config.ts';
import type { Judging } from '../../load-judging.ts';
import { optimizeFor } from '../../optimizer.ts';
import type { Reporter } from '../../problem-reporter.ts';
import { withProgress } from '../../progress.ts';
import { readNamedSources } from '../../read-sources.ts';
import type { Terminal } from '../../terminal.ts';
import { lookAtRealm } from './look-at-realm.ts';
import type { LintRequest } from './options.ts';

export interface Looked {
  readonly reports: readonly Report[];
  /** Something could not be read, which the reporter was told; the others were looked at. */
  readonly hasFailed: boolean;
}

export async function lookAtAll(
  request: LintRequest,
  judging: Judging,
  reporter: Reporter,
  terminal?: Terminal,
): Promise<Looked> {
  const { config } = judging;
  const sources = sourcesOf(request, judging);
  const failures: Failure[] = [];
  if (sources.length === 0)
    failures.push({
      file: '',
      message: 'nothing to look at: give files, or name them under "files" in .realmdiff.yaml',
    });
  const tables = loadTables();
  const reports: Report[] = [];
  const used = new Set<IgnoreEntry>();
  const seen = new Set<string>();
  for (const source of sources) {
    const read = await readNamedSources(source, tables, request.config, (input) =>
      readTold(input, { judging, tables, toVersion: request.toVersion }, terminal),
    );
    failures.push(...read.failures);
    for (const problem of read.problems) reporter.problem({ problem, realm: '' });
    for (const realm of read.realms) {
      const file = realm.origins[0]?.document.file ?? source;
      // Two files of one split folder are one realm.
      if (realm.origins.length > 1 && seen.has(file)) continue;
      seen.add(file);
      const label = await labelOf(source);
      const looked = await lookAtRealm({ source: file, label, realm }, request, judging, tables);
      reports.push(looked.report);
      for (const entry of looked.used) used.add(entry);
    }
  }
  for (const failure of failures) reporter.failure(failure);
  const unused = config === undefined ? undefined : unusedEntries(config, used, judging.today);
  if (unused !== undefined && failures.length === 0) reporter.note(unused);
  return { reports, hasFailed: failures.length > 0 };
}

/** Of a realm with more users than fit into memory those that a finding may speak of. */
async function readTold(input: Input, options: SelectOptions, terminal?: Terminal): Promise<RealmSource | undefined> {
  optimizeFor(LARGE, 1);
  const { selectToldUsers } = await import('../../large/select-users.ts');
  return withProgress(input.name, terminal, (tell) => selectToldUsers(input, { ...options, tell }));
}

/** What was named, or what the configuration names. */
export function sourcesOf({ sources }: Pick<LintRequest, 'sources'>, { config }: Judging): readonly string[] {
  const fromConfig = config === undefined ? [] : config.files.map((glob) => join(dirname(config.file), glob));
  return sources.length > 0 ? sources : fromConfig;
}
