/** What does a realm of any size look like? The same one for the same seed, piece by piece, so that a gigabyte needs no memory. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** How many of each kind; all else follows. */
export interface Size {
  readonly clients: number;
  readonly roles: number;
  readonly groups: number;
  readonly flows: number;
  readonly users: number;
}

export interface Making {
  readonly size: Size;
  readonly seed: number;
  /** Of all entities, how many somebody edited since: 0.01 is one in a hundred. */
  readonly edited?: number;
  /** Another number edits others. */
  readonly editor?: number;
}

type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** About 36 MB as a server prints it, without users. */
const LARGE: Size = { clients: 10_000, roles: 50_000, groups: 5000, flows: 500, users: 0 };

const MEGABYTES = 36;

/** The same proportions, at about so many megabytes. */
export function sized(megabytes: number): Size {
  const part = (whole: number): number => Math.max(1, Math.round((whole * megabytes) / MEGABYTES));
  const { clients, roles, groups, flows, users } = LARGE;
  return { clients: part(clients), roles: part(roles), groups: part(groups), flows: part(flows), users };
}

/** A realm of about so many megabytes that are people: what else there is, is as much as in a small one. */
export function peopled(megabytes: number): Size {
  return { clients: 50, roles: 100, groups: 50, flows: 3, users: Math.round(megabytes * USERS) };
}

/** In a megabyte, as a server prints it. */
const USERS = 1040;

/** The text of an export, as a server prints it: a new realm of a recorded server, and all that is asked for in its lists. */
export function* realmText({ size, seed, edited = 0, editor = 0 }: Making): Generator<string> {
  const random = randomOf(seed);
  const draw = randomOf(seed + 1 + editor);
  const maker: Maker = { random, isEdited: () => draw() < edited, id: () => uuid(random) };
  const { roles, groups = [], clients, authenticationFlows, users: _, ...settings } = frame();
  yield JSON.stringify({ ...settings, realm: 'generated' }, null, 2).replace(/\n}$/, ',\n');
  yield `  "roles" : {\n  "client" : ${JSON.stringify(roles.client)},\n`;
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

/** A new realm, as a server exported it. */
function frame() {
  const text = readFileSync(resolve('fixtures/realms/26.7.3-fresh-full.json'), 'utf8');
  return JSON.parse(text.replaceAll(/(?<![Rr]e)fresh/g, 'generated'));
}

interface Maker {
  readonly random: () => number;
  readonly isEdited: () => boolean;
  readonly id: () => string;
}

function* list(key: string, stock: readonly Value[], count: number, make: (index: number) => Value): Generator<string> {
  yield `  ${key} : [ `;
  yield stock.map(printed).join(', ');
  // Servers list in no order that says anything.
  const stride = strideOf(count);
  for (let index = 0; index < count; index++) {
    const separator = index === 0 && stock.length === 0 ? '' : ', ';
    yield separator + printed(make((index * stride + 7) % count));
  }
  yield ' ]';
}

function printed(value: Value): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
}

/** A number that has nothing in common with the count: every index comes once. */
function strideOf(count: number): number {
  let stride = Math.floor(count * 0.618) | 1;
  while (common(stride, count) > 1) stride += 2;
  return stride;
}

function common(a: number, b: number): number {
  return b === 0 ? a : common(b, a % b);
}

function role(index: number, { roles }: Size, { id, isEdited, random }: Maker): Value {
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

function group(index: number, { roles }: Size, { id, isEdited, random }: Maker): Value {
  const child = (number: number): Value => ({
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

function client(index: number, { id, isEdited }: Maker): Value {
  const mapper = (name: string, claim: string): Value => ({
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

function flow(index: number, { id, isEdited }: Maker): Value {
  const step = (authenticator: string, priority: number, requirement: string): Value => ({
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

function user(index: number, { roles, groups }: Size, { id, isEdited, random }: Maker): Value {
  return {
    id: id(),
    username: `user-${index}`,
    firstName: 'Given',
    lastName: `Name ${index}`,
    email: `user-${index}@example.org`,
    emailVerified: index % 2 === 0,
    enabled: !isEdited(),
    createdTimestamp: 1_700_000_000_000 + index,
    totp: false,
    credentials: [
      {
        id: id(),
        type: 'password',
        createdDate: 1_700_000_000_000 + index,
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

function uuid(random: () => number): string {
  return [8, 4, 4, 4, 12].map((length) => hex(random, length)).join('-');
}

function hex(random: () => number, length: number): string {
  let text = '';
  while (text.length < length)
    text += Math.floor(random() * 0x100000000)
      .toString(16)
      .padStart(8, '0');
  return text.slice(0, length);
}

/** Mulberry32: small, fast, the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
