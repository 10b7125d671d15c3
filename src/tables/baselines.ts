/** How are the files of `rules/baselines/` put together? Each states only what differs from the one it extends. Reads no file itself. */

import { editBeside } from '../baseline/beside.ts';
import { compareVersions, parseVersion } from '../baseline/choose.ts';
import { orderByPriority } from '../baseline/executions.ts';
import { placeOf } from '../baseline/fill-in.ts';
import { merge } from '../baseline/merge.ts';
import { emptyObject, isArray, isObject, textProperty } from '../json/object.ts';
import type { Baseline, Baselines, ImpliedRows, Json, JsonObject, Place, Tables } from '../model.ts';
import { impliedIn, withoutRows } from './implied.ts';

/** What a baseline's file holds. */
export interface BaselineFile {
  readonly keycloakVersion: string;
  readonly extends: string | undefined;
  readonly fresh: JsonObject;
  readonly master: JsonObject;
  readonly kinds: JsonObject;
}

export interface BaselineFiles {
  readonly versions: readonly string[];
  /** The parsed file of a recorded version. */
  readonly readFile: (version: string) => unknown;
  /** The same with everything that it extends already put together, where a build has done so. */
  readonly readWhole: (version: string) => unknown;
}

/** What baselines are read by. */
type Facts = Pick<Tables, 'root' | 'sections' | 'impliedIn'>;

/** A new realm of one baseline, carried through the upgrades to another. */
export type Carry = (realm: JsonObject, from: Baseline, to: Baseline) => JsonObject;

/** All baselines; each is put together at the first call that asks for it. */
export function openBaselines({ versions, readFile, readWhole }: BaselineFiles, facts: Facts, carry: Carry): Baselines {
  const { root } = facts;
  const isWhole = new Set<string>();
  const recorded = new Map<string, Baseline>();
  const known = new Map<string, Baseline>();
  const readRecorded = (version: string): Baseline => {
    const found = recorded.get(version) ?? build(version);
    recorded.set(version, found);
    return found;
  };
  const read = (version: string): Baseline => {
    const found = known.get(version);
    if (found !== undefined) return found;
    const baseline = readRecorded(version);
    // A build has left out already what is implied.
    const said = isWhole.has(version) ? baseline : withoutImplied(baseline, facts, facts.impliedIn(version));
    known.set(version, said);
    return said;
  };
  const build = (version: string): Baseline => {
    const whole = readWhole(version);
    if (whole !== undefined) isWhole.add(version);
    const file = parseBaseline(whole ?? readFile(version), `${version}.json`);
    if (file.extends !== undefined) return overlay(readRecorded(file.extends), file, root);
    return whole === undefined ? overlay(NOTHING, file, root) : { ...file, version, kinds: asKinds(file.kinds) };
  };
  const sorted = inOrder(versions);
  const ways = new Map<string, Baseline>();
  const through = (lineage: readonly string[]): Baseline => {
    const last = read(lineage.at(-1) ?? '');
    if (lineage.length < 2) return last;
    const name = lineage.join(' ');
    const known = ways.get(name);
    if (known !== undefined) return known;
    const from = through(lineage.slice(0, -1));
    const carried = { ...last, fresh: carry(from.fresh, from, last), master: carry(from.master, from, last) };
    ways.set(name, carried);
    return carried;
  };
  return { versions: sorted, read, through };
}

/** A baseline without what says nothing: realms are read without it, too. */
function withoutImplied(baseline: Baseline, { root, sections }: Facts, rows: ImpliedRows): Baseline {
  const drop = (realm: JsonObject, place = root): JsonObject =>
    editBeside(realm, emptyObject(), {
      place,
      fillIn: () => emptyObject(),
      edit: (entity, _, { name }) =>
        withoutPriorities(withoutRows(entity, impliedIn(entity, rows.get(name) ?? [], realm))),
    });
  const places = new Map(sections.map((section) => [section.name, placeOf(section, root)]));
  const kinds = Object.entries(baseline.kinds).map(([section, variants]) => {
    const dropped = Object.entries(variants).map(([name, kind]) => [name, drop(kind, places.get(section))] as const);
    return [section, Object.fromEntries(dropped)] as const;
  });
  return {
    ...baseline,
    fresh: drop(baseline.fresh),
    master: drop(baseline.master),
    kinds: Object.fromEntries(kinds),
  };
}

/** Recordings number the executions of their flows. */
function withoutPriorities(entity: JsonObject): JsonObject {
  const { authenticationExecutions: executions } = entity;
  if (!isArray(executions)) return entity;
  return Object.assign(emptyObject(), entity, { authenticationExecutions: orderByPriority(executions) });
}

const NOTHING: Baseline = { version: '', fresh: emptyObject(), master: emptyObject(), kinds: {} };

/** A baseline and what a newer one says beyond it. */
export function overlay(under: Baseline, file: BaselineFile, root: Place): Baseline {
  const fillIn = () => emptyObject();
  return {
    version: file.keycloakVersion,
    fresh: merge(under.fresh, file.fresh, { place: root, fillIn }),
    master: merge(under.master, file.master, { place: root, fillIn }),
    kinds: asKinds(merge(asObject(under.kinds), file.kinds, { place: placeOfKinds(root), fillIn })),
  };
}

/** Kinds hold defaults, not entities: nothing in them is paired by identity. */
export function placeOfKinds(root: Place): Place {
  return root.child('kinds of entities', emptyObject());
}

function asObject(kinds: Baseline['kinds']): JsonObject {
  return Object.assign(emptyObject(), kinds);
}

/** The same as a map of maps. */
export function asKinds(object: JsonObject): Baseline['kinds'] {
  const kinds: { [section: string]: { [variant: string]: JsonObject } } = {};
  for (const [section, variants] of Object.entries(object)) {
    if (!isObject(variants)) continue;
    kinds[section] = Object.fromEntries(
      Object.entries(variants).flatMap(([variant, defaults]) => (isObject(defaults) ? [[variant, defaults]] : [])),
    );
  }
  return kinds;
}

/** Parses one file; throws an error that names it: baselines ship with the package. */
function parseBaseline(parsed: unknown, file: string): BaselineFile {
  const json = parsed as Json; // what JSON.parse returns is JSON
  const keycloakVersion = textProperty(json, 'keycloakVersion');
  if (!isObject(json) || keycloakVersion === undefined) throw new Error(`rules/baselines/${file}: not a baseline`);
  const part = (key: string): JsonObject => {
    const value = json[key] ?? emptyObject();
    if (!isObject(value)) throw new Error(`rules/baselines/${file}: ${key}: expected an object`);
    return value;
  };
  return {
    keycloakVersion,
    extends: textProperty(json, 'extends'),
    fresh: part('fresh'),
    master: part('master'),
    kinds: part('kinds'),
  };
}

/** The oldest version first. */
export function inOrder(versions: readonly string[]): readonly string[] {
  return [...versions].sort((a, b) => compareVersions(parseVersion(a), parseVersion(b)));
}
