/** What does an authentication flow run, step inside step? Puts flows, their executions and the executions' configs together. */

import { countedName } from '../entities/names.ts';
import { elementsOf, emptyObject, isObject, textProperty } from '../json/object.ts';
import type { Json, JsonObject, Path } from '../model.ts';

export interface Flow {
  readonly alias: string;
  /** The flow without its executions. */
  readonly value: JsonObject;
  readonly path: Path;
  readonly executions: readonly Execution[];
}

export interface Execution {
  /** The sub-flow's alias, or the authenticator. */
  readonly name: string;
  /** Without priority and config. */
  readonly value: JsonObject;
  readonly path: Path;
  readonly config: { readonly value: Json; readonly path: Path } | undefined;
  readonly flow: Flow | undefined;
}

export interface Flows {
  /** Top-level flows, and those that no flow uses. */
  readonly top: readonly Flow[];
  /** Configs that no execution names, with their place in the list. */
  readonly unused: readonly { readonly value: JsonObject; readonly path: Path }[];
}

/** All flows of a realm. A flow that contains itself is cut where it would begin again. */
export function flowsOf(realm: JsonObject): Flows {
  const flows = listed(realm.authenticationFlows, 'authenticationFlows');
  const configs = listed(realm.authenticatorConfig, 'authenticatorConfig');
  const byAlias = firstBy(flows);
  const configByAlias = firstBy(configs);
  const used = new Set<string>();
  const usedConfigs = new Set<string>();
  const build = ({ alias, value, path }: Listed, above: readonly string[]): Flow => {
    const { authenticationExecutions, ...rest } = value;
    const executions = elementsOf(authenticationExecutions).flatMap((execution, index) =>
      isObject(execution)
        ? [buildExecution(execution, [...path, 'authenticationExecutions', index], [...above, alias])]
        : [],
    );
    return { alias, value: Object.assign(emptyObject(), rest), path, executions };
  };
  const buildExecution = (execution: JsonObject, path: Path, above: readonly string[]): Execution => {
    const { priority: _, authenticatorConfig, ...rest } = execution;
    const alias = textProperty(execution, 'flowAlias');
    const listedFlow = alias === undefined || above.includes(alias) ? undefined : byAlias.get(alias);
    if (alias !== undefined) used.add(alias);
    const config = typeof authenticatorConfig === 'string' ? configByAlias.get(authenticatorConfig) : undefined;
    if (config !== undefined) usedConfigs.add(config.alias);
    const dangling = authenticatorConfig === undefined || config !== undefined ? {} : { authenticatorConfig };
    return {
      name: alias ?? textProperty(execution, 'authenticator') ?? '',
      value: Object.assign(emptyObject(), rest, dangling),
      path,
      config,
      flow: listedFlow === undefined ? undefined : build(listedFlow, above),
    };
  };
  const all = numbered(flows).map(({ flow, name }) => ({ listed: flow, flow: { ...build(flow, []), alias: name } }));
  const isReached = (flow: Listed) => used.has(flow.alias) && byAlias.get(flow.alias) === flow;
  return {
    top: all.filter(({ listed: flow }) => flow.value.topLevel === true || !isReached(flow)).map(({ flow }) => flow),
    unused: configs.filter((config) => !usedConfigs.has(config.alias) || configByAlias.get(config.alias) !== config),
  };
}

/** A flow as one value, for whom it is new or gone: steps inside steps, configs where they are used. */
export function flowValue({ value, executions }: Flow): JsonObject {
  return Object.assign(emptyObject(), value, { authenticationExecutions: executions.map(executionValue) });
}

export function executionValue({ value, config, flow }: Execution): JsonObject {
  return Object.assign(
    emptyObject(),
    value,
    config === undefined ? {} : { authenticatorConfig: config.value },
    flow === undefined ? {} : { flow: flowValue(flow) },
  );
}

interface Listed {
  readonly alias: string;
  readonly value: JsonObject;
  readonly path: Path;
}

function listed(list: Json | undefined, key: string): readonly Listed[] {
  return elementsOf(list).flatMap((value, index) =>
    isObject(value) ? [{ alias: textProperty(value, 'alias') ?? '', value, path: [key, index] }] : [],
  );
}

/** Flows that share an alias are counted. */
function numbered(flows: readonly Listed[]): readonly { readonly flow: Listed; readonly name: string }[] {
  const met = new Map<string, number>();
  return flows.map((flow) => {
    const occurrence = met.get(flow.alias) ?? 0;
    met.set(flow.alias, occurrence + 1);
    return { flow, name: countedName(flow.alias, occurrence) };
  });
}

/** Of several with one alias the first counts: nothing tells them apart. */
function firstBy(list: readonly Listed[]): ReadonlyMap<string, Listed> {
  return new Map([...list].reverse().map((each) => [each.alias, each]));
}
