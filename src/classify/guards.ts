/** Does somebody reach a role, scope or group who should not, or no longer who should? Asks the guards of the configuration. */

import { clientRoleName } from '../entities/names.ts';
import { fits } from '../json/fits.ts';
import { property, textProperty, textsIn } from '../json/object.ts';
import type { Guard, Holder } from '../rule-rows.ts';
import type { Facts } from './facts.ts';
import type { Held } from './held.ts';
import { group, keyOf, type Node, type Route, realmRole, showRoute } from './reach.ts';

/** Each holder outside `may`, with the way that leads from it to what is guarded. */
export function guardsExceeded(facts: Facts): readonly Held[] {
  return facts.guards.flatMap((guard) => {
    const { may } = guard;
    if (may === undefined) return [];
    const isAllowed = (node: Node): boolean => may.some((holder) => isHolder(holder, node, facts));
    return holdersOf(guard, facts)
      .filter((node) => !isAllowed(node))
      .flatMap((node) => {
        // Of a group, the group is told; whoever reaches it by somebody who may, may.
        const route = routeTo(node, guard, facts, (other) => other.section === 'groups' || isAllowed(other));
        return route === undefined ? [] : [heldAt(node, guard, facts, route)];
      });
  });
}

/** Each holder of `must` that does not reach it, or is not there. */
export function guardsMissed(facts: Facts): readonly Held[] {
  return facts.guards.flatMap((guard) =>
    guard.must.flatMap((holder) => {
      const nodes = nodesOf(holder, facts);
      if (nodes === undefined) return [];
      const found = nodes.length > 0 ? nodes : [{ section: SECTION[holder.kind], entity: holder.name }];
      return found
        .filter((node) => routeTo(node, guard, facts, () => false) === undefined)
        .map((node) => heldAt(node, guard, facts, [node]));
    }),
  );
}

const SECTION = { user: 'users', group: 'groups', client: 'users', role: 'roles.realm' } as const;

function heldAt({ section, entity }: Node, guard: Guard, facts: Facts, route: Route): Held {
  const via = showRoute(route, facts.entities);
  return { section, entity, path: [], name: via, value: subjectOf(guard), isMember: true, via, through: route };
}

/** What is guarded, as people write it. */
function subjectOf({ role, scope, group: path, isInTokens }: Guard): string {
  if (role !== undefined) return isInTokens ? `role ${role} in its tokens` : `role ${role}`;
  return scope === undefined ? `group ${path}` : `client scope ${scope}`;
}

/** Who may hold what is guarded at all: of a role in tokens and of a scope, clients. */
function holdersOf(guard: Guard, facts: Facts): readonly Node[] {
  if (guard.scope !== undefined || guard.isInTokens) return nodesIn('clients', facts);
  if (guard.group !== undefined) return nodesIn('users', facts);
  const asksForRoles = [...(guard.may ?? []), ...guard.must].some(({ kind }) => kind === 'role');
  const roles = asksForRoles ? ['roles.realm', 'roles.client'] : [];
  return ['users', 'groups', 'identityProviderMappers', ...roles].flatMap((section) => nodesIn(section, facts));
}

function nodesIn(section: string, { entities }: Facts): readonly Node[] {
  return [...(entities(section)?.keys() ?? [])].map((entity) => ({ section, entity }));
}

function routeTo(node: Node, guard: Guard, facts: Facts, isBlocked: (node: Node) => boolean): Route | undefined {
  if (guard.scope !== undefined) return scopesOf(node, facts).includes(guard.scope) ? [node] : undefined;
  if (guard.group !== undefined) return facts.reach().routes(node, isIt(group(guard.group)))[0];
  const wanted = roleNode(guard.role ?? '');
  if (!guard.isInTokens)
    return keyOf(node) === keyOf(wanted) ? undefined : facts.reach().routes(node, isIt(wanted), isBlocked)[0];
  const client = facts.entities('clients')?.get(node.entity);
  if (client !== undefined && property(client, 'fullScopeAllowed') !== false) return [node, wanted];
  const carriers = [node, ...scopesOf(node, facts).map((entity) => ({ section: 'clientScopes', entity }))];
  const [route] = carriers.flatMap((each) => facts.reach().routes(each, isIt(wanted)));
  return route === undefined || route[0] === node ? route : [node, ...route];
}

function isIt(wanted: Node): (node: Node) => boolean {
  return (node) => keyOf(node) === keyOf(wanted);
}

/** `realm-management/manage-users` is a role of a client, `auditor` one of the realm. */
function roleNode(role: string): Node {
  const slash = role.indexOf('/');
  if (slash < 0) return realmRole(role);
  return { section: 'roles.client', entity: clientRoleName(role.slice(0, slash), role.slice(slash + 1)) };
}

function scopesOf({ entity }: Node, { entities }: Facts): readonly string[] {
  const client = entities('clients')?.get(entity) ?? null;
  return ['defaultClientScopes', 'optionalClientScopes'].flatMap((key) => textsIn(property(client, key)));
}

/** All that a holder means; undefined where the realm's file does not tell. */
function nodesOf(holder: Holder, facts: Facts): readonly Node[] | undefined {
  const sections = SECTIONS_OF[holder.kind];
  const known = sections.filter((section) => facts.entities(section) !== undefined);
  if (known.length === 0) return undefined;
  return known.flatMap((section) => nodesIn(section, facts)).filter((node) => isHolder(holder, node, facts));
}

const SECTIONS_OF = {
  user: ['users'],
  group: ['groups'],
  client: ['users', 'clients'],
  role: ['roles.realm', 'roles.client'],
} as const satisfies { readonly [kind in Holder['kind']]: readonly string[] };

function isHolder({ kind, name }: Holder, { section, entity }: Node, { entities }: Facts): boolean {
  if (kind === 'client' && section === 'users') {
    const account = textProperty(entities(section)?.get(entity), 'serviceAccountClientId');
    return account !== undefined && fits(name, account);
  }
  const isOfKind = SECTIONS_OF[kind].some((each) => each === section);
  return isOfKind && fits(name, entity);
}
