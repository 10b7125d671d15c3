/** What does a server fill in for an entity that only names itself? The recorded values, and those that depend on the realm. */

import { equal } from '../json/equal.ts';
import { emptyObject, isArray, type MutableJsonObject, property, scalarText, textProperty } from '../json/object.ts';
import type { Baseline, Json, JsonObject, Place, Realm, Section, Tables } from '../model.ts';
import { type FillIn, merge } from './merge.ts';

/** What of a realm decides how its clients are filled in. */
export interface ScopeContext {
  /** The realm's own default scopes. */
  readonly defaults: readonly string[];
  readonly optionals: readonly string[];
  readonly protocolOf: ReadonlyMap<string, string>;
}

/** Reads the context from a whole realm. */
export function scopeContextOf(realm: JsonObject): ScopeContext {
  const scopes = isArray(realm.clientScopes) ? realm.clientScopes : [];
  return {
    defaults: textsIn(realm.defaultDefaultClientScopes),
    optionals: textsIn(realm.defaultOptionalClientScopes),
    protocolOf: new Map(
      scopes.map((scope) => [textProperty(scope, 'name') ?? '', textProperty(scope, 'protocol') ?? OPENID_CONNECT]),
    ),
  };
}

/**
 * In an export, a client's lists are those of a new realm or they are written: what one administrator changes in the
 * realm's lists shows there, and not in every client. In a file that a person wrote, an absent list still means what the
 * importer makes of it, from the realm's lists.
 */
export function scopesDecidedBy(
  { exportKind }: Pick<Realm, 'exportKind'>,
  stock: JsonObject,
  stated: () => JsonObject,
): JsonObject {
  return exportKind === 'declared' ? Object.assign(emptyObject(), stock, stated()) : stock;
}

const OPENID_CONNECT = 'openid-connect';

function textsIn(value: Json | undefined): readonly string[] {
  return isArray(value) ? value.filter((element) => typeof element === 'string') : [];
}

/**
 * What fills in the entities of one realm. Each combination of variants is put together once. `isWritten`: also with what says
 * nothing and stands in every export.
 */
export function fillInFrom(
  baseline: Baseline,
  tables: Tables,
  scopes: ScopeContext,
  { isWritten = false } = {},
): FillIn {
  const known = new Map<string, JsonObject>();
  const everyOf = perSection(({ name, alwaysWritten }) => {
    const every = baseline.kinds[name]?.[EVERY] ?? NOTHING;
    return isWritten ? Object.assign(emptyObject(), alwaysWritten, every) : every;
  });
  const recorded = (section: Section, entity: JsonObject): JsonObject => {
    const variants = baseline.kinds[section.name];
    if (variants === undefined && !isWritten) return NOTHING;
    const every = everyOf(section);
    const names = Object.keys(variants ?? NOTHING).filter((variant) => isOfVariant(entity, every, variant));
    const key = [section.name, ...names].join('\u0000');
    const found =
      known.get(key) ?? together(every, names, { variants: variants ?? {}, place: placeOf(section, tables.root) });
    known.set(key, found);
    return found;
  };
  return (section, entity) => {
    // An execution that stands for a sub-flow is none of an authenticator.
    if (section.name === 'authenticationExecutions' && entity.flowAlias !== undefined) return NOTHING;
    const defaults = recorded(section, entity);
    return section.name === 'clients' ? forClient(entity, defaults, scopes) : defaults;
  };
}

/** Computed at the first entity of each section. */
function perSection(compute: (section: Section) => JsonObject): (section: Section) => JsonObject {
  const known = new Map<Section, JsonObject>();
  return (section) => {
    const found = known.get(section) ?? compute(section);
    known.set(section, found);
    return found;
  };
}

/** The variant that every entity of a section is of. */
export const EVERY = '*';

type Variants = Baseline['kinds'][string];

const NOTHING: JsonObject = Object.freeze(emptyObject());

/** The defaults of every entity, and over them those of each variant that the entity is of. */
function together(
  every: JsonObject,
  names: readonly string[],
  { variants, place }: { readonly variants: Variants; readonly place: Place },
): JsonObject {
  const fillIn: FillIn = () => NOTHING;
  return names.reduce((defaults, name) => merge(defaults, variants[name] ?? NOTHING, { place, fillIn }), every);
}

/** The place of any entity of a section. */
export function placeOf(section: Section, root: Place): Place {
  const keys = (section.at[0] ?? '').split('/');
  return keys.reduce((place, key) => place.child(key, NOTHING), root);
}

/** `protocol=saml`, or several such conditions with commas. */
function isOfVariant(entity: JsonObject, every: JsonObject, variant: string): boolean {
  if (variant === EVERY) return false;
  return variant.split(',').every((condition) => {
    const [key = '', ...value] = condition.split('=');
    const found = property(entity, key) ?? property(every, key);
    return scalarText(found) === value.join('=');
  });
}

/**
 * Three fields of a client depend on others (RepresentationToModel.createClient, measured on 24.0.5 and 26.7.3):
 * everything is in scope unless there is consent; web origins are taken from absolute redirect URIs; and without either
 * list of scopes a client gets the realm's.
 */
function forClient(client: JsonObject, recorded: JsonObject, scopes: ScopeContext): JsonObject {
  const defaults: MutableJsonObject = Object.assign(emptyObject(), recorded);
  defaults.fullScopeAllowed = client.consentRequired !== true;
  if (textsIn(client.redirectUris).some(isAbsolute)) delete defaults.webOrigins;
  return Object.assign(defaults, scopeLists(client, recorded, scopes));
}

function isAbsolute(uri: string): boolean {
  return /^https?:/i.test(uri);
}

/** Both lists or none: an importer that finds one takes the other for empty. */
function scopeLists(client: JsonObject, recorded: JsonObject, scopes: ScopeContext): JsonObject {
  const protocol = textProperty(client, 'protocol') ?? textProperty(recorded, 'protocol') ?? OPENID_CONNECT;
  const ofProtocol = (names: readonly string[]) => names.filter((name) => scopes.protocolOf.get(name) === protocol);
  const getsServiceScope = client.serviceAccountsEnabled === true && scopes.protocolOf.has(SERVICE_ACCOUNT);
  const lists = {
    defaultClientScopes: sorted([...ofProtocol(scopes.defaults), ...(getsServiceScope ? [SERVICE_ACCOUNT] : [])]),
    optionalClientScopes: sorted(ofProtocol(scopes.optionals)),
  };
  const stated = [client.defaultClientScopes, client.optionalClientScopes];
  const isUnsaid = stated.every((list) => list === undefined);
  const isEqual = equal(stated[0], lists.defaultClientScopes) && equal(stated[1], lists.optionalClientScopes);
  return isUnsaid || isEqual ? lists : {};
}

/** The scope that servers from 26.1 on give to clients with a service account. */
const SERVICE_ACCOUNT = 'service_account';

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
