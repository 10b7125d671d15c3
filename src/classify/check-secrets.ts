/** Which secrets does a realm's file hold as anybody can read them, or as a mask? Tells places only, never a value. */

import { isArray, isObject, property, textProperty } from '../json/object.ts';
import type { Json } from '../model.ts';
import { isSealed } from '../normalize/seal.ts';
import { EXPORT_MASK, isSecretKey, isSecretPlaceholder, SECRET } from '../normalize/secret-keys.ts';
import { findFields } from '../tables/find-fields.ts';
import { SECTIONS } from '../tables/parse-rules.ts';
import { entitiesOf } from './entities.ts';
import type { Facts } from './facts.ts';
import type { Held } from './held.ts';

/** What was sealed for comparing is a secret that stood in the file; a mask and a placeholder are sealed by nobody. */
export function secretsInClear({ data }: Facts): readonly Held[] {
  return textsWhere(data, (text) => isSealed(text) && text !== SECRET);
}

/** An import takes the mask for the secret itself. Asks the file as it was read: what is compared has our own mask instead. */
export function secretsMasked({ realm }: Facts): readonly Held[] {
  return textsWhere(realm.realm.data, (text) => text === EXPORT_MASK);
}

/** Key material as the file has it: what is compared leaves it out, since a server makes its own. */
export function keysInClear({ realm }: Facts): readonly Held[] {
  return [...(entitiesOf(realm.realm.data, 'components') ?? [])]
    .filter(([entity]) => entity.startsWith('KeyProvider/'))
    .flatMap(([entity, value]) => {
      const isKey = (text: string, key: string): boolean =>
        isSecretKey(key) && !isSecretPlaceholder(text) && text !== EXPORT_MASK;
      return textsIn(property(value, 'config') ?? null, { section: 'components', entity }, isKey).map((held) => ({
        ...held,
        path: ['config', ...held.path],
      }));
    });
}

/** Sections that are parts of others, or whose entities are. */
const ELSEWHERE: ReadonlySet<string> = new Set(['realm', 'authorization', 'userProfile', 'defaultGroups']);

/** Is this text one that is meant, under this key? */
type IsMeant = (text: string, key: string) => boolean;

function textsWhere(data: Facts['data'], isMeant: IsMeant): readonly Held[] {
  const realm = textProperty(data, 'realm') ?? '';
  const settings = Object.fromEntries(Object.entries(data).filter(([, value]) => !isOfEntities(value)));
  return [
    ...SECTIONS.filter((section) => !ELSEWHERE.has(section)).flatMap((section) =>
      [...(entitiesOf(data, section) ?? [])].flatMap(([entity, value]) => textsIn(value, { section, entity }, isMeant)),
    ),
    ...textsIn(settings, { section: 'realm', entity: realm }, isMeant),
  ];
}

/** `clients`, `components`, `roles`: lists of entities, and maps of such lists. */
function isOfEntities(value: Json): boolean {
  if (isArray(value)) return value.some(isObject);
  return isObject(value) && Object.values(value).some((each) => isArray(each) || isObject(each));
}

function textsIn(
  value: Json,
  owner: { readonly section: string; readonly entity: string },
  isMeant: IsMeant,
): readonly Held[] {
  const paths = findFields(value, ['**']).filter(
    ({ value, path }) => typeof value === 'string' && isMeant(value, path.at(-1) ?? ''),
  );
  const unique = new Map(paths.map(({ path }) => [JSON.stringify(path), path]));
  return [...unique.values()].map((path) => ({
    ...owner,
    path,
    name: path.at(-1) ?? '',
    value: undefined,
    isMember: false,
  }));
}
