/** When do two changes say the same? Their words and values, not where they stand in a file. */

import { canonicalText } from '../json/print.ts';
import type { Change } from '../model.ts';

/** Equal for two changes that say the same. */
export function changeText(change: Change): string {
  const { section, entity, path, kind } = change;
  const values = change.secret ? {} : { before: change.before ?? null, after: change.after ?? null };
  return canonicalText({ section, entity, path, kind, ...values });
}

/** Equal for all changes of one place. */
export function placeText({ section, entity, path }: Pick<Change, 'section' | 'entity' | 'path'>): string {
  return [section, entity, ...path].join('\u0000');
}
