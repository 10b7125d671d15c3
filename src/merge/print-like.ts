/** How does a JSON text look in which some values are others? What stays the same keeps its bytes; what is new is laid out like its neighbours. */

import { type Node, parseTree } from 'jsonc-parser';
import { isArray, isObject } from '../json/object.ts';
import type { Json } from '../model.ts';

/** `old` is what the text says; parts of `now` that are the very values of `old` are copied. */
export function printLike(text: string, old: Json, now: Json): string {
  const tree = parseTree(text);
  if (tree === undefined) return printNew(now, '\n');
  return text.slice(0, tree.offset) + print(text, tree, old, now) + text.slice(tree.offset + tree.length);
}

function print(text: string, node: Node, old: Json, now: Json): string {
  if (old === now) return sliceOf(text, node);
  const children = node.children ?? [];
  if (children.length === 0) return printNew(now, lineOf(text, node));
  if (isObject(old) && isObject(now) && node.type === 'object') {
    const pieces = Object.keys(now).map((key) => {
      const child = children.find(({ children: [name] = [] }) => name?.value === key);
      const value = child?.children?.[1];
      if (child === undefined || value === undefined) {
        const line = breakBefore(text, node, children);
        return `${JSON.stringify(key)}${colonOf(text, children[0])}${printNew(now[key] ?? null, line)}`;
      }
      return text.slice(child.offset, value.offset) + print(text, value, old[key] ?? null, now[key] ?? null);
    });
    return wrap(text, node, children, pieces);
  }
  if (isArray(old) && isArray(now) && node.type === 'array') {
    const places = new Map(old.map((element, index) => [element, index]));
    const line = breakBefore(text, node, children);
    const pieces = now.map((element, index) => {
      const at = places.get(element) ?? likeAt(old, element, index);
      const child = at === undefined ? undefined : children[at];
      return at === undefined || child === undefined
        ? printNew(element, line)
        : print(text, child, old[at] ?? null, element);
    });
    return wrap(text, node, children, pieces);
  }
  return printNew(now, lineOf(text, node));
}

/** The old entity that a new one was made of: it shares some of its very parts. */
function likeAt(old: readonly Json[], element: Json, index: number): number | undefined {
  if (!isObject(element)) return undefined;
  const id = element.id;
  const same = old.findIndex((each) => isObject(each) && id !== undefined && each.id === id);
  if (same >= 0) return same;
  const there = old[index];
  return isObject(there) &&
    Object.keys(element).some((key) => typeof element[key] === 'object' && element[key] === there[key])
    ? index
    : undefined;
}

function sliceOf(text: string, { offset, length }: Node): string {
  return text.slice(offset, offset + length);
}

/** The brackets and the white space that the list or the object had. */
function wrap(text: string, node: Node, children: readonly Node[], pieces: readonly string[]): string {
  const [first] = children;
  const last = children.at(-1);
  if (first === undefined || last === undefined) return '';
  const start = text.slice(node.offset, first.offset);
  const end = text.slice(last.offset + last.length, node.offset + node.length);
  if (pieces.length === 0) return start.trimEnd() + end.trimStart();
  return start + pieces.join(`,${breakBefore(text, node, children)}`) + end;
}

/** What stands before the first child: a line break and its indentation, a space, or nothing. */
function breakBefore(text: string, node: Node, [first]: readonly Node[]): string {
  return first === undefined ? '' : text.slice(node.offset + 1, first.offset);
}

function colonOf(text: string, property: Node | undefined): string {
  const [key, value] = property?.children ?? [];
  return key === undefined || value === undefined ? ': ' : text.slice(key.offset + key.length, value.offset);
}

/** The line break before the line that a node stands in, and its indentation. */
function lineOf(text: string, { offset }: Node): string {
  const start = text.lastIndexOf('\n', offset);
  if (start < 0) return '';
  return `\n${/^[ \t]*/.exec(text.slice(start + 1, offset))?.[0] ?? ''}`;
}

/** `line` is the line break and the indentation of what is printed; without a line break all is on one line. */
function printNew(value: Json, line: string): string {
  const isOneLine = !line.includes('\n');
  const inner = isOneLine ? '' : `${line}  `;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pieces = isArray(value)
    ? value.map((each) => printNew(each, inner))
    : Object.keys(value).map((key) => {
        const colon = isOneLine ? ':' : ': ';
        return `${JSON.stringify(key)}${colon}${printNew((value as { readonly [name: string]: Json })[key] ?? null, inner)}`;
      });
  const [open, close] = isArray(value) ? ['[', ']'] : ['{', '}'];
  return pieces.length === 0
    ? `${open}${close}`
    : `${open}${inner}${pieces.join(`,${inner}`)}${line.includes('\n') ? line : ''}${close}`;
}
