/** Is a secret hidden wherever it stands, whatever it is called and however it looks? Planted in every map that an extension may use. */

import { describe, expect, it } from 'vitest';
import { loadTables, normalizeRealm, printNormalForm, readSource, restoreRealm } from '../../src/index.ts';
import { GOOD_EXPORTS, isSampled, textOf } from '../exports.ts';

/** How providers and people call secrets. */
const KEYS = [
  ...[
    'clientSecret1',
    'jwtSecret',
    'jwt.secret',
    'cookieSecret',
    'cookie_secret',
    'otpSecret',
    'totp.secret',
    'oauthSecret',
  ],
  ...[
    'adminPassword',
    'admin_password',
    'initialPassword',
    'jdbcPassword',
    'mailPassword',
    'redis.password',
    'rootPass',
  ],
  ...[
    'sendgridApiKey',
    'hcaptcha.secret',
    'recaptcha.secret.key',
    'stripe_secret_key',
    'twilioAuthToken',
    'scim.token',
  ],
  ...['secret', 'client_secret', 'clientSecret', 'client-secret', 'clientSecretValue', 'appSecret', 'sharedSecret'],
  ...[
    'webhookSecret',
    'webhook.secret',
    'hmacSecret',
    'secretKey',
    'secret_key',
    'SECRET',
    'consumerSecret',
    'secrets',
  ],
  ...['password', 'Password', 'passwd', 'passphrase', 'pwd', 'userPassword', 'dbPassword', 'db.password', 'PASSWORD'],
  ...[
    'password2',
    'password_2',
    'keystorePassword',
    'keystore-password',
    'truststore.password',
    'smtpPassword',
    'proxyPwd',
  ],
  ...['pass', 'smtpPass', 'smtp.pass', 'db_pass', 'passcode', 'storePass', 'keyPass', 'passwords', 'ldapPasswd'],
  ...['apiKey', 'api_key', 'api-key', 'apikey', 'x-api-key', 'API_KEY', 'apiKeys', 'restApiKey', 'mailgun.api.key'],
  ...[
    'accessKey',
    'aws.accessKey',
    'secretAccessKey',
    'accountKey',
    'sharedKey',
    'masterKey',
    'encryptionKey',
    'authKey',
  ],
  ...[
    'token',
    'authToken',
    'auth_token',
    'bearerToken',
    'accessToken',
    'refresh_token',
    'tokens',
    'botToken',
    'api.token',
  ],
  ...[
    'slackToken',
    'githubToken',
    'webhookToken',
    'idToken',
    'registrationToken',
    'bearer',
    'authorization',
    'Authorization',
  ],
  ...[
    'privateKey',
    'private_key',
    'private-key',
    'privateKeys',
    'sshKey',
    'ssh_key',
    'signingKey',
    'signing.key',
    'hmacKey',
  ],
  ...[
    'skey',
    'akey',
    'duo.skey',
    'duo_akey',
    'psk',
    'wifi.psk',
    'pepper',
    'hash.pepper',
    'p8Content',
    'apple.p8Content',
  ],
  ...['credential', 'bindCredential', 'credentials', 'adminCredential', 'ldap.credential', 'clientCredential', 'hmac'],
];

/** How secrets look, whatever they are called. */
const SHAPES: { readonly [name: string]: (secret: string) => string } = {
  'a URL': (secret) => `https://ada:${secret}@hooks.example/in`,
  'a JDBC URL': (secret) => `jdbc:postgresql://db.example/kc?user=kc&password=${secret}`,
  'a query': (secret) => `https://hooks.example/in?api_key=${secret}&v=2`,
  'a header': (secret) => `Bearer ${secret}1aB2cD3eF4`,
  'a header with its name': (secret) => `Authorization: Bearer ${secret}1aB2cD3eF4`,
  'headers, a line each': (secret) => `X-From: acme\nProxy-Authorization: Basic ${secret}1aB2cD3eF4==\nX-To: ada`,
  'basic authentication': (secret) => `Basic ${secret}1aB2cD3eF4==`,
  'a private key': (secret) => `-----BEGIN PRIVATE KEY-----\n${secret}MIIEvQIBADANBg\n-----END PRIVATE KEY-----`,
  'an RSA key': (secret) => `-----BEGIN RSA PRIVATE KEY-----\n${secret}MIIEvQIBADANBg\n-----END RSA PRIVATE KEY-----`,
  'a private JWK': (secret) => `{"kty":"RSA","n":"0vx7","e":"AQAB","d":"${secret}"}`,
  'a set of JWKs': (secret) => `{"keys":[{"kty":"oct","k":"${secret}","alg":"HS256"}]}`,
  'JSON settings': (secret) => `{"url":"https://hooks.example","sharedSecret":"${secret}"}`,
  'nested JSON settings': (secret) => `[{"headers":{"Authorization":"${secret}"}}]`,
};

type Node = Record<string, unknown>;

/** Maps with texts of their own. */
function mapsIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(mapsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [
    ...((key === 'attributes' || key === 'config') &&
    typeof child === 'object' &&
    child !== null &&
    !Array.isArray(child)
      ? [child as Node]
      : []),
    ...mapsIn(child),
  ]);
}

