/** What does Keycloak's importer need instead of a normal form? The steps back, in order, from the whole realm. */

import { baselineOf } from '../baseline/inflate.ts';
import { restoredRealmId } from '../json/deterministic-id.ts';
import { emptyObject } from '../json/object.ts';
import { type KeyOrder, printJson } from '../json/print.ts';
import type { JsonObject, Path, Problem, Realm, Tables } from '../model.ts';
import { canonical } from '../normalize/canonical.ts';
import { HEADER, normalFormKeyOrder } from '../normalize/key-order.ts';
import type { Normalized } from '../normalize/normalize-realm.ts';
import { writeImplied } from '../normalize/write-implied.ts';
import { encodeJsonTexts } from './encode-json-texts.ts';
import { fillSecrets, type SecretNeed, type SecretSource } from './fill-secrets.ts';
import { type ImportNote, noteImportEffects } from './import-effects.ts';
import { nameConfigsBack, nameDefaultRoleBack } from './name-back.ts';
import { numberExecutions } from './number-executions.ts';
import { pointReferences } from './point-references.ts';
import { describeDefaultRole } from './repeat-derived.ts';

export interface RestoreOptions {
  /** Gives the secret for a place where the normal form holds a mask, or undefined. */
  readonly secretOf: SecretSource;
  /** The version that will import the file, where it is another: what only the realm's own takes for said is written out. */
  readonly toVersion?: string;
}

export interface MissingSecret extends SecretNeed {
  /** True where an import makes up a secret by itself. */
  readonly isGenerated: boolean;
}

export interface Restored {
  /** What was restored: the whole realm, in the words of the normal form. */
  readonly realm: Realm;
  /** A RealmRepresentation. Never holds a mask: what had no secret is left out of it. */
  readonly data: JsonObject;
  readonly problems: readonly Problem[];
  /** The secrets that nobody gave, in the order of the file. */
  readonly missingSecrets: readonly MissingSecret[];
  /** What an import into the realm's own version will change or refuse. */
  readonly notes: readonly ImportNote[];
}

/**
 * The realm as Keycloak imports it, from its normal form, an export or a file that somebody wrote. Throws only for a
 * normal form over an unknown baseline. Paths of problems, secrets and notes are paths in `realm` of the answer.
 */
export function restoreRealm(read: Realm, tables: Tables, { secretOf, toVersion }: RestoreOptions): Restored {
  // A normal form without a baseline left nothing out.
  const isComplete = read.isNormalForm && baselineOf(read) === undefined;
  const whole = isComplete ? read : wholeRealm(read, tables).realm;
  const realm = toVersion === undefined ? whole : writeImplied(whole, toVersion, tables);
  // Variables follow from names, so secrets come before names become ids.
  const filled = fillSecrets(realm, tables, secretOf);
  const notes = noteImportEffects(filled.realm, tables, realm.keycloakVersion);
  const pointed = pointReferences(describeDefaultRole(filled.realm), tables);
  const named = numberExecutions(nameConfigsBack(nameDefaultRoleBack(markExport(pointed.realm))));
  const generated = new Set(notes.flatMap(generatedPlaces));
  const { [HEADER]: _, ...rest } = encodeJsonTexts(named, tables).data;
  return {
    realm,
    data: Object.assign(emptyObject(), rest),
    problems: pointed.problems,
    missingSecrets: filled.missing.map((need) => ({ ...need, isGenerated: generated.has(placeKey(need.path)) })),
    notes,
  };
}

/** What `restoreRealm` starts from, and what is odd in it: for whoever tells that first. */
export function wholeRealm(read: Realm, tables: Tables): Normalized {
  const { problems, ...realm } = canonical(read, tables, { secrets: 'keep', isOrdered: true, isWritten: true });
  return { realm, problems, secretNames: [] };
}

/** Without its keys nothing else in the file would tell that the realm was exported whole, or at all. */
function markExport(realm: Realm): Realm {
  const { exportKind: kind } = realm;
  if (kind !== 'full' && kind !== 'partial') return realm;
  return { ...realm, data: Object.assign(emptyObject(), realm.data, { id: restoredRealmId(realm.name, kind) }) };
}

function generatedPlaces({ effect, paths }: ImportNote): readonly string[] {
  if (effect.effect !== 'generates') return [];
  return paths.map((path) => placeKey([...path, ...(effect.field?.split('/') ?? [])]));
}

function placeKey(path: Path): string {
  return JSON.stringify(path);
}

/** How a restored realm is written: the keys in the order of the normal form, two spaces, LF. */
export function printRestored(data: JsonObject, tables: Tables): string {
  return `${printJson(data, normalFormKeyOrder(tables))}\n`;
}

/** Several restored realms as one file: a list, which `kc.sh import` takes, too. */
export function printRestoredList(all: readonly JsonObject[], tables: Tables): string {
  const order = normalFormKeyOrder(tables);
  const list: KeyOrder = { keys: () => [], child: () => order };
  return `${printJson(all, list)}\n`;
}
