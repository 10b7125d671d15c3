/** What should people see of a certificate? Its fingerprint and until when it holds, not its thousand characters. */

import { createRequire } from 'node:module';

/** PEM, or its body alone, as Keycloak keeps it. */
const LOOKS_LIKE_ONE = /^(?:-----BEGIN CERTIFICATE-----\s|MI[I-L][\w+/])/;

/** `certificate SHA-256 3F:2A:C1:D0:9B:77:E5:AA..., until 2031-04-05`; undefined for any other text. */
export function describeCertificate(text: string): string | undefined {
  if (text.length < 200 || !LOOKS_LIKE_ONE.test(text)) return undefined;
  const pem = text.startsWith('-') ? text : `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----`;
  try {
    const { X509Certificate } = createRequire(import.meta.url)('node:crypto') as typeof import('node:crypto');
    const { fingerprint256, validTo } = new X509Certificate(pem);
    const until = new Date(validTo).toISOString().slice(0, 10);
    return `certificate SHA-256 ${fingerprint256.slice(0, 23)}..., until ${until}`;
  } catch {
    return undefined;
  }
}
