/** How is a place below an entity shown to people? Names between slashes, properties behind dots. Code keeps the array. */

import type { NamedPlace } from '../entities/address.ts';
import { shortType } from '../entities/names.ts';
import { wordsOf } from './words.ts';

/** Properties whose children have names of their own, by how many steps down. */
const NAMED_BELOW: { readonly [property: string]: number } = {
  protocolMappers: 1,
  resources: 1,
  scopes: 1,
  policies: 1,
  domains: 1,
  members: 1,
  executors: 1,
  conditions: 1,
  subComponents: 2,
};

/** Where the names of executions and sub-flows end. */
const FLOW_PROPERTIES: ReadonlySet<string> = new Set([
  'alias',
  'authenticator',
  'authenticatorConfig',
  'authenticatorFlow',
  'builtIn',
  'description',
  'flowAlias',
  'priority',
  'providerId',
  'requirement',
  'topLevel',
]);

/** `client "web-shop" redirectUris`: a place with the entity that it belongs to. */
export function showPlace({ section, entity, path }: NamedPlace): string {
  const { title, isNamed } = wordsOf(section);
  const who = isNamed ? `${title} ${JSON.stringify(entity)}` : title;
  return path.length === 0 ? who : `${who} ${showChangePath(section, path)}`;
}

/** `forms / auth-otp-form.requirement`, `protocolMappers / audience.config.claim.name`, `attributes.pkce.code.challenge.method`. */
export function showChangePath(section: string, path: readonly string[]): string {
  const isName = section === 'authenticationFlows' ? namesOfFlow(path) : namesBelow(section, path);
  return path.reduce((shown, key, index) => {
    if (index === 0) return showKey(key);
    const isType = path[index - 1] === 'subComponents';
    return `${shown}${isName[index] ? ' / ' : '.'}${showKey(isType ? shortType(key) : key)}`;
  }, '');
}

function namesOfFlow(path: readonly string[]): readonly boolean[] {
  const end = path.findIndex((key) => FLOW_PROPERTIES.has(key));
  return path.map((_, index) => end < 0 || index < end);
}

function namesBelow(section: string, path: readonly string[]): readonly boolean[] {
  let left = 0;
  return path.map((key) => {
    if (left > 0) return left-- > 0;
    const isProfile = section === 'userProfile' && (key === 'attributes' || key === 'groups');
    left = isProfile ? 1 : Object.hasOwn(NAMED_BELOW, key) ? (NAMED_BELOW[key] ?? 0) : 0;
    return false;
  });
}

// What could be taken for a sign of ours: quotes, an arrow, a slash or a colon between spaces, spaces at an end.
const MISLEADING = /["\\]| [/:]|->|^#|^\s|\s$|\s\s|^$/;

/** A key or a name as it is, between quotes where it could be taken for more than a name. */
export function showKey(key: string): string {
  return MISLEADING.test(key) ? JSON.stringify(key) : key;
}
