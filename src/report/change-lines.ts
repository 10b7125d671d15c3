/** Which lines tell the changes inside one entity? One for each, set members under their set. No layout, no escaping. */

import { compareText } from '../json/compare.ts';
import { groupBy } from '../json/group-by.ts';
import { isArray, isObject, textProperty } from '../json/object.ts';
import type { Finding, Json, JsonObject, JudgedChange, Unchanged } from '../model.ts';
import { showChangePath, showKey } from './show-path.ts';
import { diffTexts, type TextDiff } from './text-diff.ts';
import { showValue, withoutSingletons } from './values.ts';
import { type ChangeSymbol, count, SYMBOL_OF, showNumber } from './words.ts';

export type Content =
  | { readonly kind: 'none' }
  /** Realm text on one line, whole: whoever draws it shortens it. */
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'change'; readonly before: string; readonly after: string }
  | { readonly kind: 'text'; readonly diff: TextDiff }
  | { readonly kind: 'secret'; readonly told: string }
  /** What a rule says of a place, and the line where it stands. */
  | { readonly kind: 'said'; readonly text: string; readonly where: string }
  | { readonly kind: 'position'; readonly before: string; readonly after: string };

export interface ChangeLine {
  readonly symbol: ChangeSymbol;
  /** 0 right below the entity. */
  readonly depth: number;
  /** Absent for a member of a set. */
  readonly name?: string;
  readonly content: Content;
  readonly findings: readonly Finding[];
}

/** Our own words about what is not shown. */
export interface NoteLine {
  readonly symbol: '#';
  readonly depth: number;
  readonly note: string;
}

export type Line = ChangeLine | NoteLine;

export interface LineOptions {
  /** How many properties of something new or gone are shown. */
  readonly maxProperties: number;
  /** Which members, properties or nested things stayed the same at a path; undefined where nobody counted or wants to know. */
  readonly unchangedAt: (path: readonly string[]) => Unchanged | undefined;
  /** Name what stayed the same, instead of counting it. */
  readonly namesUnchanged?: boolean;
}

/** `changes` are those of one entity, without those of the entity as a whole. */
export function linesOfChanges(changes: readonly JudgedChange[], options: LineOptions): readonly Line[] {
  const byPath = groupBy(changes, ({ path }) => JSON.stringify(path));
  const lines = [...byPath.values()].flatMap((group) => linesOfGroup(group, options));
  const hidden = options.unchangedAt([]);
  if (hidden === undefined || hidden.count === 0) return lines;
  const counted = `(${count(hidden.count, 'unchanged property', 'unchanged properties')} hidden)`;
  return [...lines, { symbol: '#', depth: 0, note: namedOr(counted, hidden, options) }];
}

function namedOr(counted: string, { names }: Unchanged, { namesUnchanged = false }: LineOptions): string {
  return namesUnchanged && names !== undefined ? `unchanged: ${names.map(showKey).join(', ')}` : counted;
}

function linesOfGroup(group: readonly JudgedChange[], options: LineOptions): readonly Line[] {
  const [first] = group;
  if (first === undefined) return [];
  const areMembers = group.length > 1 ? group.every(isPlain) : isMember(first);
  if (!areMembers) return group.flatMap((change) => linesOfChange(change, options));
  const name = showChangePath(first.section, first.path);
  const members = [...group].sort((a, b) => rank(a) - rank(b)).map(memberLine);
  const hidden = options.unchangedAt(first.path);
  return [
    { symbol: '~', depth: 0, name, content: { kind: 'none' }, findings: [] },
    ...members,
    ...(hidden === undefined || hidden.count === 0 ? [] : [unchangedMembers(hidden, options)]),
  ];
}

function unchangedMembers(hidden: Unchanged, options: LineOptions): NoteLine {
  const counted = `(${count(hidden.count, 'unchanged', 'unchanged')})`;
  return { symbol: '#', depth: 1, note: namedOr(counted, hidden, options) };
}

/** What went, then what came, then what moved. */
function rank({ kind }: JudgedChange): number {
  return ['removed', 'changed', 'added', 'renamed', 'moved'].indexOf(kind);
}

function isPlain(change: JudgedChange): boolean {
  return (change.kind === 'added' || change.kind === 'removed') && change.secret !== true;
}

/** A member stands in a list that its path names: `redirectUris`, and `clients/3/redirectUris/2` in the data. */
function isMember(change: JudgedChange): boolean {
  if (change.secret === true || !isPlain(change)) return false;
  const place = (change.kind === 'added' ? change.places.after : change.places.before) ?? [];
  const [list, index] = place.slice(-2);
  return typeof index === 'number' && list === change.path.at(-1) && !isObject(change.after ?? change.before);
}

