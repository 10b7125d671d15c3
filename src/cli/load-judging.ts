/** By which rules and which configuration is a call judged? The built-in rules, folders on top, and the `.realmdiff.yaml` of a file. */

import { dirname, join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { Failure } from '../model.ts';
import type { Rule } from '../rule-rows.ts';
import { loadTables } from '../tables/load.ts';
import { loadRules } from '../tables/load-rules.ts';
import { today } from './clock.ts';
import { expiredEntries, loadConfig, readConfig } from './load-config.ts';
import type { Reporter } from './problem-reporter.ts';

export interface Judging {
  readonly rules: readonly Rule[];
  readonly config: Config | undefined;
  /** `2026-12-01`. */
  readonly today: string;
}

export interface JudgingRequest {
  /** A folder of rules on top of the built-in ones. */
  readonly rules: string | undefined;
  /** The configuration that was asked for; otherwise it is looked for above `near`. */
  readonly config: string | undefined;
  readonly near: string;
}

/** Undefined where something is wrong, which the reporter was told; it hears of entries that are over, too. */
export async function loadJudging(
  { rules: folder, config: file, near }: JudgingRequest,
  reporter: Reporter,
): Promise<Judging | undefined> {
  const refuse = (failures: readonly Failure[]): undefined => {
    for (const failure of failures) reporter.failure(failure);
    return undefined;
  };
  const read = await readConfig({ file, near });
  if ('failure' in read) return refuse([read.failure]);
  const folders = [...(read.rulesDir === undefined ? [] : [join(dirname(read.file), read.rulesDir)])];
  const { rules, failures } = loadRules({ folders: [...folders, ...(folder === undefined ? [] : [folder])] });
  if (failures.length > 0) return refuse(failures);
  const known = read.parsed === undefined ? [] : loadTables().blockers;
  const loaded = await loadConfig(
    read,
    [...rules, ...known].map(({ id }) => id),
  );
  if ('failure' in loaded) return refuse([loaded.failure]);
  const { config } = loaded;
  const day = today();
  const expired = config === undefined ? [] : expiredEntries(config, day);
  for (const entry of expired) reporter.problem({ problem: { code: 'expired-entry', path: [], ...entry }, realm: '' });
  return { rules, config, today: day };
}
