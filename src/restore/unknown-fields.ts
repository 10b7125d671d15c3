/** Which fields of a realm does another version not know? Judges by what servers of both sides were seen to write; removes nothing. */

import { chooseBaseline, compareVersions, parseVersion } from '../baseline/choose.ts';
import { isObject } from '../json/object.ts';
import type { Baseline, JsonObject, Path, Realm, Tables } from '../model.ts';
import { findEntities } from '../normalize/entities.ts';

export interface UnknownFields {
  /** The recorded version that was asked. */
  readonly baseline: string;
  /** The first place of each field that the version does not know. Importers answer such a file with 400. */
  readonly paths: readonly Path[];
}

/** Undefined when nothing is known of that version. Fields that no recording holds are not judged. */
export function fieldsUnknownTo(realm: Realm, version: string, tables: Tables): UnknownFields | undefined {
  const { baselines } = tables;
  const chosen = chooseBaseline(version, baselines).version;
  if (chosen === undefined) return undefined;
  const target = baselines.read(chosen);
  const known = fieldsOf(target, tables);
  const elsewhere = new Set<string>();
  for (const other of newerThan(chosen, tables)) for (const field of fieldsOf(other, tables)) elsewhere.add(field);
  const paths = new Map<string, Path>();
  for (const { field, path } of fieldsIn(realm.data, tables)) {
    if (!known.has(field) && elsewhere.has(field) && !paths.has(field)) paths.set(field, path);
  }
  return { baseline: chosen, paths: [...paths.values()] };
}

function newerThan(version: string, { baselines }: Tables): readonly Baseline[] {
  const isNewer = (other: string): boolean => compareVersions(parseVersion(other), parseVersion(version)) > 0;
  return baselines.versions.filter(isNewer).map((other) => baselines.read(other));
}

/** `clients clientId`, `realm sslRequired`: what one version writes, in new realms and for minimal entities. */
function fieldsOf({ fresh, master, kinds }: Baseline, tables: Tables): ReadonlySet<string> {
  const fields = new Set([fresh, master].flatMap((realm) => fieldsIn(realm, tables).map(({ field }) => field)));
  for (const [section, variants] of Object.entries(kinds)) {
    const [top = ''] = tables.sections.find(({ name }) => name === section)?.at[0]?.split('/') ?? [];
    fields.add(`realm ${top}`);
    for (const defaults of Object.values(variants)) {
      for (const key of Object.keys(isObject(defaults) ? defaults : {})) fields.add(`${section} ${key}`);
    }
  }
  return fields;
}

interface FieldAt {
  readonly field: string;
  readonly path: Path;
}

function fieldsIn(data: JsonObject, { root }: Tables): readonly FieldAt[] {
  const ofRealm = Object.keys(data).map((key) => ({ field: `realm ${key}`, path: [key] }));
  const ofEntities = findEntities(data, root).flatMap(({ section, value, path }) =>
    Object.keys(value).map((key) => ({ field: `${section.name} ${key}`, path: [...path, key] })),
  );
  return [...ofRealm, ...ofEntities];
}
