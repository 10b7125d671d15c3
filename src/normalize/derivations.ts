/** Which values follow from other fields? One small function for each name in the column `derived` of `rules/sections.json`. */

import { equal } from '../json/equal.ts';
import { elementsOf, isArray, property, textProperty } from '../json/object.ts';
import type { Json, JsonObject, Path, Realm } from '../model.ts';
import { ownersOf } from './fgap.ts';
import { artifactBindingIdentifier } from './saml-artifact.ts';

/** The realm that the entity is in, and where. */
export interface Around {
  readonly realm: Realm;
  readonly path: () => Path;
}

/** True when the value of the entity is what follows. */
type Derivation = (value: Json, entity: JsonObject, around: Around) => boolean;

export const DERIVATIONS: { readonly [name: string]: Derivation } = {
  always: () => true,
  'listed-role': (_, realm) => describesListedRole(realm),
  'without-configuration': isEmptyConfiguration,
  'names-above': (value, _, around) => derivedPaths(around).includes(value),
  'saml-artifact': (value, client) => {
    const clientId = textProperty(client, 'clientId');
    return clientId !== undefined && value === artifactBindingIdentifier(clientId);
  },
};

/** False where the entity has no such field. */
export function isDerived(name: string, value: Json | undefined, entity: JsonObject, around: Around): boolean {
  return value !== undefined && DERIVATIONS[name]?.(value, entity, around) === true;
}

/** Components without a configuration: such a user profile is the built-in one; before 24 the first save leaves one (21.0.2). */
function isEmptyConfiguration(components: Json): boolean {
  return isArray(components) && components.every((component) => equal(property(component, 'config') ?? {}, {}));
}

/** What a server writes at the default role; a partial export may hold the short copy without the role. */
const DEFAULT_ROLE_TEXT = '${role_default-roles}';

/** The default role is a short copy of a role in the list; where that is not listed, of the one that a server makes. */
function describesListedRole(realm: JsonObject): boolean {
  const defaultRole = property(realm, 'defaultRole');
  const name = textProperty(defaultRole, 'name');
  const roles = property(property(realm, 'roles'), 'realm');
  const listed = elementsOf(roles).find((role) => textProperty(role, 'name') === name);
  const description = textProperty(defaultRole, 'description');
  return description === (textProperty(listed, 'description') || DEFAULT_ROLE_TEXT);
}

/** `/staff/ops`: the names from the top group down to this one. Since 25 slashes in names are escaped (KeycloakModelUtils.buildGroupPath). */
function derivedPaths({ realm, path }: Around): readonly Json[] {
  const here = path();
  const depth = here.filter((key) => key === 'subGroups').length + 1;
  const names = ownersOf(realm.data, here)
    .slice(-depth)
    .map((group) => textProperty(group, 'name') ?? '');
  return [names, names.map((name) => name.replaceAll('/', '~/'))].map((each) => `/${each.join('/')}`);
}
