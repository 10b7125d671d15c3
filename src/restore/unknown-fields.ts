/** Which fields of a realm does another version not know? Judges by what servers of both sides were seen to write, and by Keycloak's classes; removes nothing. */

import { chooseBaseline, compareVersions, parseVersion } from '../baseline/choose.ts';
import { isObject } from '../json/object.ts';
import type { Baseline, JsonObject, Path, Realm, Tables } from '../model.ts';
import { findEntities } from '../normalize/entities.ts';
import { HEADER } from '../normalize/key-order.ts';

export interface UnknownFields {
  /** The recorded version that was asked. */
  readonly baseline: string;
  /** The first place of each field that the version does not know. Importers answer such a file with 400. */
  readonly paths: readonly Path[];
}

/** Undefined when nothing is known of that version. A field that no recording and no class has is known to no version. */
export function fieldsUnknownTo(realm: Realm, version: string, tables: Tables): UnknownFields | undefined {
  const { baselines } = tables;
  const chosen = chooseBaseline(version, baselines).version;
  if (chosen === undefined) return undefined;
  const own = chooseBaseline(realm.keycloakVersion, baselines).version;
  const target = baselines.read(chosen);
  const known = fieldsOf(target, tables);
  const elsewhere = new Set<string>();
  for (const other of newerThan(chosen, tables)) for (const field of fieldsOf(other, tables)) elsewhere.add(field);
  // The classes are those of 26.7.3: what older ones had besides is not known here.
  const isJudged = compareVersions(parseVersion(chosen), parseVersion(CLASSES_SINCE)) >= 0;
  const isOfNoClass = isJudged ? fieldsOfNoClass(tables) : () => false;
  const paths = new Map<string, Path>();
  for (const { field, path } of fieldsIn(realm.data, tables)) {
    // What its own server wrote, that version knows.
    const isNewer = chosen !== own && elsewhere.has(field);
    const isUnknown = !known.has(field) && (isNewer || isOfNoClass(field));
    if (isUnknown && !paths.has(field)) paths.set(field, path);
  }
  return { baseline: chosen, paths: [...paths.values()] };
}

const CLASSES_SINCE = '21';

/** True for a field of a section whose class has no such setter. */
function fieldsOfNoClass({ fields }: Tables): (field: string) => boolean {
  const known = new Map(
    fields.map(({ section, flags, numbers, texts, lists, named, others }) => [
      section,
      new Set([...flags, ...numbers, ...texts, ...lists, ...named, ...others].map((pattern) => pattern.split('/')[0])),
    ]),
  );
  return (field) => {
    const [section = '', ...key] = field.split(' ');
    return known.get(section)?.has(key.join(' ')) === false;
  };
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
  const ofRealm = Object.keys(data)
    .filter((key) => key !== HEADER)
    .map((key) => ({ field: `realm ${key}`, path: [key] }));
  // JSON inside of texts is the provider's own business.
  const entities = findEntities(data, root).filter(({ path }) => !path.includes('$json'));
  const ofEntities = entities.flatMap(({ section, value, path }) =>
    Object.keys(value).map((key) => ({ field: `${section.name} ${key}`, path: [...path, key] })),
  );
  return [...ofRealm, ...ofEntities];
}
