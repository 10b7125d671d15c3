/** What does the path of an admin event lead to, in the words of the report? A table of the paths of Keycloak's admin REST API. */

import { clientRoleName } from '../entities/names.ts';

/** A part of a realm: a whole section where nobody can tell which of its entities. */
export interface EventPlace {
  readonly section: string;
  readonly entity: string | undefined;
  readonly path: readonly string[];
}

/** What a path names by an id, as the report calls it; undefined for what is gone. */
export type PlaceOfId = (id: string) => EventPlace | undefined;

interface Naming {
  readonly placeOfId: PlaceOfId;
  /** What was written calls itself so. */
  readonly name: string | undefined;
}

/** Undefined for what no report compares: sessions, users' credentials, event configurations of nobody. */
export function placeOfEvent(path: string, naming: Naming): EventPlace | undefined {
  const [head = '', ...rest] = path.split('/').map(decoded);
  return Object.hasOwn(HEADS, head) ? HEADS[head]?.(rest, naming) : undefined;
}

type Reading = (rest: readonly string[], naming: Naming) => EventPlace | undefined;

/** Parts of clients and client scopes that are asked for by an address of their own. */
const PARTS: { readonly [segment: string]: readonly string[] } = {
  'protocol-mappers': ['protocolMappers'],
  'scope-mappings': ['scopeMappings'],
  'default-client-scopes': ['defaultClientScopes'],
  'optional-client-scopes': ['optionalClientScopes'],
  'client-secret': ['secret'],
};

const HEADS: { readonly [segment: string]: Reading } = {
  '': () => whole('realm'),
  events: () => whole('realm'),
  clients: (rest, naming) => {
    const client = byId('clients', rest, naming);
    const [, part = '', name] = rest;
    if (part === 'authz') return { ...whole('authorization'), entity: client.entity };
    if (part !== 'roles') return withPart(client, part, naming.placeOfId(rest[3] ?? ''));
    const isKnown = client.entity !== undefined && name !== undefined;
    return { ...whole('roles.client'), entity: isKnown ? clientRoleName(client.entity, name) : undefined };
  },
  'client-scopes': (rest, naming) =>
    withPart(byId('clientScopes', rest, naming), rest[1] ?? '', naming.placeOfId(rest[3] ?? '')),
  roles: ([name]) => ({ ...whole('roles.realm'), entity: name }),
  'roles-by-id': ([id = ''], { placeOfId }) => placeOfId(id),
  groups: (rest, naming) => byId('groups', rest, naming),
  users: ([id = ''], { placeOfId }) => (id === 'profile' ? whole('userProfile') : placeOfId(id)),
  organizations: (rest, naming) => byId('organizations', rest, naming),
  components: (rest, naming) => byId('components', rest, naming),
  'identity-provider': ([, alias, part, id = ''], { placeOfId }) =>
    part === 'mappers'
      ? (placeOfId(id) ?? whole('identityProviderMappers'))
      : { ...whole('identityProviders'), entity: alias },
  authentication: ([kind = '', alias = ''], { placeOfId }) => {
    if (kind === 'required-actions') return { ...whole('requiredActions'), entity: alias };
    if (kind === 'register-required-action') return whole('requiredActions');
    return { ...whole('authenticationFlows'), entity: placeOfId(alias)?.entity ?? alias };
  },
  'default-default-client-scopes': (rest, naming) => member('defaultDefaultClientScopes', rest, naming),
  'default-optional-client-scopes': (rest, naming) => member('defaultOptionalClientScopes', rest, naming),
  'default-groups': (rest, naming) => member('defaultGroups', rest, naming),
  'client-policies': ([kind]) => whole(kind === 'profiles' ? 'clientProfiles' : 'clientPolicies'),
  localization: ([locale]) => ({ ...whole('localizationTexts'), entity: locale }),
};

function whole(section: string): EventPlace {
  return { section, entity: undefined, path: [] };
}

/** Something new has its id as the last segment, and what is gone is known by its name alone. */
function byId(section: string, [id = '']: readonly string[], { placeOfId, name }: Naming): EventPlace {
  return placeOfId(id) ?? { section, entity: name, path: [] };
}

/** A list of names: what an id means is elsewhere. */
function member(section: string, [id = '']: readonly string[], { placeOfId }: Naming): EventPlace {
  return { ...whole(section), entity: placeOfId(id)?.entity };
}

/** One mapper where it is still there, else the mappers. */
function withPart(whole: EventPlace, segment: string, part: EventPlace | undefined): EventPlace {
  if (part !== undefined) return part;
  return { ...whole, path: (Object.hasOwn(PARTS, segment) ? PARTS[segment] : undefined) ?? [] };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
