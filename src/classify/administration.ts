/** Which roles administer a realm? Those of its management client; in master the two realm roles and those of every realm's client. */

import { unescapeName } from '../entities/names.ts';
import type { NamedList } from '../rule-rows.ts';
import type { Facts } from './facts.ts';
import type { Node, Route } from './reach.ts';

/** Realm roles that administer servers (AdminRoles: ADMIN, CREATE_REALM). In other realms they are names like any other. */
const OF_MASTER: ReadonlySet<string> = new Set(['admin', 'create-realm']);

/** The members are names of roles of a management client (AdminRoles#ALL_REALM_ROLES without those that only look). */
function isAdministration({ section, entity }: Node, realm: string, { members }: NamedList): boolean {
  const isMaster = realm === 'master';
  if (section === 'roles.realm') return isMaster && OF_MASTER.has(entity);
  if (section !== 'roles.client' || !(isMaster || entity.startsWith('realm-management/'))) return false;
  const [client = '', role = ''] = entity.split('/').map(unescapeName);
  return members.has(role) && (client === 'realm-management' || (isMaster && client.endsWith('-realm')));
}

/** The ways from a node to roles that administer its realm; one that is such a role itself is there at once. */
export function administrationOf(facts: Facts, from: Node, roles: NamedList): readonly Route[] {
  const isMeant = (node: Node): boolean => isAdministration(node, facts.name, roles);
  return isMeant(from) ? [[from]] : facts.reach().routes(from, isMeant);
}
