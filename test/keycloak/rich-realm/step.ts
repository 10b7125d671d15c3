/** What is one step of building the rich realm, and what does it have at hand? */

import type { Server } from '../server.ts';

export const REALM = 'acme';

/** `backward` undoes every freedom that the needs leave: the last possible step first, members of sets from the end. */
export type Order = 'forward' | 'backward';

export interface Building {
  readonly server: Server;
  readonly rest: Server['rest'];
  readonly version: number;
  /** The id that a step of this name left behind, or that the server gives to a named thing. */
  readonly ids: Map<string, string>;
  /** The elements of a set, in this building's order. */
  readonly set: <T>(...elements: readonly T[]) => T[];
}

export interface BuildStep {
  readonly name: string;
  readonly needs?: readonly string[];
  /** Only for servers of at least (below) this version number, such as 2600 for 26.0. */
  readonly since?: number;
  readonly until?: number;
  /** Names users or organizations by id, which a partial export cannot explain: built after partial exports are taken. */
  readonly isLate?: boolean;
  readonly run: (building: Building) => Promise<unknown>;
}

/** The id that an earlier step left. */
export function idOf(building: Building, step: string): string {
  const id = building.ids.get(step);
  if (id === undefined) throw new Error(`no step "${step}" has left an id`);
  return id;
}

/** The id of a client that may be a built-in one. */
export async function clientIdOf({ rest }: Building, clientId: string): Promise<string> {
  const [client] = await rest('GET', `/${REALM}/clients?clientId=${encodeURIComponent(clientId)}`);
  return client.id;
}

/**
 * Saves some settings of the realm as the admin console does: everything that it has, with the changes. Servers reset
 * some of what is left out, so a save of the changes alone would make the order of steps matter.
 */
export async function saveRealm({ rest }: Building, changes: Readonly<Record<string, unknown>>): Promise<void> {
  const realm = await rest('GET', `/${REALM}`);
  const attributes = { ...realm.attributes, ...Object(changes.attributes) };
  await rest('PUT', `/${REALM}`, { ...realm, ...changes, attributes });
}
