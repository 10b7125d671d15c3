/** Which clients have another secret than when a report last looked? Compares when secrets were made: their values are nobody's to know. */

import { elementsOf, isObject, property, textProperty } from '../json/object.ts';
import { printPointer } from '../json/path.ts';
import type { JsonObject } from '../model.ts';
import type { Drift } from './drift.ts';

/** By client id, when its secret was made: seconds since 1970, as the server writes them; empty for one that somebody gave it. */
export type SecretTimes = { readonly [clientId: string]: string };

/** Written whenever the server makes a secret (KeycloakModelUtils.generateSecret), and never for a secret that somebody typed. */
const MADE_AT = 'client.secret.creation.time';

export function secretTimesIn(data: JsonObject): SecretTimes {
  return Object.fromEntries(
    elementsOf(data.clients).flatMap((client) => {
      const clientId = textProperty(client, 'clientId');
      const time = textProperty(property(client, 'attributes'), MADE_AT) ?? '';
      const hasSecret = time !== '' || property(client, 'secret') !== undefined;
      return clientId === undefined || !hasSecret ? [] : [[clientId, time]];
    }),
  );
}

/** Clients whose secret was made at another time than the last report knew. */
export function rotatedSince(last: SecretTimes, now: SecretTimes): readonly string[] {
  return Object.keys(now).filter((clientId) => Object.hasOwn(last, clientId) && last[clientId] !== now[clientId]);
}

/** The same realm, with a word in place of these clients' secrets: two realms with two words differ in just that. */
export function withSecretsCalled(data: JsonObject, clientIds: readonly string[], word: string): JsonObject {
  const isNamed = new Set(clientIds);
  return {
    ...data,
    clients: elementsOf(data.clients).map((client) =>
      isObject(client) && isNamed.has(textProperty(client, 'clientId') ?? '') ? { ...client, secret: word } : client,
    ),
  };
}

/** What the next report has to know. Of a change that is not yet old enough it hears again. */
export function rememberedTimes(
  now: SecretTimes,
  drifts: readonly Pick<Drift, 'place' | 'state' | 'isOnce'>[],
  last: SecretTimes = {},
): SecretTimes {
  const young = new Set(drifts.flatMap(({ place, state, isOnce }) => (isOnce && state === 'young' ? [place] : [])));
  const entries = Object.entries(now).map(([clientId, time]) => {
    const place = printPointer(['clients', clientId, 'secret']).slice(1);
    return [clientId, young.has(place) ? (last[clientId] ?? time) : time] as const;
  });
  return Object.fromEntries(entries);
}
