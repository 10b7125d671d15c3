/** What do the raw exports of one version say, and what of it is new since the baseline below? Pure: no file, no server. */

import { PLACEHOLDERS } from '../../../src/baseline/placeholders.ts';
import { subtract } from '../../../src/baseline/subtract.ts';
import { emptyObject, isArray, isObject } from '../../../src/json/object.ts';
import type { Baseline, Json, JsonObject, Realm, Tables } from '../../../src/model.ts';
import { normalizeRealm } from '../../../src/normalize/normalize-realm.ts';
import { asKinds, placeOfKinds } from '../../../src/tables/baselines.ts';
import { kindsOf } from './kinds-of.ts';
import { FRESH } from './pieces.ts';

export interface RawRealms {
  readonly version: string;
  /** A realm made with nothing but its name. */
  readonly fresh: Realm;
  /** The master realm of a server that has no other. */
  readonly master: Realm;
  /** A realm into which one minimal entity of each kind was imported. */
  readonly kinds: Realm;
}

/** Everything that one version makes by itself. */
export function baselineOf(raw: RawRealms, tables: Tables): Baseline {
  return {
    version: raw.version,
    fresh: withPlaceholders(contentOf(raw.fresh, tables)),
    master: contentOf(raw.master, tables),
    kinds: asKinds(kindsOf(contentOf(raw.kinds, tables), tables)),
  };
}

/** The content of `rules/baselines/<version>.json`: what the version says beyond the baseline that it extends. */
export function fileOf(baseline: Baseline, under: Baseline | undefined, tables: Tables): JsonObject {
  const say = (value: JsonObject, base: JsonObject | undefined, place = tables.root): JsonObject =>
    subtract(value, base ?? emptyObject(), {
      place,
      fillIn: () => emptyObject(),
      isWhole: true,
      isPartial: false,
      isExact: true,
    });
  return Object.assign(emptyObject(), {
    keycloakVersion: baseline.version,
    ...(under !== undefined && { extends: under.version }),
    fresh: say(baseline.fresh, under?.fresh),
    master: say(baseline.master, under?.master),
    kinds: say(asObject(baseline.kinds), under && asObject(under.kinds), placeOfKinds(tables.root)),
  });
}

function asObject(kinds: Baseline['kinds']): JsonObject {
  return Object.assign(emptyObject(), kinds);
}

/** The normal form with all defaults, without its head: which realm and version it is stands elsewhere. */
function contentOf(realm: Realm, tables: Tables): JsonObject {
  const { data } = normalizeRealm(realm, tables, { defaults: 'keep', secrets: 'mask', users: 'keep' }).realm;
  const { $realmdiff: _, realm: __, keycloakVersion: ___, ...content } = data;
  return Object.assign(emptyObject(), content);
}

function withPlaceholders(content: JsonObject): JsonObject {
  const lower = FRESH.toLowerCase();
  const text = JSON.stringify(content)
    .replaceAll(`default-roles-${lower}`, PLACEHOLDERS.defaultRole)
    .replaceAll(FRESH, PLACEHOLDERS.realm);
  if (text.toLowerCase().includes(lower)) throw new Error(`a spelling of ${FRESH} has no placeholder`);
  return bare(JSON.parse(text));
}

function bare(value: Json): JsonObject {
  const copy = (inner: Json): Json => (isArray(inner) ? inner.map(copy) : isObject(inner) ? bare(inner) : inner);
  const result = emptyObject();
  for (const [key, inner] of Object.entries(isObject(value) ? value : {})) result[key] = copy(inner);
  return result;
}
