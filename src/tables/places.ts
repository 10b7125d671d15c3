/** Which facts hold at a place in a realm? Compiles the rows' patterns into one automaton that is walked beside the data. */

import { isObject } from '../json/object.ts';
import type { FieldKind, Fields, Json, Mark, Marking, Place, Reference, Section } from '../model.ts';
import { MARKING } from './columns.ts';
import { passesFields } from './condition.ts';
import { parsePattern } from './pattern.ts';

/** What rows say of one node. */
type Facts = { -readonly [F in Mark]?: Place[F] };

interface Node {
  readonly id: number;
  readonly facts: Facts;
  byKey: ReadonlyMap<string, Node>;
  byPrefix: ReadonlyMap<string, Node>;
  any: Node | undefined;
  conditional: readonly { readonly when: NonNullable<Section['when']>; readonly body: Node }[];
  /** The marks of the node and of all below it, a bit each. */
  reach: number;
}

/** Builds the place of the realm itself from all rows. */
export function compilePlaces(
  sections: readonly Section[],
  references: readonly Reference[],
  fields: readonly Fields[] = [],
): Place {
  const nodes: Node[] = [];
  const newNode = (): Node => {
    const node: Node = {
      id: nodes.length,
      facts: {},
      byKey: NONE,
      byPrefix: NONE,
      any: undefined,
      conditional: [],
      reach: 0,
    };
    nodes.push(node);
    return node;
  };
  const root = newNode();
  const find = (from: Node, pattern: string): Node =>
    parsePattern(pattern).reduce((node, segment) => childNode(node, segment, newNode), from);
  const entities = sections.flatMap((section) => section.at.map((at) => ({ section, node: find(root, at) })));
  for (const { section, node } of entities) {
    if (section.recursive !== undefined) closeLoop(node, section.recursive, find);
  }
  for (const { section, node } of entities) {
    const body = section.when === undefined ? node : newNode();
    if (section.when !== undefined) node.conditional = [...node.conditional, { when: section.when, body }];
    addFacts(section, body, (pattern) => find(body, pattern).facts);
  }
  for (const reference of references) {
    for (const at of reference.at) find(root, at).facts.reference = reference;
  }
  // Last: they share their leaves, of which nothing else may be said.
  addFieldKinds(entities, fields, newNode);
  spreadMarks(nodes);
  return placesOver(root);
}

function childNode(node: Node, segment: string, newNode: () => Node): Node {
  if (segment === '*') {
    node.any ??= newNode();
    return node.any;
  }
  const [map, key] = segment.endsWith('*')
    ? (['byPrefix', segment.slice(0, -1)] as const)
    : (['byKey', segment] as const);
  return node[map].get(key) ?? putChild(node, map, key, newNode());
}

function putChild(node: Node, map: 'byKey' | 'byPrefix', key: string, child: Node): Node {
  // Most nodes are leaves, and have none.
  const own = node[map] === NONE ? new Map<string, Node>() : (node[map] as Map<string, Node>);
  own.set(key, child);
  node[map] = own;
  return child;
}

const NONE: ReadonlyMap<string, Node> = new Map();

/** `groups/*` holds `subGroups/*`, which are groups again: the last step of the pattern leads back to the entity. */
function closeLoop(entity: Node, recursive: string, find: (from: Node, pattern: string) => Node): void {
  const parent = find(entity, parsePattern(recursive).slice(0, -1).join('/'));
  parent.any = entity;
}

function addFacts(section: Section, body: Node, factsAt: (pattern: string) => Facts): void {
  if (section.identity.length > 0) body.facts.section = section;
  for (const { name, marks } of MARKING) {
    for (const [pattern, says] of marks(section[name])) {
      const facts: { [mark in Mark]?: unknown } = factsAt(pattern);
      facts[name] = { row: section, pattern, says } satisfies Marking;
    }
  }
}

/** Most fields are known for their kind alone: one leaf for all of a kind, and so one place. */
function addFieldKinds(
  entities: readonly { readonly section: Section; readonly node: Node }[],
  fields: readonly Fields[],
  newNode: () => Node,
): void {
  const leafOf = (fieldKind: FieldKind): Node => Object.assign(newNode(), { facts: { fieldKind } });
  const leaves = {
    flag: leafOf('flag'),
    number: leafOf('number'),
    text: leafOf('text'),
    list: leafOf('list'),
    named: leafOf('named'),
  };
  const add = (node: Node, [segment = '', ...rest]: readonly string[], kind: FieldKind): void => {
    if (rest.length > 0) return add(childNode(node, segment, newNode), rest, kind);
    const known = segment === '*' ? node.any : node.byKey.get(segment);
    if (known !== undefined && known !== leaves[kind]) known.facts.fieldKind = kind;
    else if (segment === '*') node.any = leaves[kind];
    else putChild(node, 'byKey', segment, leaves[kind]);
  };
  const rows = new Map(fields.map((row) => [row.section, row]));
  for (const { section, node } of entities) {
    const { flags = [], numbers = [], texts = [], lists = [], named = [] } = rows.get(section.name) ?? {};
    for (const pattern of flags) add(node, parsePattern(pattern), 'flag');
    for (const pattern of numbers) add(node, parsePattern(pattern), 'number');
    for (const pattern of texts) add(node, parsePattern(pattern), 'text');
    for (const pattern of lists) add(node, parsePattern(pattern), 'list');
    for (const pattern of named) add(node, parsePattern(pattern), 'named');
  }
}

