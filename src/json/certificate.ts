/** What should people see of a certificate? Its fingerprint and until when it holds, not its thousand characters. */

import { readCertificate } from './sha.ts';

/** PEM, or its body alone, as Keycloak keeps it. */
const LOOKS_LIKE_ONE = /^(?:-----BEGIN CERTIFICATE-----\s|MI[I-L][\w+/])/;

/** `certificate SHA-256 3F:2A:C1:D0:9B:77:E5:AA..., until 2031-04-05`; undefined for any other text. */
export function describeCertificate(text: string): string | undefined {
  if (text.length < 200 || !LOOKS_LIKE_ONE.test(text)) return undefined;
  const pem = text.startsWith('-') ? text : `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----`;
  const read = readCertificate(pem);
  if (read === undefined) return undefined;
  return `certificate SHA-256 ${read.fingerprint.slice(0, 23)}..., until ${dayOf(read.until)}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov 23 03:02:05 2036 GMT` is 2036-11-23. */
function dayOf(text: string): string {
  const [month = '', day = '', , year = ''] = text.split(/\s+/);
  return [year, String(MONTHS.indexOf(month) + 1).padStart(2, '0'), day.padStart(2, '0')].join('-');
}