function memberLine(change: JudgedChange): ChangeLine {
  const value = change.secret === true ? undefined : (change.after ?? change.before);
  const content: Content = value === undefined ? { kind: 'none' } : { kind: 'value', text: showValue(value) };
  return { symbol: SYMBOL_OF[change.kind], depth: 1, content, findings: change.findings };
}

function linesOfChange(change: JudgedChange, options: LineOptions): readonly Line[] {
  const name = showChangePath(change.section, change.path);
  const symbol = SYMBOL_OF[change.kind];
  const head = { symbol, depth: 0, name, findings: change.findings };
  if (change.secret === true) return [{ ...head, content: { kind: 'secret', told: `(secret, ${change.kind})` } }];
  const only = change.kind === 'changed' ? undefined : (shown(change, 'after') ?? shown(change, 'before'));
  if (!isObject(only)) return [{ ...head, content: contentOf(change) }];
  const rest = withoutName(only, ['name', 'alias'], change.path.at(-1));
  return [{ ...head, content: { kind: 'none' } }, ...linesOfValue(rest, symbol, 1, options.maxProperties)];
}

/** What an entity holds besides the name that stands above it. */
function withoutName(value: JsonObject, identity: readonly string[], name: string | undefined): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key, each]) => !(identity.includes(key) && each === name)));
}

type OpenChange = Exclude<JudgedChange, { readonly secret: true }>;

/** The value of one side as people know it. */
function shown(change: OpenChange, side: 'before' | 'after'): Json | undefined {
  const value = change[side];
  const isConfig = change.section === 'components' || change.path.includes('subComponents');
  return value !== undefined && isConfig ? withoutSingletons(value) : value;
}

export function contentOf(change: OpenChange): Content {
  const before = shown(change, 'before');
  const after = shown(change, 'after');
  if (before === undefined || after === undefined) {
    const only = after === undefined ? before : after;
    return only === undefined ? { kind: 'none' } : { kind: 'value', text: showValue(only) };
  }
  const sides = { before: showValue(before), after: showValue(after) };
  if (change.kind === 'moved') return { kind: 'position', ...sides };
  const diff = typeof before === 'string' && typeof after === 'string' ? diffTexts(before, after) : undefined;
  return diff === undefined ? { kind: 'change', ...sides } : { kind: 'text', diff };
}

/** The lines of an entity that is new or gone: what it holds, without the name that its title already tells. */
export function linesOfEntity(change: JudgedChange, identity: string, maxProperties: number): readonly Line[] {
  if (change.secret === true || change.kind === 'renamed' || change.kind === 'moved') return [];
  const value = shown(change, 'after') ?? shown(change, 'before');
  if (!isObject(value)) return [];
  const rest = withoutName(value, [identity], textProperty(value, identity));
  return linesOfValue(rest, SYMBOL_OF[change.kind], 0, maxProperties);
}

/** A nested value as a few lines: a line for each property, and a count of those that are not shown. */
function linesOfValue(value: Json, symbol: ChangeSymbol, depth: number, limit: number): readonly Line[] {
  const leaves = leavesOf(value, '');
  const kept = leaves.length <= limit + 1 ? leaves : leaves.slice(0, limit);
  const lines = kept.map(({ name, text }): ChangeLine => {
    return { symbol, depth, name, content: { kind: 'value', text }, findings: [] };
  });
  const left = leaves.length - kept.length;
  return left === 0 ? lines : [...lines, { symbol: '#', depth, note: `(${showNumber(left)} more)` }];
}

interface Leaf {
  readonly name: string;
  readonly text: string;
}

function leavesOf(value: Json, name: string): readonly Leaf[] {
  if (isObject(value) && Object.keys(value).length > 0) {
    const keys = Object.keys(value).sort(compareText);
    // That JSON stands inside a text is no name of anything.
    if (keys.length === 1 && keys[0] === '$json') return leavesOf(value.$json ?? null, name);
    return keys.flatMap((key) => leavesOf(value[key] ?? null, name === '' ? showKey(key) : `${name}.${showKey(key)}`));
  }
  if (!isArray(value) || !value.some(isObject)) return [{ name, text: showValue(value) }];
  return value.map((element, index) => ({ name: `${name} / ${nameOf(element, index)}`, text: showValue(element) }));
}

/** What an element of a list is called, whatever it is. */
function nameOf(element: Json, index: number): string {
  const keys = ['name', 'alias', 'clientId', 'authenticator', 'flowAlias', 'client', 'username', 'id'];
  const name = keys.map((key) => textProperty(element, key)).find((text) => text !== undefined && text !== '');
  return name === undefined ? String(index + 1) : showKey(name);
}
