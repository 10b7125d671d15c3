/** Which changes are nobody's doing, because both sides sit on their own version's default? Compares the two defaults and nothing else. */

import { baselineFor } from '../baseline/placeholders.ts';
import { diffRealms } from '../diff/diff-realms.ts';
import { canonicalText } from '../json/print.ts';
import type { Change, ComparedRealm, Tables } from '../model.ts';

/** The changes, each that a new realm shows as well with the cause `version-default`. */
export function attributeDefaults(
  changes: readonly Change[],
  before: ComparedRealm,
  after: ComparedRealm,
  tables: Tables,
): readonly Change[] {
  if (changes.length === 0 || before.baseline === after.baseline) return changes;
  const [old, now] = [freshRealm(before, tables), freshRealm(after, tables)];
  if (old === undefined || now === undefined) return changes;
  const moved = new Set(diffRealms(old, now, tables).changes.map(textOf));
  return changes.map((change) => (moved.has(textOf(change)) ? { ...change, cause: 'version-default' } : change));
}

/** A new realm of the same name and version. */
function freshRealm(compared: ComparedRealm, tables: Tables): ComparedRealm | undefined {
  const { baseline, realm } = compared;
  if (baseline === undefined) return undefined;
  const data = baselineFor(tables.baselines.read(baseline), realm.name, compared.data);
  return { ...compared, data, realm: { ...realm, data, exportKind: 'full', origins: [] } };
}

/** Equal for two changes that say the same. */
function textOf(change: Change): string {
  const { section, entity, path, kind } = change;
  const values = change.secret ? {} : { before: change.before ?? null, after: change.after ?? null };
  return canonicalText({ section, entity, path, kind, ...values });
}
