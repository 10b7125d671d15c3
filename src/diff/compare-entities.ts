/** Which entities of a list came, went, were renamed or moved, and how do the others differ? Pairs them by identity. */

import { identityText } from '../baseline/pair-entities.ts';
import { equal } from '../json/equal.ts';
import { without } from '../json/map.ts';
import { textProperty } from '../json/object.ts';
import { canonicalText } from '../json/print.ts';
import type { JsonObject, Path, Section } from '../model.ts';
import { commonOrder } from './common-order.ts';
import { compareObjects } from './compare-values.ts';
import { type At, type Context, isUnresolvedName, type Pair, type Side, valueChange } from './comparing.ts';
import { type Element, enter, isOwn, type Where } from './where.ts';

export interface EntityLists extends Pair {
  readonly old: readonly JsonObject[];
  readonly now: readonly JsonObject[];
  readonly section: Section;
}

/** An entity of one side: what pairs it with one of the other side, and how the report names it. */
export interface Named {
  readonly value: JsonObject;
  readonly path: Path;
  readonly key: string;
  readonly where: Where;
  readonly isOwn: boolean;
  /** Its place in the list, from 1. */
  readonly position: number;
}

/** Tells every difference between two lists of entities. */
export function compareEntities(lists: EntityLists, context: Context): void {
  const { section } = lists;
  const old = nameAll(lists.old, lists, 'before');
  const now = nameAll(lists.now, lists, 'after');
  const { pairs, gone, come } = pairByKey(old, now);
  const renamed = context.findRenamed(section, gone, come);
  for (const { removed, added, likeness } of renamed) {
    const isUnresolved = isUnresolvedName(ownName(removed), ownName(added), context);
    if (isUnresolved) context.skip(added.where, 'unknown');
    else context.emit(renameOf(removed, added, likeness));
    pairs.push([removed, added]);
  }
  const paired = new Set(pairs.flat());
  for (const [before, after] of pairs) compareTwo(before, after, lists, context);
  for (const each of gone) if (!paired.has(each)) tellAlone(each, 'before', lists, context);
  for (const each of come) if (!paired.has(each)) tellAlone(each, 'after', lists, context);
  if (section.order === 'list') tellMoved(pairs, context);
}

function nameAll(list: readonly JsonObject[], lists: EntityLists, side: Side): readonly Named[] {
  const { section, where } = lists;
  const at = lists[side];
  const names = new Set<string>();
  const twice = new Set<string>();
  for (const each of [lists.old, lists.now]) {
    names.clear();
    for (const entity of each) {
      const name = nameText(entity, section);
      if (names.has(name)) twice.add(name);
      names.add(name);
    }
  }
  const met = new Map<string, number>();
  return list.map((value, index) => {
    const identity = identityText(value, section);
    const occurrence = met.get(identity) ?? 0;
    met.set(identity, occurrence + 1);
    const needsMore = twice.has(nameText(value, section));
    const element: Element = { section, entity: value, list: at.path, occurrence, needsMore };
    return {
      value,
      path: [...at.path, index],
      key: `${identity}\u0000${occurrence}`,
      where: enter(element, where),
      isOwn: isOwn(element, where),
      position: index + 1,
    };
  });
}

/** What people call it: the first part of its identity that is there. */
function nameText(entity: JsonObject, section: Section): string {
  return section.identity.map((key) => textProperty(entity, key)).find((text) => text !== undefined) ?? '';
}

interface Paired {
  readonly pairs: (readonly [Named, Named])[];
  readonly gone: readonly Named[];
  readonly come: readonly Named[];
}

/**
 * By the whole identity, and of several that share one the equal ones first; then, of what is left, by the name alone: an
 * organization whose alias stays may get another name.
 */
function pairByKey(old: readonly Named[], now: readonly Named[]): Paired {
  const exact = pairByIdentity(old, now);
  const named = pairBy(({ where }) => [where.entity, ...where.path].join('\u0000'), exact.gone, exact.come);
  return { ...named, pairs: [...exact.pairs, ...named.pairs] };
}

