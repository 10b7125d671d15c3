/** Which JSON value does a YAML document mean? Follows aliases and merges, within bounds; rounds no number; the last of equal keys counts. */

import { type Alias, isAlias, isMap, isNode, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import { exactNumber } from '../json/exact-number.ts';
import { emptyObject, isArray, isObject, type MutableJsonObject } from '../json/object.ts';
import { MAX_DEPTH, TOO_DEEP, TOO_EXACT } from '../json/parse-exactly.ts';
import type { Json, Path } from '../model.ts';

/** How many values the aliases of one document may repeat: a bomb of nine lines would repeat billions. */
const MAX_REPEATED = 100_000;

export interface YamlKeyTwice {
  readonly path: Path;
  readonly first: number;
  readonly again: number;
}

/** A value that JSON does not have, or a bound that was hit. */
export class YamlMistake extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** The alias is not named: it may be a password that begins with `*` and lacks its quotes. */
const NO_ANCHOR = 'expected an anchor before this alias, found none: put a text that begins with * in quotes';

/** A value, how many values it holds, and how deep. */
interface Built {
  readonly value: Json;
  readonly size: number;
  readonly height: number;
}

interface Build {
  readonly anchors: Map<string, Built>;
  readonly repeated: YamlKeyTwice[];
  copies: number;
}

/** Throws a YamlMistake where there is no such JSON. */
export function yamlToJson(root: Node): { readonly value: Json; readonly repeated: readonly YamlKeyTwice[] } {
  const build: Build = { anchors: new Map(), repeated: [], copies: 0 };
  const { value } = buildNode(build, root, []);
  return { value, repeated: build.repeated };
}

function buildNode(build: Build, node: unknown, path: Path): Built {
  if (isAlias(node)) return buildAlias(build, node, path);
  const built = buildOwn(build, node, path);
  if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined)
    build.anchors.set(node.anchor, built);
  return built;
}

function buildOwn(build: Build, node: unknown, path: Path): Built {
  if (isScalar(node)) return { value: scalarValue(node), size: 1, height: 0 };
  if (path.length >= MAX_DEPTH) throw new YamlMistake(offsetOf(node), TOO_DEEP);
  if (isMap(node)) return buildMap(build, node, path);
  if (!isSeq(node)) return { value: null, size: 1, height: 0 };
  const elements = node.items.map((item, index) => buildNode(build, item, [...path, index]));
  return together(
    elements.map(({ value }) => value),
    elements,
  );
}

function together(value: Json, parts: readonly Built[]): Built {
  return {
    value,
    size: parts.reduce((sum, { size }) => sum + size, 1),
    height: parts.reduce((most, { height }) => Math.max(most, height), 0) + 1,
  };
}

function buildAlias(build: Build, node: Alias, path: Path): Built {
  const target = build.anchors.get(node.source);
  if (target === undefined) throw new YamlMistake(offsetOf(node), NO_ANCHOR);
  build.copies += target.size;
  if (build.copies > MAX_REPEATED) {
    const message = `found aliases that repeat more than ${MAX_REPEATED} values: write out what they stand for`;
    throw new YamlMistake(offsetOf(node), message);
  }
  if (path.length + target.height > MAX_DEPTH) throw new YamlMistake(offsetOf(node), TOO_DEEP);
  return target;
}

function buildMap(build: Build, map: YAMLMap, path: Path): Built {
  const object = emptyObject();
  const places = new Map<string, number>();
  const merges: Built[] = [];
  const parts: Built[] = [];
  for (const { key, value } of map.items) {
    if (isMergeKey(key)) {
      merges.push(buildNode(build, value, path));
      continue;
    }
    const name = keyOf(build, key, path);
    const again = offsetOf(key);
    const first = places.get(name);
    if (first === undefined) places.set(name, again);
    else build.repeated.push({ path: [...path, name], first, again });
    const built = buildNode(build, value, [...path, name]);
    const part = name === VERSION ? { ...built, value: asWritten(value) ?? built.value } : built;
    object[name] = part.value;
    parts.push(part);
  }
  for (const merged of merges) mergeInto(object, merged.value, offsetOf(map));
  return together(object, [...parts, ...merges]);
}

/** `26.10` is a version and no number that could lose its last digit. */
const VERSION = 'keycloakVersion';

function asWritten(node: unknown): string | undefined {
  return isScalar(node) && typeof node.value === 'number' ? node.source : undefined;
}

/** `<<`: what the map states itself wins, then the earlier of several maps. */
function mergeInto(object: MutableJsonObject, merged: Json, offset: number): void {
  for (const source of isArray(merged) ? merged : [merged]) {
    if (!isObject(source)) throw new YamlMistake(offset, 'expected a map behind <<, found something else: merge a map');
    for (const [key, value] of Object.entries(source)) {
      if (!(key in object)) object[key] = value;
    }
  }
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && (typeof key.value === 'symbol' || (key.value === '<<' && key.type === 'PLAIN'));
}

function keyOf(build: Build, key: unknown, path: Path): string {
  if (isAlias(key)) {
    const { value } = buildAlias(build, key, path);
    if (typeof value === 'string') return value;
  }
  const name = keyTextOf(key);
  if (name === undefined)
    throw new YamlMistake(offsetOf(key), 'expected a text as key, found a map or a list: write a text');
  if (isScalar(key) && key.anchor !== undefined) build.anchors.set(key.anchor, { value: name, size: 1, height: 0 });
  return name;
}

/** A key as text: numbers and words as they are written. Undefined for maps and lists. */
export function keyTextOf(key: unknown): string | undefined {
  if (key === null || key === undefined) return '';
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function scalarValue(node: Scalar): Json {
  const { value, source } = node;
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value !== 'number') return source ?? String(value);
  if (!Number.isFinite(value) && /[a-z]/i.test(source ?? '') && !/\de/i.test(source ?? ''))
    throw new YamlMistake(
      offsetOf(node),
      'expected a number of JSON, found infinity or not-a-number: put it in quotes',
    );
  const exact = source === undefined ? value : exactNumber(source.replace(/^\+/, ''));
  if (exact === undefined) throw new YamlMistake(offsetOf(node), TOO_EXACT);
  return exact;
}

function offsetOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
