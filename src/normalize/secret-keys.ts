/** Which keys and texts are secret although no row names them? For providers that we have never seen. */

import type { JsonObject } from '../model.ts';

/** How keys of secrets end, whatever their case and separators: `bindCredential`, `site.secret`, `keystore-password`. */
const SECRET_ENDINGS = [
  'secret',
  'secretkey',
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'privatekey',
  'apikey',
  'accesskey',
  'credential',
  'token',
  'signingkey',
  'hmackey',
  'sshkey',
  'passcode',
  'pepper',
  'p8content',
  'encryptionkey',
  'sharedkey',
  'masterkey',
  'accountkey',
  'authkey',
  'hmac',
];

/** Short words that are secrets as the last word of a key, and mean nothing as its end: `smtpPass`, not `bypass`. */
const SECRET_WORDS = ['pass', 'psk', 'skey', 'akey', 'bearer', 'authorization'];

/** Said of a secret without changing what it is: `clientSecretValue`, `password2`, `tokens`. */
const SUFFIX = '(value|s)?[0-9]*$';

const SECRET_KEY = new RegExp(`(${SECRET_ENDINGS.join('|')})${SUFFIX}`);
const SECRET_WORD = new RegExp(`(^|[^a-z0-9])(${SECRET_WORDS.join('|')})\\W?${SUFFIX}`, 'i');
const known = new Map<string, boolean>();

/** True for a key that a provider would give to a secret. A realm repeats few keys many times, so answers are kept. */
export function isSecretKey(key: string): boolean {
  const found = known.get(key) ?? (SECRET_KEY.test(key.toLowerCase().replace(/[^a-z0-9]/g, '')) || endsInWord(key));
  known.set(key, found);
  return found;
}

function endsInWord(key: string): boolean {
  const words = key.replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  return SECRET_WORD.test(words);
}

/** What a partial export writes in the place of a secret; taken literally by an import. */
export const EXPORT_MASK = '**********';

/** What the normal form writes in the place of a secret. */
export const SECRET = '$secret';

/**
 * True for a text that only says where a secret is: a vault entry, a variable without a default, our own mask, nothing.
 * A variable with a default (`${PASSWORD:hunter2}`) holds the secret itself.
 */
export function isSecretPlaceholder(text: string): boolean {
  return text === '' || text === SECRET || PLACEHOLDERS.some((pattern) => pattern.test(text));
}

/** `${vault.smtp}`, `${SMTP_PASSWORD}`; `$(env:NAME)`, `${env:NAME}`; `$(file:UTF-8:/run/secrets/smtp)`, `${file:...}`. */
const PLACEHOLDERS = [
  /^\$\{[\w.-]+\}$/,
  /^\$(?:\(\w+:[\w.-]+\)|\{(?:env|sys):[\w.-]+\})$/,
  /^\$(?:\(file:(?!.*:-)[^()]+\)|\{file:(?!.*:-)[^{}]+\})$/,
];

const KEYED = /^\$secret:[0-9a-f]{12}$/;

/** True for what `--secrets keyed` writes. In a file without a header the same text is a secret like any other. */
export function isKeyed(text: string): boolean {
  return KEYED.test(text);
}

/**
 * True for JSON inside a text that holds a secret: under a key of one, or in an authorization header. An extension keeps
 * its settings so (`_providerConfig.*`), and nothing tells how to write such a text with only the secret masked.
 */
export function holdsSecret(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  if (/"kty"\s*:/.test(text) && PRIVATE_MEMBER.test(text)) return true;
  for (const [, key = '', value = ''] of text.matchAll(/"((?:[^"\\]|\\.)*)"\s*:\s*"((?:[^"\\]|\\.)*)"/g)) {
    if (isSecretPlaceholder(value) || value === EXPORT_MASK) continue;
    if (isSecretKey(key) || /authorization$/i.test(key) || /^(?:Basic|Bearer) \S/i.test(value)) return true;
  }
  return false;
}

/** What a JSON Web Key holds beside its public half (RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1). */
const PRIVATE_MEMBERS: ReadonlySet<string> = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']);
const PRIVATE_MEMBER = new RegExp(`"(?:${[...PRIVATE_MEMBERS].join('|')})"\\s*:\\s*["[]`);

/** True for a member of a private JSON Web Key. */
export function isPrivateMember(key: string, owner: JsonObject): boolean {
  return PRIVATE_MEMBERS.has(key) && typeof owner.kty === 'string';
}

/** A private key is one wherever it stands. */
export function isPrivateKeyText(text: string): boolean {
  return text.length > 30 && text.includes('PRIVATE KEY-----');
}

/**
 * `https://user:password@host`, `jdbc:...?password=...`, `Bearer 3f2a...`; a placeholder in the place of the password is
 * none. A header may bear its name, and stand among others, a line each. Each pattern begins at a fixed text or a line, so
 * that a long certificate costs one look.
 */
const CREDENTIALS: readonly (readonly [needed: string, pattern: RegExp])[] = [
  ['://', /:\/\/[^\s/?#:@]+:(?!\$)[^\s/?#@]+@/],
  [
    '=',
    /(?:^|[?&;])(?:password|passwd|pwd|client_secret|access_token|api_?key|accountkey|sharedaccesskey)=(?![${])[^&;\s]+/i,
  ],
  [' ', /^(?:[\w-]*authorization: *)?(?:Basic|Bearer) (?=[^ ]*[0-9=])[\w+/.~-]{8,}=*$/im],
];

/** True for a text that names somebody's credentials among other things: an address, a header. */
export function holdsCredentials(text: string): boolean {
  if (text.length <= 10) return false;
  // Looking for what a pattern needs is faster than the pattern, and most texts have none of it.
  return CREDENTIALS.some(([needed, pattern]) => text.includes(needed) && pattern.test(text));
}
