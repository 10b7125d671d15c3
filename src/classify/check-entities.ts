/** Where do entities of a realm contradict one another or the realm? One function a question; each tells all places. */

import { elementsOf, isObject, property, scalarText, textProperty } from '../json/object.ts';
import { numberOf } from '../tables/condition.ts';
import { findFields } from '../tables/find-fields.ts';
import type { Facts } from './facts.ts';
import type { Held } from './held.ts';

/** From 27 on an organization's redirect must be one that the client `account` allows. */
export function organizationRedirects(facts: Facts): readonly Held[] {
  const account = facts.entities('clients')?.get('account');
  if (account === undefined) return [];
  const allowed = findFields(account, ['redirectUris', '*']).map(({ value }) => scalarText(value) ?? '');
  const isAllowed = (uri: string) =>
    allowed.some((each) => each === uri || (each.endsWith('*') && uri.startsWith(each.slice(0, -1))));
  return [...(facts.entities('organizations') ?? [])].flatMap(([entity, organization]) => {
    const uri = textProperty(organization, 'redirectUrl') ?? '';
    if (uri === '' || isAllowed(uri)) return [];
    return [
      { section: 'organizations', entity, path: ['redirectUrl'], name: 'redirectUrl', value: uri, isMember: false },
    ];
  });
}

/** Of two components with one name, type and sub-type nothing tells which is meant. */
export function sharedComponentNames({ data }: Facts): readonly Held[] {
  const { components } = data;
  return Object.entries(isObject(components) ? components : {}).flatMap(([type, list]) => {
    const names = elementsOf(list).map((each) => textProperty(each, 'name') ?? '');
    const keys = elementsOf(list).map((each, index) =>
      JSON.stringify([names[index], property(each, 'subType') ?? null]),
    );
    const shared = new Set(names.filter((name, index) => name !== '' && keys.indexOf(keys[index] ?? '') !== index));
    const short = type.slice(type.lastIndexOf('.') + 1);
    return [...shared].map((name) => ({
      section: 'components',
      entity: `${short}/${name}`,
      path: [],
      name,
      value: name,
      isMember: false,
    }));
  });
}

/** The count of failures begins anew before the longest wait is over, so that nobody ever waits so long. */
export function failuresForgottenEarly({ data }: Facts): readonly Held[] {
  const [memory, wait] = [numberOf(data.maxDeltaTimeSeconds), numberOf(data.maxFailureWaitSeconds)];
  if (data.bruteForceProtected !== true || data.permanentLockout === true) return [];
  if (memory === undefined || wait === undefined || memory >= wait) return [];
  const path = ['maxDeltaTimeSeconds'];
  return [
    {
      section: 'realm',
      entity: textProperty(data, 'realm') ?? '',
      path,
      name: 'maxDeltaTimeSeconds',
      value: memory,
      isMember: false,
    },
  ];
}

/** A session is over before it was idle for as long as it may be (SessionExpirationUtils#calculateUserSessionIdleTimestamp). */
export function idleLongerThanSession({ data }: Facts): readonly Held[] {
  const [idle, life] = [numberOf(data.ssoSessionIdleTimeout), numberOf(data.ssoSessionMaxLifespan)];
  if (idle === undefined || life === undefined || life <= 0 || idle <= life) return [];
  const entity = textProperty(data, 'realm') ?? '';
  return [{ section: 'realm', entity, path: ['ssoSessionIdleTimeout'], name: 'idle', value: idle, isMember: false }];
}

const LIFESPAN = 'access.token.lifespan';

export function clientTokensOutlivingRealm(facts: Facts): readonly Held[] {
  const limit = numberOf(facts.data.accessTokenLifespan);
  if (limit === undefined) return [];
  return [...(facts.entities('clients') ?? [])].flatMap(([entity, client]) => {
    const value = property(property(client, 'attributes'), LIFESPAN);
    if ((numberOf(value) ?? 0) <= limit) return [];
    return [{ section: 'clients', entity, path: ['attributes', LIFESPAN], name: LIFESPAN, value, isMember: false }];
  });
}
