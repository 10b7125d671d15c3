/** Which operations turn one document into another? RFC 6902: one after the other, each at its place at that moment. */

import { areEntities, identityText } from '../baseline/pair-entities.ts';
import { equal } from '../json/equal.ts';
import { namesOf } from '../json/natural-path.ts';
import { isArray, isObject } from '../json/object.ts';
import { printPointer } from '../json/path.ts';
import { canonicalText } from '../json/print.ts';
import type { Json, JsonObject, PatchOperation, Path, Place } from '../model.ts';
import { type Told, toldBelow } from './told.ts';

/**
 * The operations, none for equal documents. `root` tells what names the elements of each list, `told` which places may
 * be touched: all others keep what they have.
 */
export function makePatch(before: Json, after: Json, root: Place, told: Told = 'all'): readonly PatchOperation[] {
  const operations: PatchOperation[] = [];
  patchValue({ before, after, place: root, path: [], told }, (operation) => operations.push(operation));
  return operations;
}

interface Pair {
  readonly before: Json;
  readonly after: Json;
  readonly place: Place;
  readonly path: Path;
  readonly told: Told;
}

type Emit = (operation: PatchOperation) => void;

function patchValue(pair: Pair, emit: Emit): void {
  const { before, after, path } = pair;
  if (equal(before, after)) return;
  if (isObject(before) && isObject(after)) patchObject({ ...pair, before, after }, emit);
  else if (isArray(before) && isArray(after)) patchList({ ...pair, before, after }, emit);
  else emit({ op: 'replace', path: printPointer(path), value: after });
}

function patchObject(pair: Pair & { readonly before: JsonObject; readonly after: JsonObject }, emit: Emit): void {
  const { before, after, place, path, told } = pair;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  for (const key of keys) {
    const [old, now] = [own(before, key), own(after, key)];
    const at = [...path, key];
    const below = toldBelow(told, key);
    if (below === undefined) continue;
    if (now === undefined) emit({ op: 'remove', path: printPointer(at) });
    else if (old === undefined) emit({ op: 'add', path: printPointer(at), value: now });
    else patchValue({ before: old, after: now, place: place.child(key, after), path: at, told: below }, emit);
  }
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** What goes, from the last to the first; then each place of the new list gets its element; then what is inside elements. */
function patchList(
  pair: Pair & { readonly before: readonly Json[]; readonly after: readonly Json[] },
  emit: Emit,
): void {
  const { place, path, told } = pair;
  const nameOf = namesIn(pair.before, pair.after, place);
  const toldOf = (value: Json): Told | undefined => toldOfElement(value, place, told);
  const [old, now] = [named(pair.before, nameOf), named(pair.after, nameOf)];
  const [oldNames, newNames] = [new Set(old.map(({ name }) => name)), new Set(now.map(({ name }) => name))];
  const stays = ({ name, value }: Element): boolean => newNames.has(name) || toldOf(value) === undefined;
  const wanted = [
    ...now.filter(({ name, value }) => oldNames.has(name) || toldOf(value) !== undefined),
    ...old.filter((element) => !newNames.has(element.name) && stays(element)),
  ];
  for (const { index } of old.filter((element) => !stays(element)).reverse()) {
    emit({ op: 'remove', path: printPointer([...path, index]) });
  }
  const list = old.filter(stays);
  wanted.forEach((element, index) => {
    if (list[index]?.name === element.name) return;
    const found = oldNames.has(element.name) ? list.findIndex(({ name }) => name === element.name) : -1;
    const to = printPointer([...path, index]);
    if (found < 0) emit({ op: 'add', path: to, value: element.value });
    else emit({ op: 'move', from: printPointer([...path, found]), path: to });
    const [moved = element] = found < 0 ? [] : list.splice(found, 1);
    list.splice(index, 0, moved);
  });
  list.forEach(({ value: before }, index) => {
    const after = wanted[index]?.value ?? null;
    const below = toldOf(before);
    if (below === undefined) return;
    patchValue({ before, after, place: place.child(String(index), after), path: [...path, index], told: below }, emit);
  });
}

function toldOfElement(value: Json, place: Place, told: Told): Told | undefined {
  if (told === 'all') return 'all';
  const [name] = isObject(value) ? namesOf(value, place.child('0', [value])) : [];
  return name === undefined ? undefined : toldBelow(told, name);
}

interface Element {
  readonly value: Json;
  /** Its own in its list: what has an equal name is counted. */
  readonly name: string;
  readonly index: number;
}

function named(list: readonly Json[], nameOf: NameOf): readonly Element[] {
  const met = new Map<string, number>();
  return list.map((value, index) => {
    const name = nameOf(value);
    const count = met.get(name) ?? 0;
    met.set(name, count + 1);
    return { value, name: `${name}\u0000${count}`, index };
  });
}

type NameOf = (value: Json) => string;

/** Entities are named by their identity, everything else by what it is. */
function namesIn(before: readonly Json[], after: readonly Json[], place: Place): NameOf {
  const section = place.child('0', after).section;
  if (section === undefined || !areEntities(before) || !areEntities(after)) return canonicalText;
  return (value) => (isObject(value) ? identityText(value, section) : canonicalText(value));
}
