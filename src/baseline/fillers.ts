/** What does an importer fill in that depends on other fields? One small function for each name in the column `filledIn` of `rules/sections.json`. */

import { equal } from '../json/equal.ts';
import { textProperty, textsIn } from '../json/object.ts';
import type { Json, JsonObject } from '../model.ts';

/** What of a realm decides how its clients are filled in. */
export interface ScopeContext {
  /** The realm's own default scopes. */
  readonly defaults: readonly string[];
  readonly optionals: readonly string[];
  readonly protocolOf: ReadonlyMap<string, string>;
}

export interface FillerInput {
  /** What the file says of the entity. */
  readonly entity: JsonObject;
  /** What a server of the version fills in by itself. */
  readonly recorded: JsonObject;
  readonly scopes: ScopeContext;
}

/** The value; undefined where none is filled in. */
type Filler = (input: FillerInput, field: string) => Json | undefined;

/** All of clients: RepresentationToModel.createClient, measured on 24.0.5 and 26.7.3. */
export const FILLERS: { readonly [name: string]: Filler } = {
  'true-without-consent': ({ entity }) => entity.consentRequired !== true,
  'nothing-beside-absolute-redirects': ({ entity, recorded }, field) =>
    textsIn(entity.redirectUris).some(isAbsolute) ? undefined : recorded[field],
  'scopes-of-realm': scopesOfRealm,
};

export const OPENID_CONNECT = 'openid-connect';

function isAbsolute(uri: string): boolean {
  return /^https?:/i.test(uri);
}

/** Without either list a client gets the realm's. Both or none: an importer that finds one takes the other for empty. */
function scopesOfRealm({ entity, recorded, scopes }: FillerInput, field: string): Json | undefined {
  const protocol = textProperty(entity, 'protocol') ?? textProperty(recorded, 'protocol') ?? OPENID_CONNECT;
  const lists = listsFor(protocol, entity.serviceAccountsEnabled === true, scopes);
  const stated = Object.keys(lists).filter((list) => entity[list] !== undefined);
  const isAsFilledIn =
    stated.length === 0 || Object.entries(lists).every(([list, names]) => equal(entity[list], names));
  return isAsFilledIn ? lists[field] : recorded[field];
}

/** What the realm's scopes give to a client, by field. */
type ScopeLists = { readonly [field: string]: readonly string[] };

/** Most clients of a realm get one of a few pairs of lists. */
const known = new WeakMap<ScopeContext, Map<string, ScopeLists>>();

function listsFor(protocol: string, hasServiceAccount: boolean, scopes: ScopeContext): ScopeLists {
  const ofRealm = known.get(scopes) ?? new Map<string, ScopeLists>();
  known.set(scopes, ofRealm);
  const key = `${hasServiceAccount} ${protocol}`;
  const found = ofRealm.get(key) ?? computeLists(protocol, hasServiceAccount, scopes);
  ofRealm.set(key, found);
  return found;
}

function computeLists(protocol: string, hasServiceAccount: boolean, scopes: ScopeContext): ScopeLists {
  const ofProtocol = (names: readonly string[]) => names.filter((name) => scopes.protocolOf.get(name) === protocol);
  const getsServiceScope = hasServiceAccount && scopes.protocolOf.has(SERVICE_ACCOUNT);
  return {
    defaultClientScopes: sorted([...ofProtocol(scopes.defaults), ...(getsServiceScope ? [SERVICE_ACCOUNT] : [])]),
    optionalClientScopes: sorted(ofProtocol(scopes.optionals)),
  };
}

/** The scope that servers from 26.1 on give to clients with a service account. */
const SERVICE_ACCOUNT = 'service_account';

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
