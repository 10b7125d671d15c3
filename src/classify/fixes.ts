/** What of a realm's file can be mended without anybody having to decide? Places in the file, and what becomes of them; changes nothing. */

import { compareText } from '../json/compare.ts';
import { equal } from '../json/equal.ts';
import { groupBy } from '../json/group-by.ts';
import { elementsOf, isArray, isObject, property, textProperty } from '../json/object.ts';
import { memberText } from '../json/print.ts';
import type { Json, JsonObject, Path, Place } from '../model.ts';
import { rewrite } from '../normalize/rewrite.ts';
import { EXPORT_MASK } from '../normalize/secret-keys.ts';
import { stepsOf } from './flow-levels.ts';

export interface Fix {
  readonly kind: 'mask' | 'twin' | 'orphan' | 'order' | 'tie';
  /** In the realm as it was read. */
  readonly path: Path;
  /** What stands there afterwards; undefined: nothing. */
  readonly value?: Json;
  /** For people, without a value of the realm that may be secret. */
  readonly message: string;
}

/** All fixes of a realm as it was read; none is inside another. */
export function findFixes(data: JsonObject, root: Place): readonly Fix[] {
  const gone = [...masks(data, []), ...twinConfigs(data), ...orphans(data)];
  const changed = [...priorityTies(data), ...unsortedSets(data, root)];
  const isInside = (path: Path): boolean =>
    gone.some((other) => other.path.length < path.length && equal(other.path, path.slice(0, other.path.length)));
  return [...gone, ...changed].filter(({ path }) => !isInside(path));
}

/** An import takes a mask for the secret; without it the server makes one, or keeps its own. */
function masks(value: Json, path: Path): readonly Fix[] {
  if (isArray(value)) return value.flatMap((each, index) => masks(each, [...path, index]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]): readonly Fix[] => {
    const at = [...path, key];
    const isMask = each === EXPORT_MASK || (isArray(each) && each.length === 1 && each[0] === EXPORT_MASK);
    return isMask ? [{ kind: 'mask', path: at, message: `${key} is a mask: leave it out` }] : masks(each, at);
  });
}

/** Executions name a config by its alias: of several that are equal one is enough. */
function twinConfigs({ authenticatorConfig }: JsonObject): readonly Fix[] {
  const configs = elementsOf(authenticatorConfig).map((config, index) => ({ config, index }));
  return [...groupBy(configs, ({ config }) => textProperty(config, 'alias') ?? '').values()].flatMap(
    ([first, ...others]) =>
      others
        .filter(({ config }) => equal(property(config, 'config') ?? {}, property(first?.config, 'config') ?? {}))
        .map(({ config, index }): Fix => {
          const alias = textProperty(config, 'alias') ?? '';
          return {
            kind: 'twin',
            path: ['authenticatorConfig', index],
            message: `config "${alias}" is there twice and equal: keep one`,
          };
        }),
  );
}

/** Sub-flows that no flow leads to, and configs that only they name, or nobody. */
function orphans({ authenticationFlows, authenticatorConfig }: JsonObject): readonly Fix[] {
  if (!isArray(authenticationFlows)) return [];
  const byAlias = new Map(authenticationFlows.map((flow) => [textProperty(flow, 'alias') ?? '', flow]));
  const reached = new Set<string>();
  const visit = (alias: string): void => {
    if (reached.has(alias)) return;
    reached.add(alias);
    for (const step of stepsOf(byAlias.get(alias) ?? null)) visit(textProperty(step, 'flowAlias') ?? '');
  };
  for (const flow of authenticationFlows)
    if (property(flow, 'topLevel') !== false) visit(textProperty(flow, 'alias') ?? '');
  const isKept = (flow: Json): boolean => reached.has(textProperty(flow, 'alias') ?? '');
  const used = new Set(
    authenticationFlows
      .filter(isKept)
      .flatMap(stepsOf)
      .map((step) => textProperty(step, 'authenticatorConfig')),
  );
  return [
    ...authenticationFlows.flatMap((flow, index): readonly Fix[] =>
      isKept(flow) || property(flow, 'builtIn') === true
        ? []
        : [
            {
              kind: 'orphan',
              path: ['authenticationFlows', index],
              message: `sub-flow "${textProperty(flow, 'alias')}" is used by no flow: drop it`,
            },
          ],
    ),
    ...elementsOf(authenticatorConfig).flatMap((config, index): readonly Fix[] =>
      used.has(textProperty(config, 'alias'))
        ? []
        : [
            {
              kind: 'orphan',
              path: ['authenticatorConfig', index],
              message: `config "${textProperty(config, 'alias')}" is used by no step: drop it`,
            },
          ],
    ),
  ];
}

/** Steps of one priority run in an order that nothing tells: they get that of the file. */
function priorityTies({ authenticationFlows }: JsonObject): readonly Fix[] {
  return elementsOf(authenticationFlows).flatMap((flow, index) => {
    const steps = elementsOf(property(flow, 'authenticationExecutions')).map((step, at) => ({
      at,
      priority: property(step, 'priority'),
    }));
    if (!steps.every(({ priority }) => typeof priority === 'number')) return [];
    const sorted = [...steps].sort((a, b) => Number(a.priority) - Number(b.priority) || a.at - b.at);
    let last = Number.NEGATIVE_INFINITY;
    return sorted.flatMap(({ at, priority }): readonly Fix[] => {
      const wanted = Math.max(Number(priority), last + 1);
      const isTie = wanted !== priority;
      last = wanted;
      const path = ['authenticationFlows', index, 'authenticationExecutions', at, 'priority'];
      return isTie
        ? [
            {
              kind: 'tie',
              path,
              value: wanted,
              message: `priority ${String(priority)} is there twice: ${wanted} keeps the order of the file`,
            },
          ]
        : [];
    });
  });
}

/** Sets of texts, whose order says nothing, in the order of the normal form. */
function unsortedSets(data: JsonObject, root: Place): readonly Fix[] {
  const fixes: Fix[] = [];
  rewrite(data, root, 'sets', (value, { place, path }) => {
    if (place.sets === undefined || !isArray(value) || !value.every((each) => typeof each === 'string')) return value;
    const sorted = [...value].sort((a, b) => compareText(memberText(a), memberText(b)));
    if (!equal(sorted, value)) {
      const at = path();
      fixes.push({ kind: 'order', path: at, value: sorted, message: `${String(at.at(-1))} is a set: sort it` });
    }
    return value;
  });
  return fixes;
}
