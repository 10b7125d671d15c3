/** Which file of a recording could a server import? One without the fake keys that no server can load. */

import type { Json } from '../../../src/model.ts';
import type { Answer } from '../server.ts';

/** The realm without keys, hashes and certificates: each server makes its own. */
export function importable(realm: Json): Json {
  const copy: Answer = structuredClone(realm);
  for (const provider of copy.components?.['org.keycloak.keys.KeyProvider'] ?? []) {
    for (const key of Object.keys(provider.config))
      if (
        ![
          'priority',
          'algorithm',
          'keyUse',
          'enabled',
          'active',
          'secretSize',
          'keySize',
          'ecdsaEllipticCurveKey',
        ].includes(key)
      )
        delete provider.config[key];
  }
  for (const client of copy.clients ?? [])
    for (const key of Object.keys(client.attributes ?? {}))
      if (/(private\.key|certificate)$/.test(key)) delete client.attributes[key];
  for (const user of copy.users ?? []) delete user.credentials;
  return copy;
}
