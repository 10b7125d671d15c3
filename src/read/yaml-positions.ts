/** Where does the place of a path stand in a YAML text? Loaded only when YAML is met; parses again, only when somebody asks. */

import { isMap, isNode, isScalar, isSeq, type Node, parseAllDocuments, type Scalar } from 'yaml';
import { positionAt, positionsOf } from '../json/positions.ts';
import type { Path, PathKey, Position, SourceDocument } from '../model.ts';
import { YAML_OPTIONS } from './yaml.ts';
import { keyTextOf } from './yaml-value.ts';

interface Place {
  readonly offset: number;
  readonly node: unknown;
}

/** A property at its name, an element at its value; ends at the last place that is there. The text is parsed once. */
export function locatorInYaml(document: SourceDocument): (path: Path) => Position {
  const root = rootOf(document);
  const positionOf = positionsOf(document.text);
  return (path) => positionOf(findPlace(root, path).offset);
}

/** Where positions in the text of the scalar at `path` stand in the document. */
export function locateTextInYaml(
  document: SourceDocument,
  path: Path,
  positions: readonly Position[],
): readonly Position[] {
  const { node, offset } = findPlace(rootOf(document), path);
  const block = isScalar(node) && node.type === 'BLOCK_LITERAL' ? blockStart(document.text, node) : undefined;
  if (block === undefined) return positions.map(() => positionAt(document.text, offset));
  return positions.map(({ line, column }) => ({ line: block.line + line, column: block.indent + column }));
}

/** The line of the `|`, and how far the lines below it are indented. */
function blockStart(text: string, node: Scalar): { readonly line: number; readonly indent: number } {
  const start = node.range?.[0] ?? 0;
  const [header = ''] = /^[^\n]*\n/.exec(text.slice(start)) ?? [];
  const [, spaces = ''] = /^(?:[ \t\r]*\n)*( *)/.exec(text.slice(start + header.length)) ?? [];
  return { line: positionAt(text, start).line, indent: spaces.length };
}

function rootOf({ text, index }: SourceDocument): Place {
  const parsed = parseAllDocuments(text, YAML_OPTIONS);
  const root = Array.isArray(parsed) ? parsed[index]?.contents : undefined;
  return { node: root, offset: root?.range?.[0] ?? 0 };
}

function findPlace(root: Place, path: Path): Place {
  let place = root;
  for (const key of path) {
    const child = findChild(place.node, key);
    if (child === undefined) break;
    place = child;
  }
  return place;
}

function findChild(node: unknown, key: PathKey): Place | undefined {
  if (isSeq(node) && typeof key === 'number') {
    const element = node.items[key];
    return isNode(element) ? { node: element, offset: startOf(element) } : undefined;
  }
  const pair = isMap(node) ? node.items.findLast((item) => keyTextOf(item.key) === key) : undefined;
  return pair !== undefined && isNode(pair.key) ? { node: pair.value, offset: startOf(pair.key) } : undefined;
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
