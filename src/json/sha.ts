/** What is the fingerprint of a text? Node's crypto, which is loaded when somebody asks: it takes longer to load than a run. */

import { createRequire } from 'node:module';

let loaded: typeof import('node:crypto') | undefined;

function crypto(): typeof import('node:crypto') {
  loaded ??= createRequire(import.meta.url)('node:crypto') as typeof import('node:crypto');
  return loaded;
}

export function hashOf(algorithm: 'sha1' | 'sha256', ...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = crypto().createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** HMAC-SHA-256. */
export function hmacOf(key: string, text: string): Buffer {
  return crypto().createHmac('sha256', key).update(text).digest();
}

/** 256 bits that nobody can guess. */
export function randomKey(): string {
  return crypto().randomBytes(32).toString('hex');
}

/** The SHA-256 fingerprint of a certificate in PEM, and until when it holds (`Nov 23 03:02:05 2036 GMT`); undefined for what is none. */
export function readCertificate(pem: string): { readonly fingerprint: string; readonly until: string } | undefined {
  try {
    const { fingerprint256, validTo } = new (crypto().X509Certificate)(pem);
    return { fingerprint: fingerprint256, until: validTo };
  } catch {
    return undefined;
  }
}
