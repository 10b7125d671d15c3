/** What does a normal form without defaults stand for? Lays it over its baseline. Leaves every other realm as it is. */

import { fieldValue, withoutField } from '../json/field.ts';
import { only, without } from '../json/map.ts';
import { elementsOf, emptyObject, isArray, isObject, property, scalarText, textProperty } from '../json/object.ts';
import { originOf } from '../json/origin.ts';
import type { Baseline, Json, JsonObject, Origin, Path, Realm, Tables } from '../model.ts';
import { chooseBaseline, compareVersions, parseVersion } from './choose.ts';
import { fillInFrom, scopeContextOf, scopesDecidedBy } from './fill-in.ts';
import { lackingKeys } from './lacking-keys.ts';
import { madeWithOf, recordedLineage } from './lineage.ts';
import { merge } from './merge.ts';
import { baselineFor } from './placeholders.ts';
import { SECRET_TEXT } from './subtract.ts';
import { withoutTwins } from './twins.ts';

/** The version of the baseline that was taken out of a normal form; undefined when all defaults are written. */
export function baselineOf(realm: Realm): string | undefined {
  return realm.isNormalForm ? textProperty(property(realm.data, '$realmdiff'), 'baseline') : undefined;
}

/** The recorded version that stands for a header's: itself, or the nearest; undefined for one outside of all that are known. */
export function recordedBaseline(realm: Realm, tables: Tables): string | undefined {
  const version = baselineOf(realm);
  if (version === undefined) return undefined;
  const { versions } = tables.baselines;
  const wanted = parseVersion(version);
  const isNewer = compareVersions(wanted, parseVersion(versions.at(-1) ?? '0')) > 0;
  const isOlder = compareVersions(wanted, parseVersion(versions[0] ?? '0')) < 0;
  return isNewer || isOlder ? undefined : chooseBaseline(version, tables.baselines).version;
}

/** Why a normal form cannot be read; undefined when it can. */
export function unknownBaseline(realm: Realm, tables: Tables): string | undefined {
  const version = baselineOf(realm);
  if (version === undefined || recordedBaseline(realm, tables) !== undefined) return undefined;
  const known = `${tables.baselines.versions[0]} to ${tables.baselines.versions.at(-1)}`;
  return `expected a normal form over a known baseline (${known}), found ${JSON.stringify(version)}: update realmdiff`;
}

/** Clients come last: which scopes they get by default is decided by the other parts. */
const DECIDING = ['clientScopes', 'defaultDefaultClientScopes', 'defaultOptionalClientScopes'];

/**
 * The realm with everything that its baseline holds and it does not mention. Origins follow what moved. `keepsSecrets`:
 * also with `"$secret"` where a new realm has one that nobody chose. `isWritten`: as a server writes it, with what says nothing.
 * Throws an error with `unknownBaseline`'s sentence when that baseline is not known here.
 */
export function inflate(realm: Realm, tables: Tables, { keepsSecrets = false, isWritten = false } = {}): Realm {
  if (baselineOf(realm) === undefined) return realm;
  const version = recordedBaseline(realm, tables);
  if (version === undefined) throw new Error(unknownBaseline(realm, tables) ?? '');
  const madeWith = madeWithOf(realm);
  const baseline = throughLineage(realm, version, tables);
  const known = underPatch(baselineFor(baseline, realm.name, realm.data), realm.data, tables);
  // No baseline knows what stands in a part that the export was made without.
  const lacking = [...lackingKeys(realm, tables.root)].filter((key) => !Object.hasOwn(realm.data, key));
  const held = lacking.reduce(withoutField, known);
  const base = keepsSecrets ? held : withoutSecrets(held);
  const stated = (): JsonObject =>
    merge(base, only(realm.data, DECIDING), { place: tables.root, fillIn: fillInFrom(baseline, tables, NO_SCOPES) });
  const context = scopesDecidedBy(realm, known, stated);
  const origins: Origin[] = [];
  const data = merge(base, realm.data, {
    place: tables.root,
    fillIn: fillInFrom(baseline, tables, scopeContextOf(context), { isWritten }),
    moved: (from, to) => origins.push(...movedOrigin(realm.origins, from, to)),
  });
  return {
    ...realm,
    ...(madeWith !== undefined && { madeWith }),
    isWhole: true,
    data: withoutBaseline(data),
    origins: [...realm.origins, ...origins],
  };
}

