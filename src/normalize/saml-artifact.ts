/** Which artifact binding identifier does Keycloak make for a SAML client by itself? */

import { createRequire } from 'node:module';

/**
 * The Base64 of the SHA-1 of the clientId (ArtifactBindingUtils; the importer makes it again when it is absent).
 * Most realms have no such attribute, so the hash functions are loaded when the first one is met.
 */
export function artifactBindingIdentifier(clientId: string): string {
  const { createHash }: typeof import('node:crypto') = createRequire(import.meta.url)('node:crypto');
  return createHash('sha1').update(clientId, 'utf8').digest('base64');
}
