/** What can no list of verbs say? Few steps of migrations compute something; each is a function here, named by its row. */

import { mapArray, mapObject, without } from '../json/map.ts';
import { elementsOf, emptyObject, isArray, isObject, property, textProperty, textsIn } from '../json/object.ts';
import { valueAt } from '../json/path.ts';
import type { Baseline, Json, JsonObject } from '../model.ts';
import { withField } from './edit-at.ts';

interface Given {
  /** A new realm of this name on the target version. */
  readonly fresh: JsonObject;
  readonly baseline: Baseline;
  /** What the row hands over. */
  readonly with: { readonly [name: string]: string };
}

type Program = (realm: JsonObject, given: Given) => JsonObject;

export const PROGRAMS: { readonly [name: string]: Program } = {
  'add-organization-step': addOrganizationStep,
  'allow-unmanaged-attributes': allowUnmanagedAttributes,
  'drop-http-challenge': (realm) => withoutFlowTree(realm, 'http challenge'),
  'order-required-actions': orderRequiredActions,
  'type-parameterized-scopes': typeParameterizedScopes,
  'widen-admin-permissions': widenAdminPermissions,
};

const PROFILES = ['components', 'org.keycloak.userprofile.UserProfileProvider'];
const PROFILE = ['config', 'kc.user.profile.config'];

/** MigrateTo24_0_0#updateUserProfileSettings: stores the profile, the server's own where the realm has none, with the policy. */
function allowUnmanagedAttributes(realm: JsonObject, { baseline: { kinds } }: Given): JsonObject {
  const [stored] = elementsOf(valueAt(realm, PROFILES));
  const own = kinds.components?.['providerId=declarative-user-profile'] ?? emptyObject();
  const component = isObject(stored) ? stored : withField(emptyObject(), ['providerId'], 'declarative-user-profile');
  const [text] = elementsOf(valueAt(component, PROFILE) ?? valueAt(own, PROFILE));
  if (!isObject(text)) return realm;
  const allowed = withField(text, ['$json', 'unmanagedAttributePolicy'], 'ENABLED');
  return withField(realm, PROFILES, [withField(component, PROFILE, [allowed])]);
}

/** KeycloakModelUtils#deepDeleteAuthenticationFlow: a flow with the flows and the configurations of its steps. */
function withoutFlowTree(realm: JsonObject, alias: string): JsonObject {
  const flows = elementsOf(realm.authenticationFlows).filter(isObject);
  const gone = new Set<string>();
  const configs = new Set<string>();
  const visit = (name: string): void => {
    const flow = flows.find((each) => textProperty(each, 'alias') === name);
    if (flow === undefined || gone.has(name)) return;
    gone.add(name);
    for (const step of elementsOf(flow.authenticationExecutions)) {
      visit(textProperty(step, 'flowAlias') ?? '');
      configs.add(textProperty(step, 'authenticatorConfig') ?? '');
    }
  };
  visit(alias);
  if (gone.size === 0) return realm;
  const withoutNamed = (list: Json, names: ReadonlySet<string>): Json =>
    isArray(list) ? mapArray(list, (each) => (names.has(textProperty(each, 'alias') ?? '') ? undefined : each)) : list;
  return mapObject(realm, (value, key) => {
    if (key === 'authenticationFlows') return withoutNamed(value, gone);
    return key === 'authenticatorConfig' ? withoutNamed(value, configs) : value;
  });
}

/**
 * DefaultAuthenticationFlows#addOrganizationBrowserFlowStep: no flow that asks for the organization somewhere gets it. Built-in flows have
 * numbers 10 to 30 for their steps, and the new one has 26; a form says their order alone, so it stands behind the redirector.
 */
function addOrganizationStep(realm: JsonObject, { fresh, with: { flow = 'browser' } }: Given): JsonObject {
  const alias = flow === 'bound' ? textProperty(realm, 'browserFlow') : flow;
  const flows = elementsOf(realm.authenticationFlows).filter(isObject);
  const isNamed = (name: string | undefined) => (each: Json) => textProperty(each, 'alias') === name;
  const asks = (name: string | undefined): boolean =>
    elementsOf(property(flows.find(isNamed(name)), 'authenticationExecutions')).some(
      (step) => textProperty(step, 'authenticator') === 'organization' || asks(textProperty(step, 'flowAlias')),
    );
  if (!flows.some(isNamed(alias)) || asks(alias)) return realm;
  const widened = flows.map((each) => (isNamed(alias)(each) ? withOrganizationStep(each) : each));
  const added = elementsOf(fresh.authenticationFlows).filter((each) =>
    ORGANIZATION_FLOWS.some((name) => isNamed(name)(each)),
  );
  return withField(realm, ['authenticationFlows'], [...widened, ...added]);
}

const ORGANIZATION_FLOWS = ['Organization', 'Browser - Conditional Organization'];

function withOrganizationStep(flow: JsonObject): JsonObject {
  const steps = elementsOf(flow.authenticationExecutions);
  const step = Object.assign(emptyObject(), {
    authenticatorFlow: true,
    flowAlias: 'Organization',
    requirement: 'ALTERNATIVE',
  });
  const before = steps.findLastIndex((each) => STEPS_BEFORE.includes(textProperty(each, 'authenticator') ?? ''));
  return withField(
    flow,
    ['authenticationExecutions'],
    [...steps.slice(0, before + 1), step, ...steps.slice(before + 1)],
  );
}