/**
 * The same for lists of a normal form that no new realm has, without the rest of it: what a server fills in for their entities. Leaves
 * the lists of every other realm as they are.
 */
export function inflateLists(
  realm: Realm,
  tables: Tables,
  { isWritten = false } = {},
): (lists: JsonObject) => JsonObject {
  const version = recordedBaseline(realm, tables);
  if (version === undefined) return (lists) => lists;
  const baseline = throughLineage(realm, version, tables);
  const fillIn = fillInFrom(baseline, tables, NO_SCOPES, { isWritten });
  return (lists) => merge(emptyObject(), lists, { place: tables.root, fillIn });
}

/** What was recorded from the version, or what upgrades made of the version that the realm was made with. */
function throughLineage(realm: Realm, version: string, { baselines }: Tables): Baseline {
  return baselines.through(recordedLineage(madeWithOf(realm), version, baselines));
}

function withoutBaseline(data: JsonObject): JsonObject {
  const { $realmdiff: header = null } = data;
  return isObject(header)
    ? Object.assign(emptyObject(), data, { $realmdiff: without(header, ['baseline', 'lineage']) })
    : data;
}

/** The baseline without what the patch makes void; a field that is always written says something by its absence, too. */
function underPatch(base: JsonObject, patch: JsonObject, tables: Tables): JsonObject {
  const unsaid = (tables.root.section?.always ?? []).filter((field) => !Object.hasOwn(patch, field));
  return unsaid.reduce(withoutField, withoutTwins(base, patch, tables));
}

/**
 * True for a normal form whose defaults the steps of `normalize` leave alone once it lies over them: none is a secret that nobody chose,
 * as servers before 18 have them, and none says under another name what the form says.
 */
export function canStayInflated(realm: Realm, tables: Tables, { keepsSecrets = false } = {}): boolean {
  const version = recordedBaseline(realm, tables);
  if (version === undefined) return false;
  const { data } = realm;
  const known = baselineFor(throughLineage(realm, version, tables), realm.name, data);
  const isSaidAgain = (stated: string, unsaid: string): boolean =>
    fieldValue(data, unsaid) === undefined &&
    scalarText(fieldValue(data, stated)) !== undefined &&
    scalarText(fieldValue(data, stated)) === scalarText(fieldValue(known, unsaid));
  const twins = tables.root.section?.twins ?? [];
  return (
    !(keepsSecrets && elementsOf(known.clients).some(hasSecret)) &&
    !twins.some(([one, other]) => isSaidAgain(one, other) || isSaidAgain(other, one))
  );
}

/** Secrets are what every server makes for itself. */
function withoutSecrets(realm: JsonObject): JsonObject {
  const { clients } = realm;
  if (!isArray(clients) || !clients.some(hasSecret)) return realm;
  const without = (client: Json): Json =>
    isObject(client) && hasSecret(client) ? withoutField(client, 'secret') : client;
  return Object.assign(emptyObject(), realm, { clients: clients.map(without) });
}

function hasSecret(client: Json): boolean {
  return property(client, 'secret') === SECRET_TEXT;
}

const NO_SCOPES = scopeContextOf({});

/** What moved keeps the line where it was read. */
function movedOrigin(origins: readonly Origin[], from: Path, to: Path): readonly Origin[] {
  const origin = originOf(origins, from);
  return origin === undefined ? [] : [{ ...origin, at: to, path: [...origin.path, ...from.slice(origin.at.length)] }];
}
