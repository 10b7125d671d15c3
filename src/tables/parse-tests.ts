/** What does a rule ask of values? Turns the JSON of its conditions into tests, or says which part is wrong and how. */

import { isArray, isObject } from '../json/object.ts';
import type { Json, JsonObject } from '../model.ts';
import type { Condition, Field, Fields, NamedList, Operator, Sides, Test } from '../rule-rows.ts';
import { nearest } from './nearest.ts';
import { parsePattern } from './pattern.ts';
import { compileSafely } from './safe-pattern.ts';

/** Something in a rule is not as it must be. The message names the field. */
export class RuleError extends Error {}

/** The lists of `rules/lists.json` by name. */
export type Lists = ReadonlyMap<string, NamedList>;

export const OPERATORS = [
  'is',
  'isNot',
  'in',
  'notIn',
  'listed',
  'notListed',
  'matches',
  'notMatches',
  'startsWith',
  'endsWith',
  'contains',
  'lacks',
  'above',
  'below',
  'isAbsent',
  'isEmpty',
  'has',
  'none',
] as const satisfies readonly Operator[];

/** A text, a number, true or false stands for `{ "is": ... }`. */
export function parseTest(json: Json | undefined, field: string, lists: Lists): Test {
  if (json === undefined) throw new RuleError(`${field}: expected a condition`);
  if (!isObject(json)) {
    if (isArray(json))
      throw new RuleError(`${field}: expected a value or an object of conditions, found a list; use "in"`);
    return [{ operator: 'is', operand: json }];
  }
  expectKeys(json, OPERATORS, field);
  const test = OPERATORS.filter((operator) => json[operator] !== undefined).map((operator) =>
    parseCondition(operator, json[operator] ?? null, { field: `${field}.${operator}`, lists }),
  );
  if (test.length === 0) throw new RuleError(`${field}: expected at least one condition, such as "is"`);
  return test;
}

interface Where {
  readonly field: string;
  readonly lists: Lists;
}

function parseCondition(operator: Operator, operand: Json, { field, lists }: Where): Condition {
  switch (operator) {
    case 'is':
    case 'isNot':
      return { operator, operand };
    case 'in':
    case 'notIn':
      return { operator, operand: expectList(operand, field) };
    case 'listed':
    case 'notListed':
      return { operator, operand: findList(expectText(operand, field), field, lists) };
    case 'matches':
    case 'notMatches':
      return { operator, operand: parseRegExp(expectText(operand, field), field) };
    case 'startsWith':
    case 'endsWith':
    case 'contains':
    case 'lacks':
      return { operator, operand: expectText(operand, field) };
    case 'above':
    case 'below':
      return { operator, operand: expectNumber(operand, field) };
    case 'isAbsent':
    case 'isEmpty':
      return { operator, operand: expectTruth(operand, field) };
    case 'has':
    case 'none':
      return { operator, operand: parseFields(operand, field, lists) };
  }
}

/** `{ "publicClient": true, "attributes/pkce.code.challenge.method": { "isNot": "S256" } }` */
export function parseFields(json: Json | undefined, field: string, lists: Lists): Fields {
  if (!isObject(json)) throw new RuleError(`${field}: expected an object of fields and their conditions`);
  return Object.entries(json).map(
    ([path, test]): Field => ({ pattern: parsePattern(path), test: parseTest(test, `${field}["${path}"]`, lists) }),
  );
}

export function parseSides(json: Json | undefined, field: string, lists: Lists): Sides {
  if (!isObject(json)) throw new RuleError(`${field}: expected an object with "before", "after" or both`);
  expectKeys(json, ['before', 'after'], field);
  return {
    ...(json.before !== undefined && { before: parseFields(json.before, `${field}.before`, lists) }),
    ...(json.after !== undefined && { after: parseFields(json.after, `${field}.after`, lists) }),
  };
}

function parseRegExp(source: string, field: string): RegExp {
  const compiled = compileSafely(source);
  if ('refusal' in compiled) throw new RuleError(`${field}: ${compiled.refusal}`);
  return compiled.pattern;
}

/** The list that a rule names. */
export function parseListed(json: Json | undefined, field: string, lists: Lists): NamedList {
  return findList(expectText(json, field), field, lists);
}

function findList(name: string, field: string, lists: Lists): NamedList {
  const found = lists.get(name);
  if (found === undefined) {
    throw new RuleError(`${field}: there is no list "${name}"${didYouMean(name, [...lists.keys()])}`);
  }
  return found;
}

export function expectKeys(object: JsonObject, known: readonly string[], field: string): void {
  for (const key of Object.keys(object)) {
    if (known.includes(key)) continue;
    throw new RuleError(`${field === '' ? '' : `${field}: `}unknown key "${key}"${didYouMean(key, known)}`);
  }
}

export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? `; expected one of ${known.join(', ')}` : `, did you mean "${near}"?`;
}

export function expectText(json: Json | undefined, field: string): string {
  if (typeof json !== 'string') throw new RuleError(`${field}: expected a text, found ${kindOf(json)}`);
  return json;
}

export function expectNumber(json: Json | undefined, field: string): number {
  if (typeof json !== 'number') throw new RuleError(`${field}: expected a number, found ${kindOf(json)}`);
  return json;
}

export function expectTruth(json: Json | undefined, field: string): boolean {
  if (typeof json !== 'boolean') throw new RuleError(`${field}: expected true or false, found ${kindOf(json)}`);
  return json;
}

export function expectList(json: Json | undefined, field: string): readonly Json[] {
  if (!isArray(json)) throw new RuleError(`${field}: expected a list, found ${kindOf(json)}`);
  return json;
}

/** One text or a list of them. */
export function textsIn(json: Json | undefined, field: string): readonly string[] {
  return isArray(json) ? json.map((each) => expectText(each, field)) : [expectText(json, field)];
}

export function expectOneOf<T extends string>(json: Json | undefined, allowed: readonly T[], field: string): T {
  const text = expectText(json, field);
  const found = allowed.find((each) => each === text);
  if (found === undefined) throw new RuleError(`${field}: found "${text}"${didYouMean(text, allowed)}`);
  return found;
}

export function kindOf(json: Json | undefined): string {
  if (json === undefined) return 'nothing';
  if (json === null) return 'null';
  return isArray(json) ? 'a list' : typeof json === 'string' ? 'a text' : `a ${typeof json}`;
}
