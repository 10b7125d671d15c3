/** Which artifact binding identifier does Keycloak make for a SAML client by itself? */

import { hashOf } from '../json/sha.ts';

/**
 * The Base64 of the SHA-1 of the clientId (ArtifactBindingUtils; the importer makes it again when it is absent).
 * Most realms have no such attribute, so the hash functions are loaded when the first one is met.
 */
export function artifactBindingIdentifier(clientId: string): string {
  return hashOf('sha1', clientId).toString('base64');
}
