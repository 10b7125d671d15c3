/** What does an environment hold of one realm? Asks its server, or looks into its saved export. */

import { existsSync } from 'node:fs';
import { OTHER_USERS } from '../../../baseline/lacking-keys.ts';
import { elementsOf, property, textProperty, textsIn } from '../../../json/object.ts';
import type { Failure, Realm } from '../../../model.ts';
import type { OpenEnvironment } from '../../../sources/read-live.ts';
import { readTogether } from '../../../sources/read-together.ts';
import type { Shelf } from './open-shelf.ts';
import type { Planned } from './plan.ts';

export interface Reaching {
  readonly shelf: Shelf;
  /** Logs in once for each environment. */
  readonly open: (planned: Planned) => Promise<OpenEnvironment | Failure>;
}

export interface Found {
  readonly realm: Realm;
  /** In sentences. */
  readonly notVerified: readonly string[];
  /** Where it can be asked again. */
  readonly session: OpenEnvironment | undefined;
}

export async function findRealm(planned: Planned, { shelf, open }: Reaching): Promise<Found | Failure> {
  const { named, realm } = planned;
  const file = `live:${named.name}`;
  if (named.environment.url === undefined) return savedRealm(planned, shelf);
  const session = await open(planned);
  if ('message' in session) return session;
  const read = await session.read(realm);
  if ('message' in read) return read as Failure;
  const [found] = (await readTogether({ kind: 'live', environment: named }, read.sources)).realms;
  if (found === undefined) return { file, message: `the answer holds no realm ${realm}`, isUnreachable: true };
  const hidden = (read.problems ?? []).map(({ message }) => message);
  return { realm: found, notVerified: [...unseenIn(found), ...hidden], session };
}

/** What no read over REST holds, and what nobody asked for. */
function unseenIn({ data }: Realm): readonly string[] {
  const unknown = textsIn(property(data.$realmdiff, 'unknown'));
  const hasUsers = !unknown.includes('users') && !unknown.includes(OTHER_USERS);
  const counted = elementsOf(data.organizations).flatMap((each) => {
    const count = property(each, 'membersCount');
    return count === undefined ? [] : [`${textProperty(each, 'name')} ${String(count)}`];
  });
  return [
    ...(hasUsers ? [] : ['users and what they hold, but for service accounts']),
    ...(counted.length === 0 ? [] : [`members of organizations (${counted.join(', ')})`]),
    "secrets' values",
  ];
}

/** From a file that was exported there. */
async function savedRealm({ named, realm }: Planned, shelf: Shelf): Promise<Found | Failure> {
  const { realmsOf, savedExport } = await import('../../../sources/find-environment.ts');
  const file = savedExport(named, existsSync);
  const { realms, failures } = await shelf.list(file);
  const found = realms.find(({ name }) => name === realm);
  const read = await found?.read();
  if (read !== undefined && 'message' in read) return read;
  const [asNamed] = realmsOf(named, read === undefined ? [] : [read]);
  if (asNamed !== undefined) return { realm: asNamed, notVerified: [], session: undefined };
  return (
    failures[0] ?? { file, message: `holds no realm ${realm}; it holds ${realms.map(({ name }) => name).join(', ')}` }
  );
}
