/** Under which section, entity and path does the report contract name a place of a realm? */

import { clientRoleName, countedName, shortType } from '../entities/names.ts';
import { textProperty } from '../json/object.ts';
import type { JsonObject, Path, Section } from '../model.ts';

/** A place in the words of the report. */
export interface Where {
  readonly section: string;
  readonly entity: string;
  readonly path: readonly string[];
}

/** The realm itself. */
export function realmWhere(name: string): Where {
  return { section: 'realm', entity: name, path: [] };
}

/** The place of a property. What a client says about authorization is a section of its own. */
export function step(where: Where, key: string): Where {
  if (where.section === 'clients' && where.path.length === 0 && key === 'authorizationSettings') {
    return { section: 'authorization', entity: where.entity, path: [] };
  }
  return { ...where, path: [...where.path, key] };
}

/** True for settings that come and go as one. */
export function isOnePiece(where: Where): boolean {
  return where.section === 'authorization' && where.path.length === 0;
}

/** Where an element of a list of entities stands: on its own, or inside the entity around it. */
export interface Element {
  readonly section: Section;
  readonly entity: JsonObject;
  /** The way to its list in the realm's data. */
  readonly list: Path;
  /** Its name beside others of the same identity: 0 is the first. */
  readonly occurrence: number;
  /** True when another entity of the list has the same name and differs in the rest of its identity. */
  readonly needsMore: boolean;
}

/** Kinds of things that a report names by themselves; all others are named inside their owner. */
export const OWN: ReadonlySet<string> = new Set([
  'clientPolicies',
  'clientProfiles',
  'clientScopes',
  'clients',
  'components',
  'federatedUsers',
  'groups',
  'identityProviderMappers',
  'identityProviders',
  'oauthClients',
  'organizations',
  'requiredActions',
  'roles.client',
  'roles.realm',
  'userFederationMappers',
  'userFederationProviders',
  'users',
  'workflows',
]);

/** True for a key of a realm that the report names as a section. */
export function isSection(key: string): boolean {
  return OWN.has(key) || OTHER_SECTIONS.has(key);
}

/** Keys whose sections are no lists of entities with one identity. */
const OTHER_SECTIONS: ReadonlySet<string> = new Set([
  'authenticationFlows',
  'authenticatorConfig',
  'defaultDefaultClientScopes',
  'defaultGroups',
  'defaultOptionalClientScopes',
  'localizationTexts',
  'roles',
]);

export function isOwn({ section }: Element, around: Where): boolean {
  return OWN.has(section.name) && around.section === 'realm';
}

/** The place of an entity, from the place of its list. */
export function enter(element: Element, around: Where): Where {
  if (isOwn(element, around))
    return { section: element.section.name, entity: countedName(nameOf(element), element.occurrence), path: [] };
  return step(around, countedName(nameOf(element), element.occurrence));
}

function nameOf(element: Element): string {
  const { section, entity, list } = element;
  const name = firstOf(section, entity);
  switch (section.name) {
    case 'roles.client':
      return clientRoleName(String(list.at(-1)), name);
    case 'identityProviderMappers':
      return `${textProperty(entity, 'identityProviderAlias') ?? ''}/${textProperty(entity, 'name') ?? ''}`;
    case 'components':
      return list.length > 2 ? name : `${shortType(String(list.at(-1)))}/${name}${more(element)}`;
    default:
      return `${name}${more(element)}`;
  }
}

function firstOf(section: Section, entity: JsonObject): string {
  return section.identity.map((key) => textProperty(entity, key)).find((text) => text !== undefined) ?? '';
}

/** What tells two of one name apart: ` (anonymous)` of two client registration policies, ` (saml)` of two mappers. */
function more({ section, entity, needsMore }: Element): string {
  if (!needsMore) return '';
  const rest = section.identity.slice(1).map((key) => textProperty(entity, key));
  const texts = rest.filter((text) => text !== undefined);
  return texts.length === 0 ? '' : ` (${texts.at(-1)})`;
}
