/** Where may a secret hide in an export? Writes a marker into every such place that the export has, and adds some of its own. */

import type { Dice } from './shuffle.ts';

type Node = Record<string, unknown>;

/** Keys that hold a secret wherever a provider or a person put them. */
const KEYS = [
  'secret',
  'clientSecret',
  'password',
  'bindCredential',
  'privateKey',
  'keystorePassword',
  'site.secret',
  'api-key',
  'webhookToken',
  'storePassphrase',
];

/** The export as text, with `marker` inside every secret. */
export function plantSecrets(value: unknown, marker: string, dice: Dice): string {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  for (const realm of Array.isArray(copy) ? copy : [copy])
    plantInRealm(asNode(realm), (kind) => `${marker}-${kind}`, dice);
  return JSON.stringify(copy);
}

function plantInRealm(realm: Node, secret: (kind: string) => string, dice: Dice): void {
  const key = () => KEYS[dice(KEYS.length)] ?? 'secret';
  realm.smtpServer = {
    ...asNode(realm.smtpServer),
    password: secret('smtp'),
    authTokenClientSecret: secret('smtp-token'),
  };
  realm.privateKey = secret('realm-key');
  realm.codeSecret = secret('code');
  realm.ourExtension = { nested: [{ [key()]: secret('extension') }] };
  for (const client of nodesIn(realm.clients)) {
    client.secret = secret('client');
    client.registrationAccessToken = secret('registration');
    client.attributes = {
      ...asNode(client.attributes),
      'saml.signing.private.key': secret('saml'),
      'saml.signing.certificate': secret('saml-certificate'),
      'jwt.credential.private.key': secret('jwt'),
      'client.secret.rotated': secret('rotated'),
      [key()]: secret('attribute'),
    };
  }
  for (const provider of nodesIn(realm.identityProviders)) {
    provider.config = { ...asNode(provider.config), clientSecret: secret('idp'), [key()]: secret('idp-other') };
  }
  for (const config of nodesIn(realm.authenticatorConfig)) {
    config.config = { ...asNode(config.config), [key()]: secret('authenticator') };
  }
  for (const kind of Object.values(asNode(realm.components))) {
    for (const component of nodesIn(kind)) {
      component.config = {
        ...asNode(component.config),
        privateKey: [secret('key')],
        bindCredential: [secret('bind')],
        [key()]: [secret('component')],
      };
    }
  }
  for (const user of nodesIn(realm.users)) {
    user.credentials = [
      {
        type: 'password',
        value: secret('password'),
        secretData: JSON.stringify({ value: secret('hash') }),
        credentialData: secret('data'),
      },
      { type: 'password', hashedSaltedValue: secret('old-hash'), salt: secret('salt') },
    ];
  }
}

function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {};
}

function nodesIn(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) : [];
}
