/** Where in a realm's data stands what a rule speaks of? From the names of a report to keys and indexes. */

import { uncountedName } from '../entities/names.ts';
import { equal } from '../json/equal.ts';
import { elementsOf, isArray, isObject, property, textProperty } from '../json/object.ts';
import type { Json, JsonObject, Path, PathKey } from '../model.ts';
import { elementName } from '../tables/find-fields.ts';
import { type Entities, writtenEntitiesOf } from './entities.ts';
import type { Facts } from './facts.ts';
import { stepName, stepsOf } from './flow-levels.ts';
import type { Held } from './held.ts';

/** The way to the place, as far as it goes; [] for a realm as a whole. */
export type PlaceOf = (held: Held) => Path;

/** Asks for many places of one realm: its data is walked once, when the first is asked for. */
export function placeFinder({ data }: Facts): PlaceOf {
  let index: ReadonlyMap<Json, Path> | undefined;
  const known = new Map<string, Entities | undefined>();
  const entitiesIn = (section: string): Entities | undefined => {
    if (!known.has(section)) known.set(section, writtenEntitiesOf(data, section));
    return known.get(section);
  };
  return ({ section, entity, path, value, isMember }) => {
    const owner = entitiesIn(section)?.get(entity);
    if (owner === undefined) return [];
    index ??= indexObjects(data);
    const above = index.get(owner) ?? [];
    const below = section === 'authenticationFlows' ? undefined : wayDown(owner, path);
    if (below === undefined) return wayThroughFlows(data, above, path);
    if (!isMember || !isArray(below.value)) return [...above, ...below.path];
    const at = below.value.findIndex((each) => equal(each, value ?? null));
    return [...above, ...below.path, ...(at < 0 ? [] : [at])];
  };
}

function indexObjects(data: JsonObject): ReadonlyMap<Json, Path> {
  const index = new Map<Json, Path>();
  const walk = (value: Json, path: Path): void => {
    if (isArray(value)) for (const [at, each] of value.entries()) walk(each, [...path, at]);
    if (!isObject(value)) return;
    index.set(value, path);
    for (const [key, each] of Object.entries(value)) walk(each, [...path, key]);
  };
  walk(data, []);
  return index;
}

interface Way {
  readonly path: Path;
  readonly value: Json;
}

function wayDown(owner: Json, names: readonly string[]): Way {
  const path: PathKey[] = [];
  let value: Json = owner;
  for (const name of names) {
    const inside = property(value, '$json');
    if (inside !== undefined) {
      path.push('$json');
      value = inside;
    }
    const key: PathKey = isArray(value) ? value.findIndex((each) => elementName(each) === name) : name;
    const next: Json | undefined = isArray(value) ? value[Number(key)] : property(value, name);
    if (next === undefined) break;
    path.push(key);
    value = next;
  }
  return { path, value };
}

/** A sub-flow is a flow of its own, beside the one that leads to it. */
function wayThroughFlows({ authenticationFlows }: JsonObject, top: Path, names: readonly string[]): Path {
  const flows = elementsOf(authenticationFlows);
  let place = top;
  let flow: Json | undefined = flows[Number(top.at(-1))];
  for (const [depth, name] of names.entries()) {
    const steps: readonly Json[] = flow === undefined ? [] : stepsOf(flow);
    const at = steps.findIndex((step) => stepName(step) === name || stepName(step) === uncountedName(name));
    const step = steps[at];
    if (step === undefined) return [...place, ...names.slice(depth)];
    place = [...flowPath(flows, flow, top), 'authenticationExecutions', at];
    flow = flows.find((each) => textProperty(each, 'alias') === textProperty(step, 'flowAlias'));
    if (flow === undefined) return [...place, ...names.slice(depth + 1)];
  }
  return place;
}

function flowPath(flows: readonly Json[], flow: Json | undefined, top: Path): Path {
  return [...top.slice(0, -1), flow === undefined ? -1 : flows.indexOf(flow)];
}
