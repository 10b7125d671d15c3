/** Reads a text, a flag or a number as the field behind it takes it: `"600"` and `600` are one lifespan. */

import type { FieldKind, Json, Step } from '../model.ts';
import { rewrite } from './rewrite.ts';

/**
 * Jackson coerces scalars (MapperFeature.ALLOW_COERCION_OF_SCALARS, which Keycloak's JsonSerialization leaves on); a value that it
 * would refuse stays as it is.
 */
export const readScalars: Step = {
  name: 'read-scalars',
  why: 'an importer reads "true" and true alike, and YAML is written either way',
  run: (realm, { tables }) => {
    const data = rewrite(realm.data, tables.root, 'fieldKind', (value, { place }) =>
      place.fieldKind === undefined ? value : READ[place.fieldKind](value),
    );
    return { realm: { ...realm, data } };
  },
};

const READ: { readonly [kind in FieldKind]: (value: Json) => Json } = {
  flag: (value) => (typeof value === 'string' ? readFlag(value) : typeof value === 'number' ? value !== 0 : value),
  number: (value) => (typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value) ? Number(value) : value),
  text: (value) =>
    typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : value,
};

/** StdDeserializer._parseBoolean: in small letters, in capitals, or with one. */
function readFlag(text: string): Json {
  const word = text.trim();
  if (/^(true|True|TRUE)$/.test(word)) return true;
  return /^(false|False|FALSE)$/.test(word) ? false : text;
}
