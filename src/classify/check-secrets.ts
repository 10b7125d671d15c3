/** Which secrets does a realm's file hold as anybody can read them, or as a mask? Tells places only, never a value. */

import { isArray, isObject, scalarText, textProperty } from '../json/object.ts';
import type { Json } from '../model.ts';
import { EXPORT_MASK, isSecretPlaceholder } from '../normalize/secret-keys.ts';
import type { Facts } from './facts.ts';
import { type Found, findFields } from './find-fields.ts';
import type { Held } from './held.ts';

/** Where people keep secrets of their own; key material that a server makes is not among them. */
const PLACES: readonly {
  readonly section: string;
  readonly list: string;
  readonly name: string;
  readonly at: string;
}[] = [
  { section: 'clients', list: 'clients', name: 'clientId', at: 'secret' },
  { section: 'identityProviders', list: 'identityProviders', name: 'alias', at: 'config/clientSecret' },
];

export function secretsInClear(facts: Facts): readonly Held[] {
  return secretsWhere(facts, (text) => text !== EXPORT_MASK && !isSecretPlaceholder(text));
}

/** An import takes the mask for the secret itself. */
export function secretsMasked(facts: Facts): readonly Held[] {
  return secretsWhere(facts, (text) => text === EXPORT_MASK);
}

/** Asks the file as it was read: what is compared has seals instead. */
function secretsWhere({ realm }: Facts, isMeant: (text: string) => boolean): readonly Held[] {
  const { data } = realm.realm;
  const found = PLACES.flatMap(({ section, list, name, at }) => {
    const entities = data[list];
    return (isArray(entities) ? entities : []).flatMap((entity) =>
      isObject(entity) ? placesIn(entity, at, { section, entity: scalarText(entity[name]) ?? '' }, isMeant) : [],
    );
  });
  return [
    ...found,
    ...placesIn(data, 'smtpServer/password', { section: 'realm', entity: textProperty(data, 'realm') ?? '' }, isMeant),
  ];
}

function placesIn(
  value: Json,
  at: string,
  owner: { readonly section: string; readonly entity: string },
  isMeant: (text: string) => boolean,
): readonly Held[] {
  return findFields(value, at.split('/'))
    .filter((found): found is Found & { readonly value: string } => typeof found.value === 'string')
    .filter((found) => found.value !== '' && isMeant(found.value))
    .map(({ path }) => ({ ...owner, path, name: path.at(-1) ?? '', value: undefined, isMember: false }));
}