async function everythingSaid(value: unknown): Promise<string> {
  const { realms, problems } = await readSource({ name: 'realm.json', content: JSON.stringify(value) });
  return realms
    .map((realm) => {
      const { realm: normal, problems: more } = normalizeRealm(realm, loadTables());
      const restored = restoreRealm(normal, loadTables(), { secretOf: () => undefined });
      return printNormalForm(normal, loadTables()) + JSON.stringify([problems, more, restored.data, restored.notes]);
    })
    .join('');
}

/** In a map of lists (components, users) a text stands in a list. */
function asIn(map: Node, text: unknown): unknown {
  return Object.values(map).some(Array.isArray) ? [text] : text;
}

const FILES = GOOD_EXPORTS.filter(({ file }, index) => file.endsWith('.json') && isSampled(index, 10));

describe('law 5: a secret is hidden by what it is', () => {
  it('has about a hundred names', () => expect(new Set(KEYS).size).toBeGreaterThan(100));
  it.each(FILES)('$name, by its key', async ({ file }) => {
    const value = JSON.parse(textOf(file));
    mapsIn(value).forEach((map, index) => {
      for (let i = 0; i < 4; i++) map[`acme.${KEYS[(index * 4 + i) % KEYS.length]}`] = asIn(map, `planted-${index}-xq`);
      map[`acme${index}.${KEYS[index % KEYS.length]}`] = asIn(map, {
        list: [`planted-${index}-xq`],
        host: 'planted-xq',
      });
    });
    expect(await everythingSaid(value)).not.toContain('planted');
  });
  it.each(FILES)('$name, by its look', async ({ file }) => {
    const value = JSON.parse(textOf(file));
    const shapes = Object.values(SHAPES);
    mapsIn(value).forEach((map, index) => {
      map['acme.setting'] = asIn(map, shapes[index % shapes.length]?.('planted-xq'));
    });
    expect(await everythingSaid(value)).not.toContain('planted');
  });
  it.each(Object.entries(SHAPES))('%s', async (_, shape) => {
    const value = { realm: 'acme', attributes: { 'acme.setting': shape('planted-xq') } };
    expect(await everythingSaid(value)).not.toContain('planted');
  });
  it.each(KEYS)('%s', async (key) => {
    const value = { realm: 'acme', attributes: { [key]: 'planted-xq' }, acme: { [key]: { deep: ['planted-xq'] } } };
    expect(await everythingSaid(value)).not.toContain('planted');
  });
});

describe('what is no secret stays', () => {
  it.each([
    ['a flag', { attributes: { 'use.refresh.tokens': 'true', 'acme.secret': 'false' } }, 'use.refresh.tokens": "true"'],
    ['a number under a likely key', { acme: { maxTokens: 100 } }, '"maxTokens": 100'],
    ['a text for people', { localizationTexts: { en: { password: 'Your **********' } } }, 'Your **********'],
    ['a mask as a text', { localizationTexts: { en: { password: '**********' } } }, '"password": "**********"'],
    ['JSON in a description', { displayName: '{"password":"is what we ask for"}' }, 'is what we ask for'],
    ['a level of authentication', { attributes: { 'acr.loa.map': '{"password":1,"token":"2"}' } }, '"token": "2"'],
    ['a role of a client', { roles: { client: { 'api-token': [{ name: 'viewer' }] } } }, '"name": "viewer"'],
    ['a grant', { users: [{ username: 'ada', clientRoles: { 'api-token': ['viewer'] } }] }, '"viewer"'],
    ['a file', { smtpServer: { password: '$(file:UTF-8:/run/secrets/smtp)' } }, '$(file:UTF-8:/run/secrets/smtp)'],
    ['a file of Spring', { smtpServer: { password: '${file:/run/secrets/smtp}' } }, '${file:/run/secrets/smtp}'],
    ['a variable', { smtpServer: { password: '$(env:SMTP)' } }, '$(env:SMTP)'],
    ['an entry of a vault', { smtpServer: { password: '${vault.smtp}' } }, '${vault.smtp}'],
    ['a certificate', { attributes: { 'acme.cert': '-----BEGIN CERTIFICATE-----\nMIIC' } }, 'BEGIN CERTIFICATE'],
    ['a public JWK', { attributes: { 'acme.jwks': '{"keys":[{"kty":"RSA","n":"0vx7","e":"AQAB"}]}' } }, '0vx7'],
    [
      'a URL with a placeholder',
      { attributes: { 'acme.url': 'https://ada:${vault.hook}@hooks.example' } },
      'hooks.example',
    ],
  ])('%s', async (_, data, kept) => {
    expect(await everythingSaid({ realm: 'acme', ...data })).toContain(kept);
  });
  it('at a place that a table calls secret everything is', async () => {
    const said = await everythingSaid({ realm: 'acme', clients: [{ clientId: 'shop', secret: 12345678 }] });
    expect(said).not.toContain('12345678');
  });
});
