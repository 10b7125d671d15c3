/** What can no list of verbs say? Few steps of migrations compute something; each is a function here, named by its row. */

import { mapArray, mapObject, without } from '../json/map.ts';
import { elementsOf, emptyObject, isArray, isObject, property, textProperty } from '../json/object.ts';
import { valueAt } from '../json/path.ts';
import type { Baseline, Json, JsonObject } from '../model.ts';
import { withField } from './edit-at.ts';

type Program = (realm: JsonObject, baseline: Baseline) => JsonObject;

export const PROGRAMS: { readonly [name: string]: Program } = {
  'allow-unmanaged-attributes': allowUnmanagedAttributes,
  'drop-http-challenge': (realm) => withoutFlowTree(realm, 'http challenge'),
  'order-required-actions': orderRequiredActions,
  'type-parameterized-scopes': typeParameterizedScopes,
};

const PROFILES = ['components', 'org.keycloak.userprofile.UserProfileProvider'];
const PROFILE = ['config', 'kc.user.profile.config'];

/** MigrateTo24_0_0#updateUserProfileSettings: stores the profile, the server's own where the realm has none, with the policy. */
function allowUnmanagedAttributes(realm: JsonObject, { kinds }: Baseline): JsonObject {
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
