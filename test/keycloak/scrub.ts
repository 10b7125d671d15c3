/** What must not leave a recording? Puts obviously fake values in the place of keys, hashes and generated secrets, in the raw text. */

import type { Answer } from './server.ts';

/** What a fake is called, by the config key or attribute of the value that it replaces. */
const KEY_MATERIAL: Readonly<Record<string, string>> = {
  privateKey: 'private-key',
  certificate: 'certificate',
  secret: 'key-secret',
  kid: 'kid',
  ecdsaPrivateKey: 'ecdsa-private-key',
  ecdsaPublicKey: 'ecdsa-public-key',
  ecdhPrivateKey: 'ecdh-private-key',
  ecdhPublicKey: 'ecdh-public-key',
  ecGeneratedPrivateKey: 'ec-private-key',
  ecGeneratedPublicKey: 'ec-public-key',
  eddsaPrivateKey: 'eddsa-private-key',
  eddsaPublicKey: 'eddsa-public-key',
};
const CLIENT_KEYS: Readonly<Record<string, string>> = {
  'saml.signing.private.key': 'saml-signing-private-key',
  'saml.signing.certificate': 'saml-signing-certificate',
  'saml.encryption.private.key': 'saml-encryption-private-key',
  'saml.encryption.certificate': 'saml-encryption-certificate',
  'jwt.credential.private.key': 'jwt-private-key',
  'jwt.credential.certificate': 'jwt-certificate',
  'jwt.credential.public.key': 'jwt-public-key',
  'client.secret.rotated': 'rotated-secret',
};

/** The same text with fake values; everything else, spacing and order included, stays byte for byte. Takes a realm or a list of realms. */
export function scrub(text: string): string {
  return scrubber()(text);
}

/** Scrubs one text after the other: a value that occurs in several has the same fake in all of them. */
export function scrubber(): (text: string) => string {
  const fakes = new Map<string, string>();
  const counts = new Map<string, number>();
  return (text) => scrubWith(text, fakes, counts);
}

function scrubWith(text: string, fakes: Map<string, string>, counts: Map<string, number>): string {
  const next = (kind: string): string => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return `fake-${kind}-${counts.get(kind)}`;
  };
  const fake = (kind: string, value: unknown): void => {
    if (typeof value !== 'string' || value === '' || value.startsWith('fake-') || value === '**********') return;
    if (!fakes.has(value)) fakes.set(value, next(kind));
  };
  const content: Answer = JSON.parse(text);
  for (const realm of Array.isArray(content) ? content : [content]) {
    for (const provider of realm.components?.['org.keycloak.keys.KeyProvider'] ?? []) {
      for (const [key, kind] of Object.entries(KEY_MATERIAL)) {
        for (const value of provider.config?.[key] ?? []) fake(kind, value);
      }
    }
    for (const client of realm.clients ?? []) {
      fake('client-secret', client.secret);
      fake('registration-token', client.registrationAccessToken);
      for (const [key, kind] of Object.entries(CLIENT_KEYS)) fake(kind, client.attributes?.[key]);
    }
    for (const user of realm.users ?? []) {
      for (const { secretData } of user.credentials ?? []) {
        if (secretData === undefined || fakes.has(secretData)) continue;
        const data: Answer = JSON.parse(secretData);
        if (String(data.value).startsWith('fake-')) continue;
        fakes.set(
          secretData,
          JSON.stringify({ ...data, value: next('hash'), ...(data.salt && { salt: next('salt') }) }),
        );
      }
    }
  }
  return expectClean(replaceAll(text, fakes));
}

function replaceAll(text: string, fakes: ReadonlyMap<string, string>): string {
  let scrubbed = text;
  for (const [value, replacement] of fakes) {
    scrubbed = scrubbed.replaceAll(JSON.stringify(value), JSON.stringify(replacement));
  }
  return scrubbed;
}

function expectClean(text: string): string {
  const found =
    /MII[A-Za-z0-9+/]{20}|-----BEGIN|"secretData" ?: ?"(?!\{\\"value\\":\\"fake-)|[A-Za-z0-9+/_-]{65,}/.exec(text);
  if (found !== null) throw new Error(`a recording still holds what looks like a key: ${found[0].slice(0, 40)}`);
  return text;
}
