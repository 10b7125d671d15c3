/** How is one realm of a server looked at again and again? By one login; where the realm keeps admin events, they tell when to look. */

import { nameAuthors } from '../../../drift/name-authors.ts';
import type { Failure, Realm, Report, Tables } from '../../../model.ts';
import type { NamedEnvironment } from '../../../sources/find-environment.ts';
import { readTogether } from '../../../sources/read-together.ts';

export interface Watched {
  readonly read: () => Promise<Realm | Failure>;
  /** False where the events tell that nothing happened since the last look. */
  readonly mayDiffer: (current: Realm) => Promise<boolean>;
  /** The same report, with who did it where events tell. */
  readonly withAuthors: (report: Report, realm: Realm, tables: Tables) => Promise<Report>;
  readonly close: () => void;
}

/** Some edits leave no event: every so many looks the realm is read all the same. */
const QUIET_LOOKS = 10;

/** Events that one look takes up: more than anybody makes by hand in a few seconds. */
const MOST_EVENTS = 50;

export async function openWatched(
  named: NamedEnvironment,
  variables: NodeJS.ProcessEnv,
  timeout: number,
): Promise<Watched | Failure> {
  const file = `live:${named.name}`;
  const [name, another] = named.environment.realms;
  if (named.environment.url === undefined || name === undefined)
    return { file, message: 'a server is watched, not a file; give an environment with url and realm' };
  if (another !== undefined) {
    const choices = named.environment.realms.map((each) => `${file}/${each}`).join(', ');
    return { file, message: `one realm is watched at a time; give one of ${choices}` };
  }
  // Network code loads only where there is a server.
  const { openEnvironment } = await import('../../../sources/read-live.ts');
  const open = await openEnvironment(named, variables, { timeout });
  if ('message' in open) return open;
  const eventsOf = async ({ data }: Realm, most: number) => {
    const events = await open.events({ realm: name, data, most });
    return events === undefined || 'message' in events ? undefined : events;
  };
  let newest: number | undefined;
  /** Events up to here are about what was told, or was there when the watch began. */
  let told: number | undefined;
  let quiet = 0;
  return {
    read: async () => {
      const read = await open.read(name);
      if ('message' in read) return read as Failure;
      const [realm] = (await readTogether({ kind: 'live', environment: named }, read.sources)).realms;
      if (realm === undefined) return { file, message: `the answer holds no realm ${name}`, isUnreachable: true };
      if (told === undefined) {
        const [last] = (await eventsOf(realm, 1)) ?? [];
        newest = last?.time;
        told = last?.time ?? 0;
      }
      return realm;
    },
    mayDiffer: async (current) => {
      const [last] = (await eventsOf(current, 1)) ?? [];
      quiet = last === undefined || last.time !== newest ? 0 : quiet + 1;
      newest = last?.time;
      return quiet % QUIET_LOOKS === 0;
    },
    withAuthors: async (report, realm, { root }) => {
      const events = report.changes.length === 0 ? undefined : await eventsOf(realm, MOST_EVENTS);
      const since = (events ?? []).filter(({ time }) => time > (told ?? 0));
      told = since[0]?.time ?? told;
      return nameAuthors(report, since, { data: realm.data, root });
    },
    close: open.close,
  };
}