/** Several steps of a workflow are of one kind: when one goes, the others are still themselves. */
function pairByIdentity(old: readonly Named[], now: readonly Named[]): Paired {
  const shared = new Set([...old, ...now].flatMap(({ key }) => (key.endsWith('\u00000') ? [] : [identityIn(key)])));
  if (shared.size === 0) return pairBy(({ key }) => key, old, now);
  const contentOf = ({ key, value }: Named): string =>
    shared.has(identityIn(key)) ? `${identityIn(key)}\u0000${canonicalText(value)}` : key;
  const equalOnes = pairCounted(contentOf, old, now);
  const others = pairCounted(({ key }) => identityIn(key), equalOnes.gone, equalOnes.come);
  return { ...others, pairs: [...equalOnes.pairs, ...others.pairs] };
}

function identityIn(key: string): string {
  return key.slice(0, key.lastIndexOf('\u0000'));
}

/** Where several of one side have one key, the first with the first, the second with the second. */
function pairCounted(keyOf: (each: Named) => string, old: readonly Named[], now: readonly Named[]): Paired {
  const keys = new Map<Named, string>();
  for (const side of [old, now]) {
    const met = new Map<string, number>();
    for (const each of side) {
      const key = keyOf(each);
      met.set(key, (met.get(key) ?? 0) + 1);
      keys.set(each, `${key}\u0000${met.get(key)}`);
    }
  }
  return pairBy((each) => keys.get(each) ?? '', old, now);
}

function pairBy(keyOf: (each: Named) => string, old: readonly Named[], now: readonly Named[]): Paired {
  const partners = new Map(now.map((each) => [keyOf(each), each]));
  const pairs: [Named, Named][] = [];
  const gone: Named[] = [];
  for (const each of old) {
    const partner = partners.get(keyOf(each));
    if (partner === undefined) gone.push(each);
    else pairs.push([each, partner]);
    partners.delete(keyOf(each));
  }
  return { pairs, gone, come: now.filter((each) => partners.get(keyOf(each)) === each) };
}

/** What an entity inside another one is called, or the entity of the report. */
function ownName({ where: { entity, path } }: Named): string {
  return path.at(-1) ?? entity;
}

/** The values of a renaming are the names. */
export function renameOf(before: Named, after: Named, likeness: number) {
  return valueChange(
    {
      before: { value: ownName(before), path: before.path },
      after: { value: ownName(after), path: after.path },
      where: after.where,
    },
    { kind: 'renamed', likeness },
  );
}

/** Both sides of one entity. Its name was told already; the rest of its identity may differ. */
function compareTwo(before: Named, after: Named, { place, section, isExact }: EntityLists, context: Context): void {
  if (equal(before.value, after.value)) return;
  const named = ({ value }: Named) => section.identity.find((key) => textProperty(value, key) !== undefined);
  const name = named(before) === named(after) ? named(after) : undefined;
  const rest = ({ value, path }: Named): At => ({ value: name === undefined ? value : without(value, [name]), path });
  compareObjects(
    { before: rest(before), after: rest(after), place, where: after.where, ...(isExact && { isExact }) },
    context,
  );
}

function tellAlone(entity: Named, side: Side, lists: EntityLists, context: Context): void {
  if (context.isUnknownEntity(lists.section, entity.value, side === 'before' ? 'after' : 'before')) {
    return context.skip(entity.where, 'unknown');
  }
  const here: At = { value: entity.value, path: entity.path };
  const nowhere: At = { value: undefined, path: lists[side === 'before' ? 'after' : 'before'].path };
  const pair = side === 'before' ? { before: here, after: nowhere } : { before: nowhere, after: here };
  context.emit(valueChange({ ...pair, where: entity.where }));
}

/** Of the entities that are on both sides: which stand in another order now? */
function tellMoved(pairs: readonly (readonly [Named, Named])[], context: Context): void {
  const inOrder = (side: 0 | 1) =>
    [...pairs].sort((a, b) => a[side].position - b[side].position).map(([, after]) => after.key);
  const kept = commonOrder(inOrder(0), inOrder(1));
  for (const [before, after] of pairs) {
    if (!kept.has(after.key)) context.emit(moveOf(before, after));
  }
}

export function moveOf(before: Pick<Named, 'position' | 'path'>, after: Pick<Named, 'position' | 'path' | 'where'>) {
  return valueChange(
    {
      before: { value: before.position, path: before.path },
      after: { value: after.position, path: after.path },
      where: after.where,
    },
    { kind: 'moved' },
  );
}
