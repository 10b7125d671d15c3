/** What two normal forms tell of a call: the same as the exports that they were made of, as far as they hold it. */

import { changesBetween } from '../../compare-texts.ts';
import type { Call } from './call.ts';
import { EXACT, type Mismatch, mismatchOf } from './score.ts';

/**
 * What the normal forms `before` and `after` tell wrongly of the call. Changed secrets, which they hide, are left out,
 * and so are calls that give a new name, which only ids prove.
 */
export async function mismatchOfNormalForms(
  before: string,
  after: string,
  { betweenNormalForms, changes }: Pick<Call, 'betweenNormalForms' | 'changes'>,
): Promise<Mismatch> {
  if (changes.some(({ kind }) => kind === 'renamed')) return EXACT;
  const visible = (betweenNormalForms ?? changes).filter(({ secret, kind }) => secret !== true || kind !== 'changed');
  return mismatchOf(await changesBetween(before, after), visible);
}
