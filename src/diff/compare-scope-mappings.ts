/** Which roles may the tokens of a client or a client scope carry? Each role is a change of its own, told inside its client or scope. */

import { clientRoleName, escapeName } from '../entities/names.ts';
import { elementsOf, isObject, textProperty } from '../json/object.ts';
import { memberText } from '../json/print.ts';
import type { Change, Json, JsonObject, Path } from '../model.ts';
import { type At, type Context, type Pair, valueChange } from './comparing.ts';
import type { Where } from './where.ts';

const PATH = 'scopeMappings';

/** `pair` is the value of one of the two keys. */
export function compareScopeMappings(pair: Pair, context: Context): void {
  const [old, now] = [mappingsOf(pair.before), mappingsOf(pair.after)];
  for (const key of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const [was, is] = [old.get(key), now.get(key)];
    const { where, role } = is ?? was ?? { where: undefined, role: undefined };
    if (where === undefined || (was !== undefined && is !== undefined)) continue;
    const at = (mapping: Mapping | undefined, list: At): At => ({
      value: mapping && role,
      path: mapping?.path ?? list.path,
    });
    context.emit(valueChange({ before: at(was, pair.before), after: at(is, pair.after), where }));
  }
}

interface Mapping {
  readonly where: Where;
  readonly role: string;
  readonly path: Path;
}

function mappingsOf({ value, path }: At): ReadonlyMap<string, Mapping> {
  const lists = isObject(value)
    ? Object.keys(value).map((client) => ({ client, list: value[client], at: [...path, client] }))
    : [{ client: undefined, list: value, at: path }];
  const found = new Map<string, Mapping>();
  for (const { client, list, at } of lists) {
    elementsOf(list).forEach((mapping, index) => {
      if (!isObject(mapping)) return;
      const where = receiverOf(mapping);
      elementsOf(mapping.roles).forEach((name, number) => {
        const role = client === undefined ? escapeName(memberText(name)) : clientRoleName(client, memberText(name));
        const key = [where.section, where.entity, role].join('\u0000');
        found.set(key, { where, role, path: [...at, index, 'roles', number] });
      });
    });
  }
  return found;
}

export function receiverOf(mapping: JsonObject): Where {
  const client = textProperty(mapping, 'client');
  const path = [PATH];
  if (client !== undefined) return { section: 'clients', entity: client, path };
  // Servers before 4 called scopes client templates.
  const scope = textProperty(mapping, 'clientScope') ?? textProperty(mapping, 'clientTemplate') ?? '';
  return { section: 'clientScopes', entity: scope, path };
}

/** A client that is new or gone is one change: its mappings stand in its value. */
export function withinOwners(changes: readonly Change[]): readonly Change[] {
  const keyOf = ({ section, entity, kind }: Change) => [section, entity, kind].join('\u0000');
  const isMapping = ({ section, path }: Change) =>
    (section === 'clients' || section === 'clientScopes') && path.length === 1 && path[0] === PATH;
  const roles = new Map<string, Json[]>();
  for (const change of changes) {
    if (!isMapping(change) || change.secret) continue;
    const role = change.after ?? change.before;
    if (role !== undefined) roles.set(keyOf(change), [...(roles.get(keyOf(change)) ?? []), role]);
  }
  if (roles.size === 0) return changes;
  const owners = new Set(changes.filter(({ path }) => path.length === 0).map(keyOf));
  return changes.flatMap((change) => {
    if (isMapping(change)) return owners.has(keyOf(change)) ? [] : [change];
    const own = change.path.length === 0 && !change.secret ? roles.get(keyOf(change)) : undefined;
    return [own === undefined ? change : withMappings(change, own)];
  });
}

function withMappings(change: Change, roles: readonly Json[]): Change {
  if (change.secret) return change;
  const side = change.kind === 'added' ? 'after' : 'before';
  const value = change[side];
  return isObject(value ?? null) ? { ...change, [side]: Object.assign({}, value, { [PATH]: roles }) } : change;
}
