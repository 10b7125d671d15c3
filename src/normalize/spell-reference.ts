/** How is one reference written in the normal form? `$` and the natural key; `$$` before text that merely begins with `$`. */

import { occurrenceOf, uncountedName } from '../entities/names.ts';
import type { Entity, Path, ReferenceForm } from '../model.ts';
import { plainNamesOf } from './entities.ts';
import { allNearest, isOfOneOwner, nearestFirst } from './namesakes.ts';
import type { ReferenceIndex } from './reference-index.ts';

export interface Spelled {
  readonly text: string;
  /** True when the text names nothing in this file: it is kept as it is. */
  readonly isDangling: boolean;
  /** The entities that the text may mean, the one that was taken first; more than one where nothing tells them apart. */
  readonly meant?: readonly Entity[];
}

export interface SpellContext {
  readonly index: ReferenceIndex;
  readonly sections: readonly string[];
  readonly form: ReferenceForm;
  readonly isNormalForm: boolean;
  /** The place that refers. */
  readonly path: Path;
  /** What stands for one of several entities of one name until their order is known. */
  readonly markOf: (entity: Entity, namesakes: readonly Entity[], sections: readonly string[]) => string;
}

/** Spells the whole of `text` as a reference into the given sections. */
export function spellReference(text: string, context: SpellContext): Spelled {
  const { index, sections, form } = context;
  if (text === '') return { text, isDangling: false };
  if (context.isNormalForm) return { text: plainly(text, context), isDangling: isDanglingNormalForm(text, context) };
  const byId = within(index.byId(text, sections), context);
  if (byId.length > 0) return spellEntity(byId, context);
  if (text.startsWith('$')) return spellDollarText(text, context);
  const named = within(index.byPlainName(text, sections), context);
  if (form === 'alias' && named.length > 0) return spellEntity(allNearest(named, context.path), context);
  return { text, isDangling: named.length === 0 && isDanglingName(context) };
}

/** Where a name is enough, `$name` is written without the sign, too. */
function plainly(text: string, context: SpellContext): string {
  if (context.form !== 'name-or-id' || !text.startsWith('$')) return text;
  const entity = entityNamed(text.slice(1), context);
  return (entity && onlyNameOf(entity, context)) ?? text;
}

/** What the first of these entities is called here. */
function spellEntity(meant: readonly Entity[], context: SpellContext): Spelled {
  const { index, sections, form } = context;
  const [entity] = meant;
  if (entity === undefined) return { text: '', isDangling: true };
  const plain = form === 'name-or-id' ? onlyNameOf(entity, context) : undefined;
  if (plain !== undefined) return { text: plain, isDangling: false };
  const namesakes = index.byName(entity.naturalKey, sections);
  if (namesakes.length === 1) return { text: `$${entity.naturalKey}`, isDangling: false, meant };
  const alike = allNearest(namesakes, context.path);
  const text = `$${context.markOf(entity, namesakes, sections)}`;
  return { text, isDangling: false, meant: meant.length > 1 || !alike.includes(entity) ? meant : alike };
}

/** The name by which a server finds this entity and no other; undefined where there is none. */
function onlyNameOf(entity: Entity, context: SpellContext): string | undefined {
  const { index, sections } = context;
  const [name = ''] = plainNamesOf(entity);
  if (name === '' || name.startsWith('$') || index.byId(name, sections).length > 0) return undefined;
  return within(index.byPlainName(name, sections), context).length === 1 ? name : undefined;
}

/** What belongs to one client's authorization services is looked up there alone. */
function within(entities: readonly Entity[], { sections, path }: SpellContext): readonly Entity[] {
  if (!isOfAuthorization(sections)) return nearestFirst(entities, path);
  return entities.filter((entity) => isOfOneOwner(entity.path, path));
}

function isOfAuthorization(sections: readonly string[]): boolean {
  return sections.every((section) => section.startsWith('authorization.'));
}

/** May a name name nothing? Not where the whole list stands beside it; users and groups may be elsewhere. */
function isDanglingName({ form, sections, index }: SpellContext): boolean {
  if (form !== 'name-or-id' && form !== 'own') return true;
  return isOfAuthorization(sections) && index.hasEntities(sections);
}

/**
 * keycloak-config-cli and people write `$name`; a server stores such text literally, and it names nothing. The file
 * tells which it is: a server export gives the named entity an id.
 */
function spellDollarText(text: string, context: SpellContext): Spelled {
  const { index, sections } = context;
  const named = within(index.byPlainName(text.slice(1), sections), context);
  const isReference = named.length > 0 ? named.every(({ id }) => id === undefined) : !index.hasIds(sections);
  if (!isReference) return { text: `$${text}`, isDangling: isDanglingName(context) };
  if (named.length > 0) return spellEntity(allNearest(named, context.path), { ...context, form: 'alias' });
  return { text, isDangling: index.hasEntities(sections) && entityNamed(text.slice(1), context) === undefined };
}

/** In a normal form `$name` refers and everything else was already reported as dangling when it was written. */
function isDanglingNormalForm(text: string, context: SpellContext): boolean {
  const { index, sections, form } = context;
  if (!text.startsWith('$')) return form !== 'name-or-id' && form !== 'own';
  if (entityNamed(text.slice(1), context) !== undefined) return false; // also `$$flow`, of a flow named `$flow`
  return text.startsWith('$$') ? form !== 'name-or-id' && form !== 'own' : index.hasEntities(sections);
}

/** The entity that `$name` or `$name#2` means in a normal form. */
export function entityNamed(
  name: string,
  { index, sections, path }: Pick<SpellContext, 'index' | 'sections' | 'path'>,
): Entity | undefined {
  const named = nearestFirst(index.byName(uncountedName(name), sections), path);
  return named[occurrenceOf(name)];
}
