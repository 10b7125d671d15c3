/** Which parts of a realm may view-realm and view-identity-providers read? Settings, components, required actions, texts, policies, brokers. */

import { without } from '../../json/map.ts';
import { emptyObject, isObject, textProperty } from '../../json/object.ts';
import type { Json, JsonObject } from '../../model.ts';
import type { Session } from '../open-session.ts';
import { addressOf, elements, type Looking, objectsOf, type View } from './view.ts';

export const realmViews: readonly View[] = [
  { keys: ['components'], role: 'view-realm', read: readComponents },
  {
    keys: ['requiredActions'],
    role: 'view-realm',
    read: async ({ session, at }) => ({ requiredActions: await session.get(`${at}/authentication/required-actions`) }),
  },
  { keys: ['localizationTexts'], role: 'view-realm', read: ({ session, realm }) => readTexts(session, realm) },
  { keys: ['identityProviders', 'identityProviderMappers'], role: 'view-identity-providers', read: readBrokers },
];

/** An export nests components by provider type, and below their parents; the server lists them with the ids of these. */
async function readComponents({ session, at, realmId }: Looking): Promise<JsonObject> {
  const all = objectsOf(await elements(session.get(`${at}/components`)));
  const byParent = new Map<string, JsonObject[]>();
  for (const component of all) {
    const parent = textProperty(component, 'parentId') ?? realmId;
    byParent.set(parent, [...(byParent.get(parent) ?? []), component]);
  }
  const nest = (parent: string): JsonObject => {
    const types = emptyObject();
    for (const component of byParent.get(parent) ?? []) {
      const type = textProperty(component, 'providerType') ?? '';
      const own = Object.assign(emptyObject(), without(component, ['parentId', 'providerType']), {
        subComponents: nest(textProperty(component, 'id') ?? ''),
      });
      types[type] = [...((types[type] as readonly Json[] | undefined) ?? []), own];
    }
    return types;
  };
  return { components: nest(realmId) };
}

export async function readTexts(session: Session, realm: string): Promise<JsonObject> {
  const at = addressOf(realm);
  const texts = emptyObject();
  for (const locale of await elements(session.get(`${at}/localization`))) {
    if (typeof locale !== 'string') continue;
    const known = await session.get(`${at}/localization/${encodeURIComponent(locale)}`);
    if (isObject(known) && Object.keys(known).length > 0) texts[locale] = known;
  }
  return { localizationTexts: texts };
}

async function readBrokers({ session, at }: Looking): Promise<JsonObject> {
  const identityProviders = objectsOf(await session.list(`${at}/identity-provider/instances`));
  const mappers = await Promise.all(
    identityProviders.map((provider) => {
      const alias = encodeURIComponent(textProperty(provider, 'alias') ?? '');
      return elements(session.get(`${at}/identity-provider/instances/${alias}/mappers`));
    }),
  );
  return { identityProviders, identityProviderMappers: mappers.flat() };
}
