/** What is wrong with one realm? Runs the stages in their order: effective values, states, configuration, lines. */

import { judgeRealm } from '../../../classify/states.ts';
import { applyConfig } from '../../../config/apply-config.ts';
import type { IgnoreEntry } from '../../../config/config.ts';
import { countEntities } from '../../../diff/count-entities.ts';
import { effectiveRealm } from '../../../diff/effective.ts';
import { locateChanges } from '../../../diff/locate-changes.ts';
import { makeAlone } from '../../../diff/make-report.ts';
import { isAskedFor } from '../../../diff/only.ts';
import { newSeals } from '../../../diff/seal-secret.ts';
import type { Realm, Report, Tables } from '../../../model.ts';
import { locateProblems } from '../../../read/locate.ts';
import { environmentsOf } from '../../load-config.ts';
import type { Judging } from '../../load-judging.ts';
import type { LintRequest } from './options.ts';
import { unknownFields } from './unknown-fields.ts';

export interface Named {
  readonly source: string;
  /** What people call it where the source is no file: `main@4f2c9e1`. */
  readonly label: string | undefined;
  readonly realm: Realm;
}

export interface LookedAt {
  readonly report: Report;
  /** The entries of the configuration that left something out. */
  readonly used: readonly IgnoreEntry[];
}

export async function lookAtRealm(
  { source, label, realm }: Named,
  { only, toVersion }: Pick<LintRequest, 'only' | 'toVersion'>,
  { rules, config, today }: Judging,
  tables: Tables,
): Promise<LookedAt> {
  const read = effectiveRealm(realm, source, tables, { seals: newSeals() });
  const effective = { ...read, problems: [...read.problems, ...unknownFields(realm, toVersion, tables)] };
  const asked = judgeRealm(effective, rules, config?.guard).filter((place) => isAskedFor(place, only));
  const environments = config === undefined ? [] : environmentsOf(config, [source]);
  const { states, ignored, used } =
    config === undefined
      ? { states: asked, ignored: 0, used: [] }
      : applyConfig({ changes: [], states: asked }, config, { today, environments });
  const [first] = used;
  const report = makeAlone(
    { ...effective, problems: await locateProblems(realm, effective.problems), label },
    {
      states: await locateChanges(states, effective, effective, tables),
      compared: countEntities(effective.data, effective.data, tables.root, realm.apart),
      ignored,
      ...(config !== undefined && first !== undefined && { configuration: `${config.file}:${first.line ?? 1}` }),
    },
  );
  return { report, used };
}
