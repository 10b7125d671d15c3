/** Was this realm written by `kc.sh export` (full), by the admin console (partial), or by a person (declared)? Judges by what only one of them can hold. */

import { restoredRealmId } from '../json/deterministic-id.ts';
import { isArray, isObject, property, textProperty } from '../json/object.ts';
import type { ExportKind, Json, JsonObject } from '../model.ts';

/** What Keycloak writes in place of every secret of a partial export (StripSecretsUtils). */
const MASK = '**********';

const KINDS = ['full', 'partial', 'live', 'declared'] as const satisfies readonly ExportKind[];

const KEY_PROVIDERS = 'org.keycloak.keys.KeyProvider';

/** `privateKey`, `secret`, and what other key providers call theirs: `ecdsaPrivateKey`, `eddsaPrivateKey`, `ecdhPrivateKey`. */
const KEY_MATERIAL = /privateKey$|^secret$/i;

/**
 * The header of a normal form decides; then the id that a restored full export bears, because its keys are gone; then
 * the keys that a server generated, which partial exports leave out; then what very old exports had instead; then masks,
 * which only partial exports have; then users beside an id and a version. What has neither key material nor both of
 * these, a person wrote.
 */
export function exportKindOf(data: JsonObject): ExportKind {
  const declared = textProperty(property(data, '$realmdiff'), 'export');
  const kind = KINDS.find((each) => each === declared) ?? restoredKind(data);
  if (kind !== undefined) return kind;
  const providers = property(property(data, 'components'), KEY_PROVIDERS);
  const hasId = textProperty(data, 'id') !== undefined;
  // Before Keycloak 2 the realm itself held its keys.
  if (hasId && ['privateKey', 'codeSecret'].some((key) => isMaterial(property(data, key)))) return 'full';
  const isExport = hasId && textProperty(data, 'keycloakVersion') !== undefined;
  if (isArray(providers) && providers.length > 0 && providers.some(hasKeyMaterial)) return 'full';
  if (!isExport) return 'declared';
  const hasProviders = isArray(providers) && providers.length > 0;
  return !hasProviders && isArray(property(data, 'users')) && !holdsMask(data) ? 'full' : 'partial';
}

/** Only a UUID of version 5 can be ours: others are not worth a hash. */
function restoredKind(data: JsonObject): ExportKind | undefined {
  const id = textProperty(data, 'id');
  if (id?.[14] !== '5') return undefined;
  const name = textProperty(data, 'realm') ?? '';
  return (['full', 'partial'] as const).find((kind) => id === restoredRealmId(name, kind));
}

function hasKeyMaterial(provider: Json): boolean {
  const config = property(provider, 'config');
  return isObject(config) && Object.entries(config).some(([key, value]) => KEY_MATERIAL.test(key) && isMaterial(value));
}

function isMaterial(value: Json | undefined): boolean {
  if (isArray(value)) return value.some(isMaterial);
  return typeof value === 'string' && value !== '' && value !== MASK;
}

function holdsMask(value: Json): boolean {
  if (isArray(value)) return value.some(holdsMask);
  if (isObject(value)) return Object.values(value).some(holdsMask);
  return value === MASK;
}
