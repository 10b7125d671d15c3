/** Which keys may the configuration have? Those of each part, for the parser and for the schema. */

/** The keys of each part; the schema for editors has the same. */
export const CONFIG_KEYS = {
  config: [
    'files',
    'environments',
    'parameters',
    'normalize',
    'failOn',
    'rules',
    'rulesDir',
    'guard',
    'ignore',
    'allowDifferences',
  ],
  environment: ['url', 'realm', 'realms', 'file', 'files', 'auth', 'ca', 'version'],
  auth: ['realm', 'clientId', 'clientSecret', 'username', 'password', 'token'],
  normalize: ['defaults', 'secrets', 'users', 'madeWith'],
  guard: ['role', 'scope', 'group', 'in', 'may', 'must'],
  ignore: ['path', 'rule', 'fingerprint', 'reason', 'until'],
  allowDifference: ['between', 'path', 'reason'],
} as const;
