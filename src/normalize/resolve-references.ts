/** Replaces internal ids by the names they stand for. Never invents a name: an orphan id is kept and becomes a Problem. */

import { isObject } from '../json/object.ts';
import { shorten } from '../json/show.ts';
import type { JsonObject, Path, Problem, Realm, Reference, Step, Tables } from '../model.ts';
import {
  cutPermissionName,
  cutResourceName,
  holdsAdminPermissions,
  isTypeName,
  isVersion2,
  type NamePart,
  ownersOf,
  resourceTypeOf,
  sectionsOfType,
  typesOfResources,
} from './fgap.ts';
import { indexReferences, type ReferenceIndex } from './reference-index.ts';
import { rewrite } from './rewrite.ts';
import { type SpellContext, type Spelled, spellReference } from './spell-reference.ts';

export const resolveReferences: Step = {
  name: 'resolve-references',
  why: 'the same realm has other ids on every server; what an id means is the name of what it points at',
  run: (realm, { tables, entitiesOf }) => resolve(realm, tables, indexReferences(entitiesOf(realm))),
};

function resolve(realm: Realm, tables: Tables, index: ReferenceIndex): { realm: Realm; problems: readonly Problem[] } {
  const typesByClient = new Map<JsonObject, ReadonlyMap<string, readonly string[]>>();
  const typesOf = (client: JsonObject) => {
    const types = typesByClient.get(client) ?? typesOfResources(client);
    typesByClient.set(client, types);
    return types;
  };
  const problems: Problem[] = [];
  const data = rewrite(realm.data, tables.root, 'reference', (value, { place, path }) => {
    if (place.reference === undefined || typeof value !== 'string') return value;
    const spelled = spell(value, place.reference, { realm, index, path: path(), typesOf });
    if (spelled.isDangling) problems.push(danglingReference(value, place.reference, path()));
    if (spelled.isAmbiguous === true) problems.push(ambiguousReference(value, path()));
    return spelled.text;
  });
  return { realm: { ...realm, data }, problems };
}

interface Around {
  readonly realm: Realm;
  readonly index: ReferenceIndex;
  readonly path: Path;
  /** The types of a version 2 client's resources, by name; worked out once a client. */
  readonly typesOf: (client: JsonObject) => ReadonlyMap<string, readonly string[]>;
}

function spell(text: string, reference: Reference, around: Around): Spelled {
  const { realm, index } = around;
  const context: SpellContext = {
    index,
    sections: reference.target,
    form: reference.form,
    isNormalForm: realm.isNormalForm,
  };
  if (reference.form === 'federated-user') return spellFederatedUser(text, context);
  if (reference.form !== 'fgap-resource' && reference.form !== 'fgap-permission') return spellReference(text, context);
  const [client, policy] = ownersOf(realm.data, around.path);
  if (!isObject(client) || !holdsAdminPermissions(client)) return { text, isDangling: false };
  if (reference.form === 'fgap-permission') return spellParts(text, cutPermissionName(text), context);
  const part = cutResourceName(text);
  if (part !== undefined) return spellParts(text, [part], context);
  if (!isVersion2(client) || isTypeName(text)) return { text, isDangling: false };
  // A permission tells the type of its resources; a resource's own type is that of the permissions that use it.
  const type = resourceTypeOf(policy) ?? around.typesOf(client).get(text)?.[0];
  return spellReference(text, { ...context, form: 'alias', sections: sectionsOfType(type) ?? reference.target });
}

/** The first reading that names something wins; when none does, the last one is reported. */
function spellParts(text: string, parts: readonly NamePart[], context: SpellContext): Spelled {
  const spelled = parts.map(({ before, reference, sections }) => {
    const part = spellReference(reference, { ...context, sections, form: 'id' });
    return { ...part, text: before + part.text };
  });
  return spelled.find(({ isDangling }) => !isDangling) ?? spelled.at(-1) ?? { text, isDangling: false };
}

/** `f:<component id>:<id in the storage>` */
function spellFederatedUser(text: string, context: SpellContext): Spelled {
  const [, component, rest] = /^f:([^:]+):(.*)$/s.exec(text) ?? [];
  if (component === undefined || rest === undefined) return { text, isDangling: false };
  const spelled = spellReference(component, { ...context, form: 'id' });
  return { ...spelled, text: `f:${spelled.text}:${rest}` };
}

function danglingReference(text: string, reference: Reference, path: Path): Problem {
  return {
    code: 'dangling-reference',
    message: `"${shorten(text)}" names nothing in this file (${reference.name}); it is kept as it is`,
    path,
  };
}

function ambiguousReference(text: string, path: Path): Problem {
  return { code: 'ambiguous-reference', message: `"${shorten(text)}" is the id of several entities`, path };
}
