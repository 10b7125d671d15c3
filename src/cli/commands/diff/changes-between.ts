/** What differs between two realms, for other commands than `diff`: the judged changes, without a report around them. */

import type { JudgedChange, Realm, Tables } from '../../../model.ts';
import type { Judging } from '../../load-judging.ts';
import { comparePair } from './compare-pair.ts';
import { PLAIN_DIFF, parseDiff } from './options.ts';

export async function changesBetween(
  before: Realm,
  after: Realm,
  { tables, judging }: { readonly tables: Tables; readonly judging: Judging },
): Promise<readonly JudgedChange[]> {
  return (await reportBetween(before, after, { tables, judging })).changes;
}

/** The whole report, but for the lines of the files. */
export async function reportBetween(
  before: Realm,
  after: Realm,
  { tables, judging }: { readonly tables: Tables; readonly judging: Judging },
) {
  const parsed = parseDiff({ ...PLAIN_DIFF, quiet: true, words: ['before', 'after'] });
  if ('usage' in parsed) throw new Error(parsed.usage);
  const named = (realm: Realm, source: string) => ({ source, label: undefined, realm });
  const around = { request: parsed.request, tables, ...judging };
  return (await comparePair(named(before, 'before'), named(after, 'after'), around)).report;
}
