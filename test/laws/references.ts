/** Which object does each object of a realm refer to? Knows nothing of our tables: an id is what some object bears, a reference any text that holds one. */

import type { Dice } from './shuffle.ts';

type Value = Record<string, unknown>;

/** The marks: unknown fields, which every command keeps. */
const MARK = 'xMark';
const REFERS = 'xRefersTo';

/** Keys that say an object's own id, or repeat its owner's. */
const OWN_ID = new Set(['id', '_id', 'internalId', 'containerId', 'parentId', 'flowId', 'kid']);

/** The value with a mark on every element that has an id, and the marks of what it refers to. */
export function markReferences(value: unknown): unknown {
  const marked = structuredClone(value);
  const bearers = bearersIn(marked);
  [...bearers.values()].forEach((bearer, index) => {
    bearer[MARK] = `m${index}`;
  });
  for (const bearer of bearers.values()) bearer[REFERS] = targetsOf(bearer, bearers);
  return marked;
}

/** The objects that refer to something else than when they were marked. */
export function misplacedReferences(value: unknown): readonly unknown[] {
  const bearers = bearersIn(value, true);
  const marked = new Map(elementsIn(value).map((element) => [element[MARK], element]));
  return elementsIn(value)
    .filter((element) => Array.isArray(element[REFERS]))
    .map((element) => ({ ...nameOf(element), ...difference(element, bearers, marked) }))
    .filter(({ lost, added }) => lost.length + added.length > 0);
}

/** What an element refers to no more, neither by id nor by name, and what it did not refer to. */
function difference(element: Value, bearers: ReadonlyMap<string, Value>, marked: ReadonlyMap<unknown, Value>) {
  const was = [...(element[REFERS] as string[])];
  const added: string[] = [];
  for (const target of targetsOf(element, bearers)) {
    if (was.includes(target)) was.splice(was.indexOf(target), 1);
    else added.push(target);
  }
  const texts = new Set(textsOf(element));
  const lost = was.filter((mark) => !texts.has(String(Object.values(nameOf(marked.get(mark) ?? {}))[0])));
  return { lost, added };
}

/** Some elements take the name of a neighbour that is referred to. Changes the value. */
export function nameAlike(value: unknown, dice: Dice): unknown {
  const bearers = bearersIn(value);
  const referred = new Set([...bearers.values()].flatMap((bearer) => referredBy(bearer, bearers)));
  for (const list of listsIn(value)) {
    for (const [key, target] of list.flatMap((each) =>
      (referred.has(each) ? [nameKey(each)] : []).map((key) => [key, each] as const),
    )) {
      const other = list[dice(list.length)];
      // Client roles are kept under their client's id.
      if (key === undefined || other === undefined || key === 'clientId' || other[key] === undefined) continue;
      other[key] = target[key];
    }
  }
  return value;
}

function nameKey(element: Value): string | undefined {
  return ['alias', 'name', 'username', 'clientId'].find((key) => typeof element[key] === 'string');
}

function nameOf(element: Value): Value {
  const key = nameKey(element);
  return key === undefined ? {} : { [key]: element[key] };
}

function listsIn(value: unknown): readonly Value[][] {
  if (Array.isArray(value)) {
    const objects = value.filter(isValue);
    return [...(objects.length > 1 ? [objects] : []), ...value.flatMap(listsIn)];
  }
  return isValue(value) ? Object.values(value).flatMap(listsIn) : [];
}

function elementsIn(value: unknown): readonly Value[] {
  if (Array.isArray(value)) return value.flatMap((each) => [...(isValue(each) ? [each] : []), ...elementsIn(each)]);
  return isValue(value) ? Object.values(value).flatMap(elementsIn) : [];
}

/** By id: the element that bears it. Of several the first. */
function bearersIn(value: unknown, isMarked = false): ReadonlyMap<string, Value> {
  const bearers = new Map<string, Value>();
  for (const element of elementsIn(value)) {
    if (isMarked && element[MARK] === undefined) continue;
    for (const key of ['id', '_id', 'internalId']) {
      const id = element[key];
      if (typeof id === 'string' && id.length > 8 && !bearers.has(id)) bearers.set(id, element);
    }
  }
  return bearers;
}

function targetsOf(element: Value, bearers: ReadonlyMap<string, Value>): readonly string[] {
  return referredBy(element, bearers)
    .map((target) => String(target[MARK]))
    .sort();
}

function referredBy(element: Value, bearers: ReadonlyMap<string, Value>): readonly Value[] {
  return textsOf(element).flatMap((text) => {
    const id = bearers.has(text)
      ? text
      : ID_INSIDE.exec(text)
          ?.slice(1)
          .find((each) => each !== undefined);
    const target = id === undefined ? undefined : bearers.get(id);
    return target === undefined ? [] : [target];
  });
}

const ID_INSIDE =
  /^f:([^:]+):|^(?:client|group|role|idp)\.resource\.(.+)$|\.permission\.(?:client\.|group\.|idp\.)?(.+)$/s;

/** The texts of an element, without those of elements that bear a mark themselves; JSON texts read. */
function textsOf(value: unknown, isTop = true): readonly string[] {
  if (typeof value === 'string') return /^[[{]/.test(value) ? textsOf(parsed(value), false) : [value];
  if (Array.isArray(value)) return value.flatMap((each) => (isValue(each) && hasId(each) ? [] : textsOf(each, false)));
  if (!isValue(value) || (!isTop && hasId(value))) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (key === MARK || key === REFERS) return [];
    if (OWN_ID.has(key) && typeof each === 'string') return each.startsWith('f:') ? [each] : [];
    return textsOf(each, false);
  });
}

function hasId(value: Value): boolean {
  return value[MARK] !== undefined || ['id', '_id', 'internalId'].some((key) => typeof value[key] === 'string');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isValue(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