const STEPS_BEFORE = ['auth-cookie', 'auth-spnego', 'identity-provider-redirector'];

const PRIORITY = 'priority';

/** MigrateTo26_7_0: 10 and 30 become 54 and 57 where nobody moved anything; else both take the first free places after VERIFY_EMAIL. */
function orderRequiredActions(realm: JsonObject): JsonObject {
  const actions = elementsOf(realm.requiredActions).filter(isObject);
  const priorityOf = (alias: string): number | undefined => {
    const priority = property(
      actions.find((each) => textProperty(each, 'alias') === alias),
      PRIORITY,
    );
    return priority === undefined ? undefined : Number(priority);
  };
  const verify = priorityOf('VERIFY_EMAIL');
  if (verify === undefined) return realm;
  const [totp, password] = [priorityOf('CONFIGURE_TOTP'), priorityOf('UPDATE_PASSWORD')];
  const taken = actions.map((each) => Number(each[PRIORITY] ?? 0));
  const freeAfter = (priority: number): number => {
    for (let next = priority + 1; next < priority + taken.length + 2; next++) if (!taken.includes(next)) return next;
    return (taken.at(-1) ?? 0) + 1;
  };
  const isAsMade = verify === 50 && totp === 10 && password === 30;
  const first = isAsMade ? 54 : freeAfter(verify);
  const second = isAsMade ? 57 : totp === undefined ? first : freeAfter(first);
  const places: { readonly [alias: string]: number } = { CONFIGURE_TOTP: first, UPDATE_PASSWORD: second };
  const placed = actions.map((action) => {
    const place = places[textProperty(action, 'alias') ?? ''];
    return place === undefined ? action : withField(action, [PRIORITY], place);
  });
  return withField(
    realm,
    ['requiredActions'],
    [...placed].sort((a, b) => Number(a[PRIORITY]) - Number(b[PRIORITY])),
  );
}

/** MigrateTo26_7_0: what a parameter may be was an expression with the scope's name before it; now it is a kind, and the rest. */
function typeParameterizedScopes(realm: JsonObject): JsonObject {
  const scopes = realm.clientScopes;
  if (!isArray(scopes)) return realm;
  const typed = mapArray(scopes, (scope) => (isObject(scope) ? typeParameterizedScope(scope) : scope));
  return typed === scopes ? realm : withField(realm, ['clientScopes'], typed);
}

const [TYPE, EXPRESSION] = ['parameterized.scope.type', 'parameterized.scope.regexp'];

function typeParameterizedScope(scope: JsonObject): JsonObject {
  const attributes = property(scope, 'attributes');
  if (!isObject(attributes) || textProperty(attributes, 'is.parameterized.scope') !== 'true') return scope;
  if (textProperty(attributes, TYPE) !== undefined) return scope;
  const prefix = `${textProperty(scope, 'name')}:`;
  const expression = textProperty(attributes, EXPRESSION);
  const typedAs = (type: string, rest?: string): JsonObject => {
    const others = without(attributes, [EXPRESSION]);
    const withType = withField(others, [TYPE], type);
    return withField(scope, ['attributes'], rest === undefined ? withType : withField(withType, [EXPRESSION], rest));
  };
  if (expression === undefined || expression === `${prefix}*`) return typedAs('string');
  return expression.startsWith(prefix) ? typedAs('custom', expression.slice(prefix.length)) : scope;
}

/**
 * AdminPermissionsSchema#addResourceTypeScope: the type's own resource gets the scope, and every resource that a permission of the type
 * names gets the scopes of that one.
 */
function widenAdminPermissions(realm: JsonObject, { with: { type = '', scope = '' } }: Given): JsonObject {
  const clients = mapArray(elementsOf(realm.clients), (client) =>
    isObject(client) && client.clientId === 'admin-permissions' ? widenClient(client, type, scope) : client,
  );
  return clients === realm.clients ? realm : withField(realm, ['clients'], clients);
}

const SETTINGS = 'authorizationSettings';

function widenClient(client: JsonObject, type: string, scope: string): JsonObject {
  const settings = client[SETTINGS];
  if (!isObject(settings)) return client;
  const resources = elementsOf(settings.resources);
  const own = resources.find((each) => textProperty(each, 'name') === type);
  if (own === undefined) return client;
  const scopes = withNamed(elementsOf(property(own, 'scopes')), scope);
  const named = new Set([type, ...elementsOf(settings.policies).flatMap((policy) => resourcesOf(policy, type))]);
  const widened = mapArray(resources, (each) =>
    isObject(each) && named.has(textProperty(each, 'name') ?? '') ? withField(each, ['scopes'], scopes) : each,
  );
  const known = withNamed(elementsOf(settings.scopes), scope);
  return withField(withField(client, [SETTINGS, 'resources'], widened), [SETTINGS, 'scopes'], known);
}

function withNamed(list: readonly Json[], name: string): readonly Json[] {
  if (list.some((each) => textProperty(each, 'name') === name)) return list;
  return [...list, withField(emptyObject(), ['name'], name)];
}

/** The resources that a permission of the type names. */
function resourcesOf(policy: Json, type: string): readonly string[] {
  const config = property(policy, 'config');
  if (textProperty(config, 'defaultResourceType') !== type) return [];
  const names = property(config, 'resources');
  return textsIn(property(names, '$json') ?? names);
}
