/** What do rules ask of one realm again and again? Found once, when it is first asked for. */

import { compareVersions, parseVersion } from '../baseline/choose.ts';
import { elementsOf, isObject, property } from '../json/object.ts';
import type { ComparedRealm, Json, JsonObject } from '../model.ts';
import type { Guard } from '../rule-rows.ts';
import { type Entities, entitiesOf } from './entities.ts';
import { type Reach, reachOf } from './reach.ts';

export interface Facts {
  readonly realm: ComparedRealm;
  readonly data: JsonObject;
  readonly name: string;
  /** Undefined where the realm says nothing of the section. */
  readonly entities: (section: string) => Entities | undefined;
  /** Who gets which role, through any number of steps. */
  readonly reach: () => Reach;
  /** What the configuration guards. */
  readonly guards: readonly Guard[];
  /** Aliases of the flows that something logs in with. */
  readonly boundFlows: () => ReadonlySet<string>;
  /** Aliases of the flows that clients use instead of the realm's. */
  readonly overridingFlows: () => readonly string[];
  /** A realm that names no version counts as the newest. */
  readonly isWithin: (versions: { readonly since?: string; readonly until?: string }) => boolean;
}

export function factsOf(realm: ComparedRealm, guards: readonly Guard[] = []): Facts {
  const { data } = realm;
  const found = new Map<string, Entities | undefined>();
  const entities = (section: string): Entities | undefined => {
    if (!found.has(section)) found.set(section, entitiesOf(data, section));
    return found.get(section);
  };
  let bound: ReadonlySet<string> | undefined;
  let reach: Reach | undefined;
  const version = parseVersion(realm.realm.keycloakVersion ?? realm.baseline ?? '');
  return {
    realm,
    data,
    name: realm.realm.name,
    guards,
    entities,
    reach: () => {
      reach ??= reachOf(data, entities);
      return reach;
    },
    overridingFlows: () => overridesIn(data),
    boundFlows: () => {
      bound ??= boundFlowsIn(data);
      return bound;
    },
    isWithin: ({ since, until }) =>
      version === undefined
        ? until === undefined
        : (since === undefined || compareVersions(version, parseVersion(since)) >= 0) &&
          (until === undefined || compareVersions(version, parseVersion(until)) < 0),
  };
}

export const REALM_BINDINGS = [
  'browserFlow',
  'registrationFlow',
  'directGrantFlow',
  'resetCredentialsFlow',
  'clientAuthenticationFlow',
  'dockerAuthenticationFlow',
  'firstBrokerLoginFlow',
] as const;
const PROVIDER_BINDINGS = ['firstBrokerLoginFlowAlias', 'postBrokerLoginFlowAlias'] as const;

function boundFlowsIn(data: JsonObject): ReadonlySet<string> {
  const brokered = elementsOf(data.identityProviders).flatMap((provider) =>
    PROVIDER_BINDINGS.map((key) => property(provider, key)),
  );
  const all = [...REALM_BINDINGS.map((key) => data[key]), ...overridesIn(data), ...brokered];
  return new Set(all.filter((alias) => typeof alias === 'string'));
}

function overridesIn(data: JsonObject): readonly string[] {
  return elementsOf(data.clients).flatMap((client) => {
    const map = property(client, 'authenticationFlowBindingOverrides');
    return isObject(map)
      ? Object.values(map)
          .map(aliasOf)
          .filter((alias) => typeof alias === 'string')
      : [];
  });
}

/** A flow is named as `$browser otp` where Keycloak stores an id. */
export function aliasOf(value: Json): Json {
  return typeof value === 'string' && value.startsWith('$') ? value.slice(1) : value;
}
