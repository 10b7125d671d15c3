/** Drops what follows from something else in the same file. Keeps it wherever it contradicts what it should follow from. */

import { equal } from '../json/equal.ts';
import { fieldValue, withoutField } from '../json/field.ts';
import { emptyObject, isArray, isObject, property, scalarText, textProperty } from '../json/object.ts';
import type { Json, JsonObject, Path, Problem, Realm, Section, Step, Tables } from '../model.ts';
import { ownersOf } from './fgap.ts';
import { rewrite } from './rewrite.ts';
import { artifactBindingIdentifier } from './saml-artifact.ts';

export const dropDerived: Step = {
  name: 'drop-derived',
  why: 'a value that is stated twice makes two changes of one, and two spellings of one realm',
  run: (realm, { tables }) => {
    const problems: Problem[] = [];
    const data = rewrite(realm.data, tables.root, 'section', (value, { place, path }) => {
      if (place.section === undefined || !isObject(value)) return value;
      problems.push(...conflicts(value, place.section, path()));
      return withoutDerived(value, place.section, { realm, path });
    });
    return { realm: dropConstants({ ...realm, data }, tables), problems };
  },
};

/** Fields that say nothing when they hold one known value. */
function dropConstants(realm: Realm, tables: Tables): Realm {
  const data = rewrite(realm.data, tables.root, 'dropWhen', (value, { place }) =>
    place.dropWhen !== undefined && equal(value, place.dropWhen) ? undefined : value,
  );
  return { ...realm, data };
}

function conflicts(entity: JsonObject, section: Section, path: Path): readonly Problem[] {
  return section.twins
    .filter(([field, twin]) => {
      const [one, other] = [fieldValue(entity, field), fieldValue(entity, twin)];
      return one !== undefined && other !== undefined && !sameText(one, other);
    })
    .map(([field, twin]) => ({
      code: 'conflicting-attribute' as const,
      message: `${field} and ${twin} state the same setting differently; an import takes the attribute`,
      path: [...path, ...field.split('/')],
    }));
}

interface Around {
  readonly realm: Realm;
  readonly path: () => Path;
}

function withoutDerived(entity: JsonObject, section: Section, around: Around): JsonObject {
  let result = entity;
  for (const [field, twin] of section.twins) {
    if (sameText(fieldValue(entity, field), fieldValue(entity, twin))) result = withoutField(result, field);
  }
  for (const field of DERIVED[section.name]?.(entity, around) ?? []) result = withoutField(result, field);
  return section.name === 'authenticationExecutions' ? withOneSpelling(result) : result;
}

/** Equal as Keycloak's attributes are: `600` and `"600"` are the same setting. */
function sameText(a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return equal(a, b) || (scalarText(a) !== undefined && scalarText(a) === scalarText(b));
}

/** For some sections: the fields that follow from other fields. */
const DERIVED: { readonly [section: string]: (entity: JsonObject, around: Around) => readonly string[] } = {
  realm: (realm) => [
    ...(describesListedRole(realm) ? ['defaultRole/description'] : []),
    ...(hasEmptyUserProfile(realm) ? [`components/${USER_PROFILE}`] : []),
  ],
  'roles.realm': () => FLAG_OF_ROLE,
  'roles.client': () => FLAG_OF_ROLE,
  groups: (group, around) => (derivedPaths(around).includes(group.path ?? null) ? ['path'] : []),
  'organizations.groups': (group, around) => (derivedPaths(around).includes(group.path ?? null) ? ['path'] : []),
  clients: (client) => {
    const field = 'attributes/saml.artifact.binding.identifier';
    const stored = fieldValue(client, field);
    const clientId = textProperty(client, 'clientId');
    if (stored === undefined || clientId === undefined) return [];
    return stored === artifactBindingIdentifier(clientId) ? [field] : [];
  },
};

/** Says whether `composites` holds something. RepresentationToModel.createRole and addComposites do not read it. */
const FLAG_OF_ROLE = ['composite'] as const;

const USER_PROFILE = 'org.keycloak.userprofile.UserProfileProvider';

/** A user profile without a configuration is the built-in one; before 24 the first save leaves such a component (21.0.2). */
function hasEmptyUserProfile(realm: JsonObject): boolean {
  const profiles = property(property(realm, 'components'), USER_PROFILE);
  return isArray(profiles) && profiles.every((profile) => equal(property(profile, 'config') ?? {}, {}));
}

/** What a server writes at the default role; a partial export may hold the short copy without the role. */
const DEFAULT_ROLE_TEXT = '${role_default-roles}';

/** The default role is a short copy of a role in the list; where that is not listed, of the one that a server makes. */
function describesListedRole(realm: JsonObject): boolean {
  const defaultRole = property(realm, 'defaultRole');
  const name = textProperty(defaultRole, 'name');
  const roles = property(property(realm, 'roles'), 'realm');
  const listed = (isArray(roles) ? roles : []).find((role) => textProperty(role, 'name') === name);
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

/** `autheticatorFlow` is an old misspelling whose setter writes the same field, so of two the later key counts. */
function withOneSpelling(execution: JsonObject): JsonObject {
  const last = Object.keys(execution)
    .filter((key) => key === 'authenticatorFlow' || key === 'autheticatorFlow')
    .at(-1);
  if (last === undefined) return execution;
  const { autheticatorFlow: _, ...rest } = execution;
  return Object.assign(emptyObject(), rest, { authenticatorFlow: execution[last] ?? null });
}
