/** Writes `{ "$json": ... }` as the text that Keycloak keeps: compact, keys in order. Only where the tables say that JSON may stand. */

import { isObject } from '../json/object.ts';
import { canonicalText } from '../json/print.ts';
import type { Json, Realm, Tables } from '../model.ts';
import { rewrite } from '../normalize/rewrite.ts';

export function encodeJsonTexts(realm: Realm, tables: Tables): Realm {
  const data = rewrite(realm.data, tables.root, 'json', (value, { place }) =>
    place.json !== undefined ? encode(value) : value,
  );
  return { ...realm, data };
}

function encode(value: Json): Json {
  const isDecoded = isObject(value) && Object.keys(value).length === 1 && value.$json !== undefined;
  return isDecoded ? canonicalText(value.$json ?? null) : value;
}
