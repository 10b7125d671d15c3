/** Which id does a `$` reference become? The way back from names to ids; a name of nothing stays and becomes a Problem. */

import { isObject } from '../json/object.ts';
import { shorten } from '../json/show.ts';
import type { Path, Problem, Realm, Reference, Tables } from '../model.ts';
import { findEntities } from '../normalize/entities.ts';
import {
  cutPermissionName,
  cutResourceName,
  holdsAdminPermissions,
  isTypeName,
  isVersion2,
  type NamePart,
  ownersOf,
  ownSection,
  resourceTypeOf,
  sectionsOfType,
} from '../normalize/fgap.ts';
import { indexReferences, type ReferenceIndex } from '../normalize/reference-index.ts';
import { rewrite } from '../normalize/rewrite.ts';
import { entityNamed } from '../normalize/spell-reference.ts';
import { type GivenIds, giveIds } from './given-ids.ts';
import { typeOfResource } from './resource-types.ts';

export interface Pointed {
  readonly realm: Realm;
  readonly problems: readonly Problem[];
}

/** The normal form with every reference as an id, and the id on what it names. */
export function pointReferences(realm: Realm, tables: Tables): Pointed {
  const entities = findEntities(realm.data, tables.root);
  const index = indexReferences(entities);
  const ids = giveIds(realm.name, entities, index);
  const problems: Problem[] = [];
  const data = rewrite(realm.data, tables.root, 'reference', (value, { place, path }) => {
    if (place.reference === undefined || typeof value !== 'string') return value;
    const found = point(value, place.reference, { realm, index, ids, path: path() });
    if (found.isDangling) problems.push(danglingReference(value, place.reference, path()));
    return found.text;
  });
  return { realm: ids.write({ ...realm, data }, tables), problems };
}

interface Around {
  readonly realm: Realm;
  readonly index: ReferenceIndex;
  readonly ids: GivenIds;
  readonly path: Path;
}

/** What a text became. `isReference`: it named something, or said with `$$` that it does not. */
interface Found {
  readonly text: string;
  readonly isReference: boolean;
  readonly isDangling: boolean;
}

function point(text: string, reference: Reference, around: Around): Found {
  if (!text.includes('$')) return unchanged(text);
  switch (reference.form) {
    case 'federated-user':
      return first(text, partsOfFederatedUser(text, reference.target), around);
    case 'fgap-resource':
    case 'fgap-permission':
      return pointPermission(text, reference, around);
    default:
      return first(text, [{ before: '', reference: text, sections: reference.target }], around);
  }
}

function pointPermission(text: string, reference: Reference, around: Around): Found {
  const [client, owner] = ownersOf(around.realm.data, around.path);
  if (!isObject(client)) return unchanged(text);
  const own = ownSection(reference, around.path);
  const ownPart = own === undefined ? [] : [{ before: '', reference: text, sections: [own] }];
  if (!holdsAdminPermissions(client)) return first(text, ownPart, around);
  if (reference.form === 'fgap-permission') return first(text, [...cutPermissionName(text), ...ownPart], around);
  const part = cutResourceName(text);
  if (part !== undefined) return first(text, [part], around);
  if (!isVersion2(client) || isTypeName(text)) return unchanged(text);
  const type = resourceTypeOf(owner) ?? typeOfResource(client, owner);
  return first(text, [{ before: '', reference: text, sections: sectionsOfType(type) ?? reference.target }], around);
}

/** `f:$ldap:alice`. The name of the storage may hold a colon itself, so every cut is a reading. */
function partsOfFederatedUser(text: string, sections: readonly string[]): readonly (NamePart & { after: string })[] {
  if (!text.startsWith('f:')) return [];
  const colons = [...text.matchAll(/:/g)].map(({ index }) => index).slice(1);
  return colons.map((at) => ({ before: 'f:', reference: text.slice(2, at), sections, after: text.slice(at) }));
}

/** The first reading that names something wins; a reference that names nothing under any reading is dangling. */
function first(text: string, parts: readonly (NamePart & { after?: string })[], around: Around): Found {
  const found = parts.map(({ before, reference, sections, after = '' }) => {
    const part = pointOne(reference, sections, around);
    return { ...part, text: before + part.text + after };
  });
  return (
    found.find(({ isReference }) => isReference) ??
    found.find(({ isDangling }) => isDangling) ?? { ...unchanged(text), text }
  );
}

function pointOne(text: string, sections: readonly string[], { index, ids, path }: Around): Found {
  if (!text.startsWith('$')) return unchanged(text);
  const target = entityNamed(text.slice(1), { index, sections, path });
  if (target !== undefined) return { text: ids.idOf(target), isReference: true, isDangling: false };
  if (!text.startsWith('$$')) return { text, isReference: false, isDangling: true };
  ids.tellApart(text.slice(2), sections);
  return { text: text.slice(1), isReference: true, isDangling: false };
}

function unchanged(text: string): Found {
  return { text, isReference: false, isDangling: false };
}

function danglingReference(text: string, reference: Reference, path: Path): Problem {
  return {
    code: 'dangling-reference',
    message: `"${shorten(text)}" names nothing in this file (${reference.name}); it is kept as it is, and an import may refuse it`,
    path,
  };
}
