/** Replaces internal ids by the names they stand for. Never invents a name: an orphan id is kept and becomes a Problem. */

import { escapeName } from '../entities/names.ts';
import { emptyObject, isObject, property } from '../json/object.ts';
import type { Entity, JsonObject, Path, Place, Problem, Realm, Reference, Step, Tables } from '../model.ts';
import { plainNamesOf } from './entities.ts';
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
  typesOfResources,
} from './fgap.ts';
import { markNamesakes } from './mark-namesakes.ts';
import { allNearest } from './namesakes.ts';
import { indexReferences, type ReferenceIndex } from './reference-index.ts';
import { ambiguousReference, danglingReference, idForName } from './reference-problems.ts';
import { rewrite } from './rewrite.ts';
import { type SpellContext, type Spelled, spellReference } from './spell-reference.ts';

export const resolveReferences: Step = {
  name: 'resolve-references',
  why: 'the same realm has other ids on every server; what an id means is the name of what it points at',
  run: (realm, { tables, entitiesOf, elsewhere }) =>
    resolve(realm, tables, indexReferences([...entitiesOf(realm), ...elsewhere, ...usersElsewhere(realm, tables)])),
};

/** In the header of a live read: the names of users that are not in it, by the ids that permissions give. */
export const USER_NAMES = 'userNames';

/** Users that something refers to, though nobody asked for the realm's users. */
function usersElsewhere({ data, isNormalForm }: Realm, tables: Tables): readonly Entity[] {
  const names = isNormalForm ? undefined : property(data.$realmdiff, USER_NAMES);
  if (!isObject(names)) return [];
  return namedUsers(
    Object.entries(names).flatMap(([id, name]) => (typeof name === 'string' ? [{ id, name }] : [])),
    tables,
  );
}

/** A user of whom only the id and the name are known. */
export interface NamedUser {
  readonly id: string | undefined;
  readonly name: string;
}

export function namedUsers(users: readonly NamedUser[], { sections }: Tables): readonly Entity[] {
  const section = sections.find(({ name }) => name === 'users');
  if (section === undefined) return [];
  return users.map(({ id, name }) => ({
    ...{ section, value: { username: name }, path: [], list: 0 },
    ...{ identity: [name], id, naturalKey: escapeName(name), owner: undefined },
  }));
}

function resolve(realm: Realm, tables: Tables, index: ReferenceIndex): { realm: Realm; problems: readonly Problem[] } {
  const typesByClient = new Map<JsonObject, ReadonlyMap<string, readonly string[]>>();
  const typesOf = (client: JsonObject) => {
    const types = typesByClient.get(client) ?? typesOfResources(client);
    typesByClient.set(client, types);
    return types;
  };
  const problems: Problem[] = [];
  const told = new Set<Entity>();
  const marks = markNamesakes();
  const data = rewrite(realm.data, tables.root, 'reference', (value, { place, path }) => {
    if (isObject(value)) return realm.isNormalForm ? value : underItsName(value, place, index);
    const { reference } = place;
    if (reference === undefined || typeof value !== 'string') return value;
    if (reference.form === 'name-only') {
      problems.push(...idForName(value, reference, index, path));
      return value;
    }
    const spelled = spell(value, reference, { realm, index, path: path(), typesOf, markOf: marks.markOf });
    if (spelled.isDangling) problems.push(danglingReference(value, reference, path()));
    const [meant, another] = spelled.meant ?? [];
    if (meant !== undefined && another !== undefined && !told.has(meant)) {
      told.add(meant);
      problems.push(ambiguousReference(value, spelled.meant ?? [], path()));
    }
    return spelled.text;
  });
  if (marks.isEmpty()) return { realm: { ...realm, data }, problems };
  return { realm: { ...realm, hasNamesakes: true, data: marks.write(data, tables.root) }, problems };
}

/** The places of objects whose `id` may stand under a name instead: asked for once each. */
const namedIds = new WeakMap<Place, Pick<Reference, 'nameKey' | 'target'>>();

function namedIdAt(place: Place, value: JsonObject): Pick<Reference, 'nameKey' | 'target'> {
  const found = namedIds.get(place) ?? place.child('id', value).reference ?? NO_NAME;
  namedIds.set(place, found);
  return found;
}

const NO_NAME: Pick<Reference, 'nameKey' | 'target'> = { target: [] };

/** `{ "id": "<id of a group>" }` is what an export writes as `{ "path": "/staff" }`. */
function underItsName(value: JsonObject, place: Place, index: ReferenceIndex): JsonObject {
  const { nameKey, target } = namedIdAt(place, value);
  if (nameKey === undefined || typeof value.id !== 'string') return value;
  const named = allNearest(index.byId(value.id, target), []);
  const [name] = named.length === 1 && named[0] !== undefined ? plainNamesOf(named[0]) : [];
  if (name === undefined || index.byPlainName(name, target).length !== 1) return value;
  const { id: _, ...rest } = value;
  return Object.assign(emptyObject(), rest, { [nameKey]: name });
}

interface Around extends Pick<SpellContext, 'markOf'> {
  readonly realm: Realm;
  readonly index: ReferenceIndex;
  readonly path: Path;
  /** The types of a version 2 client's resources, by name; worked out once a client. */
  readonly typesOf: (client: JsonObject) => ReadonlyMap<string, readonly string[]>;
}

function spell(text: string, reference: Reference, around: Around): Spelled {
  const { realm, index, path, markOf } = around;
  const context: SpellContext = {
    index,
    sections: reference.target,
    form: reference.form,
    isNormalForm: realm.isNormalForm,
    path,
    markOf,
  };
  if (reference.form === 'federated-user') return spellFederatedUser(text, context);
  if (reference.form !== 'fgap-resource' && reference.form !== 'fgap-permission') return spellReference(text, context);
  const [client, policy] = ownersOf(realm.data, path);
  if (!isObject(client)) return { text, isDangling: false };
  if (!holdsAdminPermissions(client)) return spellOwn(text, reference, context);
  if (reference.form === 'fgap-permission') {
    const parts = cutPermissionName(text);
    return parts.length > 0 ? spellParts(text, parts, context) : spellOwn(text, reference, context);
  }
  const part = cutResourceName(text);
  if (part !== undefined) return spellParts(text, [part], context);
  if (!isVersion2(client) || isTypeName(text)) return { text, isDangling: false };
  // A permission tells the type of its resources; a resource's own type is that of the permissions that use it.
  const type = resourceTypeOf(policy) ?? around.typesOf(client).get(text)?.[0];
  return spellReference(text, { ...context, form: 'alias', sections: sectionsOfType(type) ?? reference.target });
}

/** Elsewhere permissions name the resources and policies of their own client; what these are called is no reference. */
function spellOwn(text: string, reference: Reference, context: SpellContext): Spelled {
  const section = ownSection(reference, context.path);
  if (section === undefined) return { text, isDangling: false };
  return spellReference(text, { ...context, form: 'own', sections: [section] });
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
