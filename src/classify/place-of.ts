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
  let holders: Holders | undefined;
  const known = new Map<string, Entities | undefined>();
  const entitiesIn = (section: string): Entities | undefined => {
    if (!known.has(section)) known.set(section, writtenEntitiesOf(data, section));
    return known.get(section);
  };
  return ({ section, entity, path, value, isMember }) => {
    const owner = entitiesIn(section)?.get(entity);
    if (owner === undefined) return [];
    holders ??= holdersIn(data);
    const above = pathTo(owner, holders);
    const below = section === 'authenticationFlows' ? undefined : wayDown(owner, path);
    if (below === undefined) return wayThroughFlows(data, above, path);
    if (!isMember || !isArray(below.value)) return [...above, ...below.path];
    const at = below.value.findIndex((each) => equal(each, value ?? null));
    return [...above, ...below.path, ...(at < 0 ? [] : [at])];
  };
}

/** What holds an object or a list, and under which key. */
type Holders = ReadonlyMap<Json, { readonly holder: Json; readonly key: PathKey }>;

function holdersIn(data: JsonObject): Holders {
  const holders = new Map<Json, { readonly holder: Json; readonly key: PathKey }>();
  const note = (holder: Json, key: PathKey, value: Json | undefined): void => {
    if (typeof value !== 'object' || value === null) return;
    holders.set(value, { holder, key });
    walk(value);
  };
  const walk = (value: Json): void => {
    if (isArray(value)) for (let at = 0; at < value.length; at++) note(value, at, value[at]);
    else if (isObject(value)) for (const key in value) note(value, key, value[key]);
  };
  walk(data);
  return holders;
}

function pathTo(value: Json, holders: Holders): Path {
  const path: PathKey[] = [];
  for (let found = holders.get(value); found !== undefined; found = holders.get(found.holder)) path.push(found.key);
  return path.reverse();
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
