/** Writes out the JSON that Keycloak keeps inside a string, in the places that the tables name. Other text stays text. */

import { emptyObject, isArray, isObject } from '../json/object.ts';
import { parseJson } from '../json/parse.ts';
import type { Json, Realm, Step, Tables } from '../model.ts';
import { rewrite } from './rewrite.ts';

export const decodeJsonTexts: Step = {
  name: 'decode-json-texts',
  why: 'git should show one changed attribute of the user profile, not one changed line of 5,000 characters',
  run: (realm, { tables }) => ({ realm: decode(realm, tables) }),
};

function decode(realm: Realm, tables: Tables): Realm {
  const data = rewrite(realm.data, tables.root, 'json', (value, { place }) =>
    place.json !== undefined && typeof value === 'string' ? decodeText(value) : value,
  );
  return { ...realm, data };
}

/** Text that would not come back as it was (a repeated key, a number too exact) or that is no object or array stays text. */
function decodeText(text: string): Json {
  const parsed = parseJson(text);
  if ('failure' in parsed || parsed.duplicates.length > 0 || !(isArray(parsed.value) || isObject(parsed.value)))
    return text;
  const decoded = emptyObject();
  decoded.$json = parsed.value;
  return decoded;
}
