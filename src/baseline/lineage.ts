/** With which version was a realm made, before it was upgraded to its own? Knows how people and headers say it. */

import { property, textsIn } from '../json/object.ts';
import type { Baselines, Realm } from '../model.ts';
import { compareVersions, parseVersion } from './choose.ts';

/** What a normal form's header says, or whoever normalizes; the realm's own version stands last in a header. */
export function madeWithOf({ madeWith, data, isNormalForm }: Realm): string | undefined {
  const said = isNormalForm ? textsIn(property(data.$realmdiff, 'lineage')).slice(0, -1) : [];
  return madeWith ?? (said.length === 0 ? undefined : said.join(','));
}

/** True for `22`, `22.0.5`, and for stops on the way: `18.0.2,24.0.5`. */
export function isMadeWith(text: string): boolean {
  return text.split(',').every((each) => parseVersion(each) !== undefined);
}

/**
 * The recorded versions of a lineage, the realm's own baseline last: `22` is the newest 22 that was recorded, `22.0.3` the nearest older
 * one. What is no older than the baseline says nothing.
 */
export function recordedLineage(
  madeWith: string | undefined,
  baseline: string,
  baselines: Baselines,
): readonly string[] {
  const said = madeWith === undefined ? [] : madeWith.split(',').flatMap((each) => recordedStop(each, baselines));
  const numberOf = (version: string) => parseVersion(version);
  const older = said.filter((version) => compareVersions(numberOf(version), numberOf(baseline)) < 0);
  const stops = [...new Set(older)].sort((a, b) => compareVersions(numberOf(a), numberOf(b)));
  return [...stops, baseline];
}

function recordedStop(text: string, { versions }: Baselines): readonly string[] {
  const wanted = parseVersion(text);
  if (wanted === undefined) return [];
  const named = versions.filter((version) => version === text || version.startsWith(`${text}.`));
  const older = versions.filter((version) => compareVersions(parseVersion(version), wanted) <= 0);
  return [named.at(-1) ?? older.at(-1) ?? versions[0] ?? text];
}
