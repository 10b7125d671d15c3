/** What does Keycloak's importer need instead of a normal form? The steps back, in order. Adds no default: the input is complete. */

import { emptyObject } from '../json/object.ts';
import { type KeyOrder, printJson } from '../json/print.ts';
import type { JsonObject, Problem, Realm, Tables } from '../model.ts';
import { HEADER, normalFormKeyOrder } from '../normalize/key-order.ts';
import { encodeJsonTexts } from './encode-json-texts.ts';
import { fillSecrets, type SecretNeed, type SecretSource } from './fill-secrets.ts';
import { nameConfigsBack, nameDefaultRoleBack } from './name-back.ts';
import { pointReferences } from './point-references.ts';

export interface RestoreOptions {
  /** Gives the secret for a place where the normal form holds a mask, or undefined. */
  readonly secretOf: SecretSource;
}

export interface Restored {
  /** A RealmRepresentation. Never holds a mask: what had no secret is left out of it. */
  readonly data: JsonObject;
  readonly problems: readonly Problem[];
  /** The secrets that nobody gave, in the order of the file. */
  readonly missingSecrets: readonly SecretNeed[];
}

/**
 * The realm as Keycloak imports it, from its normal form with default values. Never throws for what the realm holds.
 * Paths of problems and secrets are paths in the normal form.
 */
export function restoreRealm(realm: Realm, tables: Tables, { secretOf }: RestoreOptions): Restored {
  const pointed = pointReferences(realm, tables);
  const named = nameConfigsBack(nameDefaultRoleBack(pointed.realm));
  const filled = fillSecrets(named, tables, secretOf);
  const { [HEADER]: _, ...rest } = encodeJsonTexts(filled.realm, tables).data;
  return {
    data: Object.assign(emptyObject(), rest),
    problems: pointed.problems,
    missingSecrets: filled.missing,
  };
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
