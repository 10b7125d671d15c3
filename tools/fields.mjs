/**
 * Which field of a representation holds what? Reads the setters of Keycloak's representation classes, with which Jackson fills
 * them, and writes `rules/fields.json`.
 *
 *     mvn dependency:copy -Dartifact=org.keycloak:keycloak-core:26.7.3:jar:sources -DoutputDirectory=FOLDER, unpack the jar there
 *     node tools/fields.mjs FOLDER
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const IDM = 'org/keycloak/representations/idm';

/** The class behind each section. */
const CLASSES = {
  realm: 'RealmRepresentation',
  'roles.realm': 'RoleRepresentation',
  'roles.client': 'RoleRepresentation',
  groups: 'GroupRepresentation',
  clients: 'ClientRepresentation',
  oauthClients: 'OAuthClientRepresentation',
  clientScopes: 'ClientScopeRepresentation',
  protocolMappers: 'ProtocolMapperRepresentation',
  scopeMappings: 'ScopeMappingRepresentation',
  clientScopeMappings: 'ScopeMappingRepresentation',
  authenticationFlows: 'AuthenticationFlowRepresentation',
  authenticationExecutions: 'AuthenticationExecutionExportRepresentation',
  authenticatorConfig: 'AuthenticatorConfigRepresentation',
  requiredActions: 'RequiredActionProviderRepresentation',
  identityProviders: 'IdentityProviderRepresentation',
  identityProviderMappers: 'IdentityProviderMapperRepresentation',
  components: 'ComponentExportRepresentation',
  'authorization.resources': 'authorization/ResourceRepresentation',
  'authorization.scopes': 'authorization/ScopeRepresentation',
  'authorization.policies': 'authorization/PolicyRepresentation',
  organizations: 'OrganizationRepresentation',
  'organizations.domains': 'OrganizationDomainRepresentation',
  'organizations.groups': 'GroupRepresentation',
  'organizations.roles': 'RoleRepresentation',
  users: 'UserRepresentation',
  'users.federatedIdentities': 'FederatedIdentityRepresentation',
  'users.clientConsents': 'UserConsentRepresentation',
  federatedUsers: 'UserRepresentation',
  userFederationProviders: 'UserFederationProviderRepresentation',
  userFederationMappers: 'UserFederationMapperRepresentation',
};

/** Java's types by what a text, a flag or a number becomes in them; `*` stands for every key or element below. */
const KINDS = [
  [/^[Bb]oolean$/, 'flags', ''],
  [/^(int|long|Integer|Long)$/, 'numbers', ''],
  [/^String$/, 'texts', ''],
  [/^((List|Set|Collection)<String>|String\[\])$/, 'texts', '/*'],
  [/^Map<String,String>$/, 'texts', '/*'],
  // ScopeRepresentation has a constructor that takes its name.
  [/^(Set|List)<ScopeRepresentation>$/, 'named', '/*'],
  [/^(Map<String,List<String>>|MultivaluedHashMap<String,String>|Map<String,Set<String>>)$/, 'texts', '/*/*'],
  [/^Map<String,Map<String,String>>$/, 'texts', '/*/*'],
];

const [folder = '.'] = process.argv.slice(2);

/** The text of a class, and the representation that it extends. */
function readClass(name) {
  const text = readFileSync(join(folder, IDM, `${name}.java`), 'utf8');
  const parent = /class\s+\w+\s+extends\s+(\w+)/.exec(text)?.[1];
  const room = name.includes('/') ? name.slice(0, name.indexOf('/') + 1) : '';
  return { text, parent: parent?.endsWith('Representation') ? room + parent : undefined };
}

function settersOf(name) {
  const { text, parent } = readClass(name);
  const inherited = parent === undefined ? [] : settersOf(parent);
  const renamed = new Map(
    [
      ...text.matchAll(
        /@JsonProperty\("([^"]+)"\)\s*(?:@\w+(?:\([^)]*\))?\s*)*(?:private|protected)\s+[\w<>, ]+?\s+(\w+)\s*[;=]/g,
      ),
    ].map(([, to, from]) => [from, to]),
  );
  const own = [
    ...text.matchAll(
      /((?:@\w+(?:\("[^"]*"\))?\s*)*)public\s+(?:void|\w+)\s+set(\w+)\(\s*(?:@\w+\s+|final\s+)*([\w<>, [\]]+?)\s+\w+\s*\)/g,
    ),
  ]
    .filter(([, marks]) => !marks.includes('@JsonIgnore'))
    .map(([, marks, property, type]) => {
      // As Jackson does: all capitals at the beginning, so that OAuth2 becomes oauth2.
      const field = property.replace(/^[A-Z]+/, (capitals) => capitals.toLowerCase());
      const name = /@Json(?:Setter|Property)\("([^"]+)"\)/.exec(marks)?.[1];
      return [name ?? renamed.get(field) ?? field, type.replaceAll(' ', '')];
    });
  // A field that bears a name needs no setter, and neither does a list that can be got and added to.
  const named = [...renamed.values()].map((field) => [field, 'Object']);
  const lists = [...text.matchAll(/public\s+((?:List|Set|Map)<[\w<>, ]+>)\s+get(\w+)\(\)/g)].map(
    ([, type, property]) => [property[0].toLowerCase() + property.slice(1), type.replaceAll(' ', '')],
  );
  return [...named, ...lists, ...inherited, ...own];
}

/** Maps in which a text stands for a list of one (StringListMapDeserializer). */
function singlesOf(name) {
  const { text, parent } = readClass(name);
  const inherited = parent === undefined ? [] : singlesOf(parent);
  const own = text.matchAll(
    /using = StringListMapDeserializer\.class\)\s*(?:private|protected)\s+[\w<>, ]+?\s+(\w+)\s*[;=]/g,
  );
  return [...inherited, ...[...own].map(([, field]) => field)];
}

function rowOf([section, name]) {
  const row = {
    section,
    class: name.slice(name.indexOf('/') + 1),
    flags: [],
    numbers: [],
    texts: [],
    lists: [],
    named: [],
    others: [],
  };
  for (const field of singlesOf(name)) row.lists.push(`${field}/*`);
  for (const [field, type] of new Map(settersOf(name).sort(([a], [b]) => (a < b ? -1 : 1)))) {
    const [, kind = 'others', below = ''] = KINDS.find(([pattern]) => pattern.test(type)) ?? [];
    row[kind].push(field + below);
  }
  return row;
}

const rows = Object.entries(CLASSES).map(rowOf);
writeFileSync(join(import.meta.dirname, '../rules/fields.json'), `${JSON.stringify(rows, undefined, 2)}\n`);
