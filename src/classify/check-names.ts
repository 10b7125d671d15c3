/** Which names mean nothing, or too much? Roles that conditions ask for, names that differ in case alone. */

import { property, textProperty } from '../json/object.ts';
import type { Facts } from './facts.ts';
import type { Held } from './held.ts';

/** Roles that a mapper or a condition names as `client.role` and that are not there. */
export function conditionsOfMissingRoles(facts: Facts): readonly Held[] {
  const roles = facts.entities('roles.realm');
  const ofClients = facts.entities('roles.client');
  if (roles === undefined || ofClients === undefined) return [];
  const known = new Set([...ofClients.keys()].map((name) => name.replace('/', '.')));
  return [...(facts.entities('authenticatorConfig') ?? [])].flatMap(([entity, config]) => {
    const role = textProperty(property(config, 'config'), 'condUserRole');
    if (role === undefined || role === '' || role.startsWith('$') || roles.has(role) || known.has(role)) return [];
    const path = ['config', 'condUserRole'];
    return [{ section: 'authenticatorConfig', entity, path, name: entity, value: role, isMember: false }];
  });
}

/** Entities of one section whose names differ in nothing but case: clients, scopes and roles keep them apart, users and people do not. */
export function namesAlikeButForCase(facts: Facts): readonly Held[] {
  const sections = [
    'clients',
    'clientScopes',
    'roles.realm',
    'roles.client',
    'groups',
    'identityProviders',
    'authenticationFlows',
  ];
  return sections.flatMap((section) => {
    const met = new Map<string, string>();
    return [...(facts.entities(section)?.keys() ?? [])].flatMap((entity) => {
      const folded = entity.toLowerCase();
      const other = met.get(folded);
      met.set(folded, other ?? entity);
      return other === undefined ? [] : [{ section, entity, path: [], name: other, value: other, isMember: false }];
    });
  });
}
