/** What stands for a secret while realms are compared, and what may be said of two such texts? Makes none: `diff/seal-secret.ts` does. */

import { mapArray, mapObject } from '../json/map.ts';
import { isArray, isObject } from '../json/object.ts';
import type { Json } from '../model.ts';
import { SECRET } from './secret-keys.ts';

const SEALED = /^\$secret:(?:[0-9a-f]{64}|[0-9a-f]{12})$/;

/** True for a seal, a keyed form, or a mask. */
export function isSealed(value: Json | undefined): value is string {
  return typeof value === 'string' && (value === SECRET || SEALED.test(value));
}

/** True for a text that says where a secret is and not which one: a mask, or what `--secrets env` and keycloak-config-cli write. */
export function standsForSecret(value: Json | undefined): boolean {
  return typeof value === 'string' && (value === SECRET || /^\$\((?:env|file):[^()]+\)$/.test(value));
}

/** True when nothing can be said of two secrets: one is masked, or they are written in two ways. */
export function areIncomparable(a: string, b: string): boolean {
  return a === SECRET || b === SECRET || a.length !== b.length;
}

/** The value as it may be shown: every seal is `"$secret"` again. Shares what holds none. */
export function unseal(value: Json): Json {
  if (typeof value === 'string') return isSealed(value) ? SECRET : value;
  if (isArray(value)) return mapArray(value, unseal);
  return isObject(value) ? mapObject(value, unseal) : value;
}
