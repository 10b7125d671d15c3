/** Gives authenticator configs whose alias is a random UUID a stable one. An alias that somebody chose stays. */

import { compareText } from '../json/compare.ts';
import { elementsOf, emptyObject, isArray, isObject, property, textProperty } from '../json/object.ts';
import type { Json, JsonObject, Realm, Step } from '../model.ts';

export const nameConfigs: Step = {
  name: 'name-configs',
  why: 'the migration to 9.0.4 gave configs without an alias a random UUID as one (MigrateTo9_0_4)',
  run: (realm) => ({ realm: renameConfigs(realm) }),
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function renameConfigs(realm: Realm): Realm {
  const configs = realm.data.authenticatorConfig;
  const flows = realm.data.authenticationFlows;
  if (!isArray(configs) || !isArray(flows)) return realm;
  const random = configs.map((config) => textProperty(config, 'alias') ?? '').filter((alias) => UUID.test(alias));
  if (random.length === 0) return realm;
  return renameConfigAliases(realm, stableNames(new Set(random), flows));
}

/** The realm with these aliases replaced, in the configs and in the executions that use them. */
export function renameConfigAliases(realm: Realm, names: ReadonlyMap<string, string>): Realm {
  const configs = realm.data.authenticatorConfig;
  const flows = realm.data.authenticationFlows;
  if (!isArray(configs) || !isArray(flows)) return realm;
  const data = Object.assign(emptyObject(), realm.data, {
    authenticatorConfig: configs.map((config) => renamed(config, 'alias', names)),
    authenticationFlows: flows.map((flow) => renameInFlow(flow, names)),
  });
  return { ...realm, data };
}

/** `$<flow>/<authenticator>` of the execution that uses the config; numbered when a flow uses an authenticator twice. */
export function stableNames(aliases: ReadonlySet<string>, flows: readonly Json[]): ReadonlyMap<string, string> {
  const uses = flows
    .flatMap((flow) =>
      executionsOf(flow).map((execution, index) => ({
        alias: textProperty(execution, 'authenticatorConfig') ?? '',
        name: `$${textProperty(flow, 'alias') ?? ''}/${textProperty(execution, 'authenticator') ?? ''}`,
        priority: Number(property(execution, 'priority') ?? index),
      })),
    )
    .filter(({ alias }) => aliases.has(alias))
    .sort((a, b) => compareText(a.name, b.name) || a.priority - b.priority);
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { alias, name } of uses) {
    if (names.has(alias)) continue;
    let free = name;
    for (let number = 2; taken.has(free); number++) free = `${name}#${number}`;
    taken.add(free);
    names.set(alias, free);
  }
  return names;
}

function executionsOf(flow: Json): readonly Json[] {
  return elementsOf(property(flow, 'authenticationExecutions'));
}

function renameInFlow(flow: Json, names: ReadonlyMap<string, string>): Json {
  if (!isObject(flow) || !isArray(flow.authenticationExecutions)) return flow;
  const executions = executionsOf(flow).map((execution) => renamed(execution, 'authenticatorConfig', names));
  return Object.assign(emptyObject(), flow, { authenticationExecutions: executions });
}

function renamed(entity: Json, key: string, names: ReadonlyMap<string, string>): Json {
  const name = names.get(textProperty(entity, key) ?? '');
  return name === undefined || !isObject(entity)
    ? entity
    : (Object.assign(emptyObject(), entity, { [key]: name }) satisfies JsonObject);
}
