/** What do tokens say that they should not, or not say that they should? Looks at clients with the scopes that they get. */

import { elementsOf, property, textProperty } from '../json/object.ts';
import type { Json } from '../model.ts';
import { fieldOf } from '../tables/find-fields.ts';
import type { Facts } from './facts.ts';
import type { Held } from './held.ts';

const LIGHTWEIGHT = 'client.use.lightweight.access.token.enabled';

/**
 * A lightweight access token holds what mappers put there that say so themselves (OIDCAttributeMapperHelper#includeInLightweightAccessToken);
 * sub comes from the mapper of scope basic, whose stock configuration does not.
 */
export function lightweightWithoutSub(facts: Facts): readonly Held[] {
  return [...(facts.entities('clients') ?? [])].flatMap(([entity, client]) => {
    const attributes = property(client, 'attributes');
    if (textProperty(attributes, LIGHTWEIGHT) !== 'true' || mappersOf(client, facts).some(writesSub)) return [];
    return [
      {
        section: 'clients',
        entity,
        path: ['attributes', LIGHTWEIGHT],
        name: LIGHTWEIGHT,
        value: 'true',
        isMember: false,
      },
    ];
  });
}

function writesSub(mapper: Json): boolean {
  const config = property(mapper, 'config');
  const claim = textProperty(config, 'claim.name');
  const isSub = textProperty(mapper, 'protocolMapper') === 'oidc-sub-mapper' || claim === 'sub';
  return isSub && textProperty(config, 'lightweight.claim') === 'true';
}

/** Those of the client and of its default scopes. */
function mappersOf(client: Json, { entities }: Facts): readonly Json[] {
  const scopes = elementsOf(property(client, 'defaultClientScopes'));
  const named = scopes.map((scope) => entities('clientScopes')?.get(String(scope)) ?? null);
  return [client, ...named].flatMap((owner) => elementsOf(property(owner, 'protocolMappers')));
}

/** Attributes that users type in by themselves, by design, in every realm. */
const STOCK_ATTRIBUTES: ReadonlySet<string> = new Set([
  'username',
  'email',
  'firstName',
  'lastName',
  'locale',
  'emailVerified',
]);

const ATTRIBUTE_MAPPERS: ReadonlySet<string> = new Set([
  'oidc-usermodel-attribute-mapper',
  'saml-user-attribute-mapper',
]);

/** A claim from an attribute that its user may write: whoever decides by it lets users decide. */
export function mappersOverEditable(facts: Facts): readonly Held[] {
  const isEditable = editableAttributes(facts);
  if (isEditable === undefined) return [];
  return (['clients', 'clientScopes'] as const).flatMap((section) =>
    [...(facts.entities(section) ?? [])].flatMap(([entity, owner]) =>
      elementsOf(property(owner, 'protocolMappers')).flatMap((mapper) => {
        const attribute = textProperty(property(mapper, 'config'), 'user.attribute') ?? '';
        const isMeant = ATTRIBUTE_MAPPERS.has(textProperty(mapper, 'protocolMapper') ?? '') && isEditable(attribute);
        const name = textProperty(mapper, 'name') ?? '';
        return isMeant
          ? [{ section, entity, path: ['protocolMappers', name], name, value: attribute, isMember: false }]
          : [];
      }),
    ),
  );
}

/** Undefined where the realm does not say what its users may write. */
function editableAttributes(facts: Facts): ((attribute: string) => boolean) | undefined {
  const profile = facts.entities('userProfile')?.get(facts.name);
  if (profile === undefined) return undefined;
  const declared = new Map(
    elementsOf(property(profile, 'attributes')).map((each) => [textProperty(each, 'name') ?? '', each]),
  );
  const isFree = textProperty(profile, 'unmanagedAttributePolicy') === 'ENABLED';
  return (attribute) => {
    if (attribute === '' || STOCK_ATTRIBUTES.has(attribute)) return false;
    const rules = declared.get(attribute);
    if (rules === undefined) return isFree;
    return elementsOf(fieldOf(rules, ['permissions', 'edit'])).includes('user');
  };
}

/** Mappers whose role or client is named by what was its id in another place (the console of 25.0). */
const ID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export function mappersByClientId(facts: Facts): readonly Held[] {
  return (['clients', 'clientScopes'] as const).flatMap((section) =>
    [...(facts.entities(section) ?? [])].flatMap(([entity, owner]) =>
      elementsOf(property(owner, 'protocolMappers')).flatMap((mapper) => {
        const key = 'usermodel.clientRoleMapping.clientId';
        const value = textProperty(property(mapper, 'config'), key) ?? '';
        const name = textProperty(mapper, 'name') ?? '';
        if (!ID.test(value) || facts.entities('clients')?.has(value) === true) return [];
        return [{ section, entity, path: ['protocolMappers', name, 'config', key], name, value, isMember: false }];
      }),
    ),
  );
}

/** Mappers of a provider that give roles or attributes once: what the provider takes back stays. */
export function mappersThatNeverUpdate(facts: Facts): readonly Held[] {
  const providers = facts.entities('identityProviders');
  return [...(facts.entities('identityProviderMappers') ?? [])].flatMap(([entity, mapper]) => {
    if (!/role|group/.test(textProperty(mapper, 'identityProviderMapper') ?? '')) return [];
    const provider = providers?.get(textProperty(mapper, 'identityProviderAlias') ?? '') ?? null;
    const own = textProperty(property(mapper, 'config'), 'syncMode') ?? 'LEGACY';
    const mode = own === 'INHERIT' ? (textProperty(property(provider, 'config'), 'syncMode') ?? 'LEGACY') : own;
    return mode === 'IMPORT'
      ? [{ section: 'identityProviderMappers', entity, path: [], name: entity, value: mode, isMember: false }]
      : [];
  });
}
