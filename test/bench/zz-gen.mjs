// test/zz-gen.ts
// test/bench/generate.ts
import fs, { readFileSync } from 'node:fs';

function sized(megabytes) {
  const part = (whole) => Math.max(1, Math.round((whole * megabytes) / 36));
  return { clients: part(1e4), roles: part(5e4), groups: part(5e3), flows: part(500), users: 0 };
}
function* realmText({ size, seed, edited: edited2 = 0 }) {
  const random = randomOf(seed);
  const draw = randomOf(seed + 1);
  const maker = { random, isEdited: () => draw() < edited2, id: () => uuid(random) };
  const { roles, groups = [], clients, authenticationFlows, users: _, ...settings } = frame();
  yield JSON.stringify({ ...settings, realm: 'generated' }, null, 2).replace(/\n}$/, ',\n');
  yield `  "roles" : {
  "client" : ${JSON.stringify(roles.client)},
`;
  yield* list('"realm"', roles.realm, size.roles, (index) => role(index, size, maker));
  yield '\n  },\n';
  yield* list('"groups"', groups, size.groups, (index) => group(index, size, maker));
  yield ',\n';
  yield* list('"clients"', clients, size.clients, (index) => client(index, maker));
  yield ',\n';
  yield* list('"authenticationFlows"', authenticationFlows, size.flows, (index) => flow(index, maker));
  if (size.users > 0) {
    yield ',\n';
    yield* list('"users"', [], size.users, (index) => user(index, size, maker));
  }
  yield '\n}\n';
}
function frame() {
  const text = readFileSync(new URL('../../fixtures/realms/26.7.3-fresh-full.json', import.meta.url), 'utf8');
  return JSON.parse(text.replaceAll(/(?<!re)fresh/g, 'generated'));
}
function* list(key, stock, count, make) {
  yield `  ${key} : [ `;
  yield stock.map(printed).join(', ');
  const stride = strideOf(count);
  for (let index = 0; index < count; index++) {
    const separator = index === 0 && stock.length === 0 ? '' : ', ';
    yield separator + printed(make((index * stride + 7) % count));
  }
  yield ' ]';
}
function printed(value) {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
}
function strideOf(count) {
  let stride = Math.floor(count * 0.618) | 1;
  while (common(stride, count) > 1) stride += 2;
  return stride;
}
function common(a, b) {
  return b === 0 ? a : common(b, a % b);
}
function role(index, { roles }, { id, isEdited, random }) {
  const isComposite = index % 10 === 0;
  const other = () => `role-${Math.floor(random() * roles)}`;
  return {
    id: id(),
    name: `role-${index}`,
    description: isEdited() ? `Edited role ${index}` : `What people with role ${index} may do`,
    composite: isComposite,
    ...(isComposite && { composites: { realm: [other(), other(), other()] } }),
    clientRole: false,
    containerId: 'generated',
    attributes: {},
  };
}
function group(index, { roles }, { id, isEdited, random }) {
  const child = (number) => ({
    id: id(),
    name: `team-${number}`,
    path: `/department-${index}/team-${number}`,
    attributes: { cost: [String(Math.floor(random() * 9999))] },
    realmRoles: [`role-${Math.floor(random() * roles)}`],
    clientRoles: {},
    subGroups: [],
  });
  return {
    id: id(),
    name: `department-${index}`,
    path: `/department-${index}`,
    attributes: isEdited() ? { edited: ['yes'] } : {},
    realmRoles: [],
    clientRoles: {},
    subGroups: index % 5 === 0 ? [child(1), child(2)] : [],
  };
}
function client(index, { id, isEdited }) {
  const mapper = (name, claim) => ({
    id: id(),
    name,
    protocol: 'openid-connect',
    protocolMapper: 'oidc-usermodel-attribute-mapper',
    consentRequired: false,
    config: {
      'introspection.token.claim': 'true',
      'userinfo.token.claim': 'true',
      'user.attribute': claim,
      'id.token.claim': 'true',
      'access.token.claim': 'true',
      'claim.name': claim,
      'jsonType.label': 'String',
    },
  });
  return {
    id: id(),
    clientId: `app-${index}`,
    name: `Application ${index}`,
    rootUrl: '',
    baseUrl: '',
    surrogateAuthRequired: false,
    enabled: !isEdited(),
    alwaysDisplayInConsole: false,
    clientAuthenticatorType: 'client-secret',
    secret: '**********',
    redirectUris: [`https://app-${index}.example/*`, `https://b.app-${index}.example/*`],
    webOrigins: [`https://app-${index}.example`],
    notBefore: 0,
    bearerOnly: false,
    consentRequired: false,
    standardFlowEnabled: true,
    implicitFlowEnabled: false,
    directAccessGrantsEnabled: false,
    serviceAccountsEnabled: false,
    publicClient: false,
    frontchannelLogout: true,
    protocol: 'openid-connect',
    attributes: {
      'client.secret.creation.time': '1700000000',
      'post.logout.redirect.uris': '+',
      'backchannel.logout.session.required': 'true',
    },
    authenticationFlowBindingOverrides: {},
    fullScopeAllowed: index % 2 === 0,
    nodeReRegistrationTimeout: -1,
    protocolMappers: [mapper('department', 'department'), ...(index % 3 === 0 ? [mapper('cost', 'costCenter')] : [])],
    defaultClientScopes: ['web-origins', 'acr', 'profile', 'roles', 'basic', 'email'],
    optionalClientScopes: ['address', 'phone', 'offline_access', 'organization', 'microprofile-jwt'],
  };
}
function flow(index, { id, isEdited }) {
  const step = (authenticator, priority, requirement) => ({
    authenticator,
    authenticatorFlow: false,
    requirement,
    priority,
    autheticatorFlow: false,
    userSetupAllowed: false,
  });
  return {
    id: id(),
    alias: `flow-${index}`,
    description: `Flow ${index}`,
    providerId: 'basic-flow',
    topLevel: true,
    builtIn: false,
    authenticationExecutions: [
      step('auth-cookie', 10, 'ALTERNATIVE'),
      step('identity-provider-redirector', 25, isEdited() ? 'DISABLED' : 'ALTERNATIVE'),
      step('auth-username-password-form', 30, 'ALTERNATIVE'),
    ],
  };
}
function user(index, { roles, groups }, { id, random }) {
  return {
    id: id(),
    username: `user-${index}`,
    firstName: 'Given',
    lastName: `Name ${index}`,
    email: `user-${index}@example.org`,
    emailVerified: index % 2 === 0,
    enabled: true,
    createdTimestamp: 17e11 + index,
    totp: false,
    credentials: [
      {
        id: id(),
        type: 'password',
        createdDate: 17e11 + index,
        secretData: `{"value":"${hex(random, 44)}","salt":"${hex(random, 22)}","additionalParameters":{}}`,
        credentialData:
          '{"hashIterations":5,"algorithm":"argon2","additionalParameters":{"hashLength":["32"],"memory":["7168"]}}',
      },
    ],
    disableableCredentialTypes: [],
    requiredActions: [],
    realmRoles: ['default-roles-generated', `role-${Math.floor(random() * roles)}`],
    notBefore: 0,
    groups: [`/department-${Math.floor(random() * groups)}`],
  };
}
function uuid(random) {
  return [8, 4, 4, 4, 12].map((length) => hex(random, length)).join('-');
}
function hex(random, length) {
  let text = '';
  while (text.length < length)
    text += Math.floor(random() * 4294967296)
      .toString(16)
      .padStart(8, '0');
  return text.slice(0, length);
}
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 1831565813) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

// test/zz-gen.ts
var [mb = '20', out = '', edited = '0', users = '0'] = process.argv.slice(2);
var fd = fs.openSync(out, 'w');
for (const piece of realmText({
  size: { ...sized(Number(mb)), users: Number(users) },
  seed: 1,
  edited: Number(edited),
}))
  fs.writeSync(fd, piece);
fs.closeSync(fd);