/** Places are sets of nodes, made when they are first walked to and kept: the walk itself allocates nothing. */
function placesOver(root: Node): Place {
  const known = new Map<string, PlaceOver>();
  const placeOf = (nodes: readonly Node[]): PlaceOver => {
    const key = nodes.length === 1 ? String(nodes[0]?.id) : nodes.map((node) => node.id).join();
    const found = known.get(key) ?? newPlace(nodes, placeOf);
    known.set(key, found);
    return found;
  };
  return placeOf([root]);
}

/** A place as its methods see it. */
interface PlaceOver extends Place {
  readonly nodes: readonly Node[];
  readonly reach: number;
  readonly conditions: Node['conditional'];
  readonly placeOf: (nodes: readonly Node[]) => PlaceOver;
  readonly children: Map<string, PlaceOver>;
  /** By the answers to the conditions, a bit each. */
  readonly answered: Map<number, PlaceOver>;
  /** A walk asks for one key of a parent after the other. */
  lastParent: Json | undefined;
  lastAnswer: PlaceOver | undefined;
}

function newPlace(nodes: readonly Node[], placeOf: PlaceOver['placeOf']): PlaceOver {
  const facts: Pick<Place, Mark> = Object.assign({}, NOTHING_SAID, ...nodes.map((node) => node.facts));
  return Object.assign(Object.create(METHODS), facts, {
    nodes,
    reach: nodes.reduce((bits, node) => bits | node.reach, 0),
    conditions: nodes.flatMap(({ conditional }) => conditional),
    placeOf,
    children: new Map(),
    answered: new Map(),
    lastParent: undefined,
    lastAnswer: undefined,
  });
}

/** The same for all places: a method of its own for each would be another function at every call. */
const METHODS: Pick<Place, 'child' | 'within' | 'reaches'> & ThisType<PlaceOver> = {
  child(key, parent) {
    const { children, nodes } = this.conditions.length === 0 ? this : refined(this, parent);
    const found = children.get(key);
    if (found !== undefined) return found;
    const made = this.placeOf(unique(nodes.flatMap((node) => childrenOf(node, key))));
    children.set(key, made);
    return made;
  },
  within(parent) {
    return this.conditions.length === 0 ? this : refined(this, parent);
  },
  reaches(mark) {
    return (this.reach & BITS[mark]) !== 0;
  },
};

function refined(place: PlaceOver, parent: Json): PlaceOver {
  if (place.lastAnswer !== undefined && place.lastParent === parent) return place.lastAnswer;
  const { conditions, answered } = place;
  let answers = 0;
  for (let index = 0; index < conditions.length; index++) {
    if (isObject(parent) && passesFields(parent, conditions[index]?.when)) answers |= 1 << index;
  }
  let answer = answered.get(answers);
  if (answer === undefined) {
    answer = refinedBy(place, answers);
    answered.set(answers, answer);
  }
  if (typeof parent === 'object') {
    place.lastParent = parent;
    place.lastAnswer = answer;
  }
  return answer;
}

function refinedBy({ nodes, conditions, placeOf }: PlaceOver, answers: number): PlaceOver {
  const more = conditions.flatMap(({ body }, index) => ((answers & (1 << index)) === 0 ? [] : [body]));
  return placeOf(unique([...nodes.map(withoutConditions), ...more]));
}

const unconditionalTwins = new WeakMap<Node, Node>();

/** The same node with its conditions already answered. Keeps its own identity, so that places over it are kept too. */
function withoutConditions(node: Node): Node {
  if (node.conditional.length === 0) return node;
  const twin = unconditionalTwins.get(node) ?? { ...node, id: -1 - node.id, conditional: [] };
  unconditionalTwins.set(node, twin);
  return twin;
}

function childrenOf(node: Node, key: string): readonly Node[] {
  const found = node.any === undefined ? [] : [node.any];
  const exact = node.byKey.get(key);
  if (exact !== undefined) found.push(exact);
  for (const [prefix, child] of node.byPrefix) if (key.startsWith(prefix)) found.push(child);
  return found;
}

function unique(nodes: readonly Node[]): readonly Node[] {
  return nodes.length < 2 ? nodes : [...new Set(nodes)].sort((a, b) => a.id - b.id);
}

const MARKS: readonly Mark[] = ['section', 'reference', 'fieldKind', ...MARKING.map(({ name }) => name)];

/** Places that have the same properties in the same order are cheap to read. */
const NOTHING_SAID = Object.fromEntries(MARKS.map((mark) => [mark, undefined])) as { readonly [M in Mark]: undefined };

const BITS = Object.fromEntries(MARKS.map((mark, index) => [mark, 1 << index])) as { readonly [M in Mark]: number };

/** Tells every node what lies below it. Children are made after their parents, so one pass from the end nearly does it. */
function spreadMarks(nodes: readonly Node[]): void {
  for (const node of nodes) node.reach = marksOf(node.facts);
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (let i = nodes.length - 1; i >= 0; i--) {
      const node = nodes[i];
      if (node === undefined) continue;
      const before = node.reach;
      if (node.byKey === NONE && node.byPrefix === NONE && node.any === undefined && node.conditional.length === 0)
        continue;
      for (const child of node.byKey.values()) node.reach |= child.reach;
      for (const child of node.byPrefix.values()) node.reach |= child.reach;
      for (const { body } of node.conditional) node.reach |= body.reach;
      if (node.any !== undefined) node.reach |= node.any.reach;
      if (node.reach !== before) hasChanged = true;
    }
  }
}

function marksOf(facts: Facts): number {
  let bits = 0;
  for (const fact in facts) bits |= BITS[fact as Mark];
  return bits;
}
