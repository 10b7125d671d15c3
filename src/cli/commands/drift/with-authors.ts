/** Who made the differences of one cell? Asks the server's admin events where there are any; a difference without one stays as it is. */

import { nameAuthors } from '../../../drift/name-authors.ts';
import type { Report, Tables } from '../../../model.ts';
import type { Found } from './find-realm.ts';

export interface Asking {
  readonly realm: string;
  /** When a report last looked; undefined where none did. */
  readonly since: string | undefined;
  readonly tables: Tables;
}

export async function withAuthors(
  report: Report,
  { realm: { data }, session }: Found,
  { realm, since, tables }: Asking,
): Promise<{ readonly report: Report; readonly notVerified: readonly string[] }> {
  const isEdited = report.changes.some(({ cause }) => cause === 'edit');
  if (session === undefined || !isEdited) return { report, notVerified: [] };
  const events = await session.events({ realm, data, since: since?.slice(0, 10) });
  if (events === undefined) return { report, notVerified: [] };
  if ('message' in events) return { report, notVerified: [`who changed realm ${realm}: ${events.message}`] };
  return { report: nameAuthors(report, events, { data, root: tables.root }), notVerified: [] };
}
