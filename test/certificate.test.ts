/** Is a certificate told by its fingerprint and its last day, and anything else as it is? */

import { expect, it } from 'vitest';
import { describeCertificate } from '../src/json/certificate.ts';
import { showValue } from '../src/report/values.ts';

/** Of a key that was thrown away; in pieces, so that nobody takes it for one that matters. */
const CERTIFICATE = [
  'MIIBbjCCAROgAwIBAgIUB0DC/eddbEo0dNHyEFudYag10S8wCg',
  'YIKoZIzj0EAwIwDDEKMAgGA1UEAwwBYTAeFw0yNjExMjYwMzAy',
  'MDVaFw0zNjExMjMwMzAyMDVaMAwxCjAIBgNVBAMMAWEwWTATBg',
  'cqhkjOPQIBBggqhkjOPQMBBwNCAASJ33s1rybd2EFoY1YD55TT',
  'Bzk6EZT6Qa3s+Q6b6BLVOcK8Xt9+leBTu8UlXm2uSv82IizLf7',
  'J6A9KlaQDUZXvoo1MwUTAdBgNVHQ4EFgQUwCuZommv1jcVqlyA',
  'S6TK0EYMlycwHwYDVR0jBBgwFoAUwCuZommv1jcVqlyAS6TK0E',
  'YMlycwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBG',
  'AiEA0fOZxjldEIvbxNrWZvnjJLlW/EHk4YMlqxRmbd8eaSoCIQ',
  'Dw3R7U2IdNgPvKpyIv9DttNt4clrQ6EQnjMu2HcS85JQ==',
].join('');

const TOLD = 'certificate SHA-256 BE:44:A6:A4:F9:E8:F2:F9..., until 2036-11-23';

it('is described with and without its frame', () => {
  expect(describeCertificate(CERTIFICATE)).toBe(TOLD);
  expect(describeCertificate(`-----BEGIN CERTIFICATE-----\n${CERTIFICATE}\n-----END CERTIFICATE-----\n`)).toBe(TOLD);
  expect(showValue([CERTIFICATE])).toBe(`[ (${TOLD}) ]`);
});

it.each(['', 'MIIB', `MIIB${'A'.repeat(400)}`, 'x'.repeat(400)])('%s is none', (text) => {
  expect(describeCertificate(text)).toBeUndefined();
});
