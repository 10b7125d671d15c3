/** Does a value pass a test? The conditions of every table and rule: one line an operator; a test is all of its conditions. */

import { equal } from '../json/equal.ts';
import { isArray, isObject } from '../json/object.ts';
import type { Json } from '../model.ts';
import type { Condition, Fields, Test } from '../rule-rows.ts';
import { someField } from './find-fields.ts';
import { fits } from './safe-pattern.ts';

type Value = Json | undefined;

export function passes(value: Value, test: Test | undefined): boolean {
  return test === undefined || test.every((condition) => holds(value, condition));
}

/** Every field has a value that passes. */
export function passesFields(value: Value, fields: Fields | undefined): boolean {
  return (
    fields === undefined ||
    fields.every(({ pattern, test }) => someField(value, pattern, (found) => passes(found, test)))
  );
}

function holds(value: Value, condition: Condition): boolean {
  switch (condition.operator) {
    case 'is':
      return isSame(value, condition.operand);
    case 'isNot':
      return !isSame(value, condition.operand);
    case 'in':
      return condition.operand.some((each) => isSame(value, each));
    case 'notIn':
      return !condition.operand.some((each) => isSame(value, each));
    case 'listed':
      return condition.operand.members.has(textOf(value));
    case 'notListed':
      return !condition.operand.members.has(textOf(value));
    case 'matches':
      return isThere(value) && fits(condition.operand, textOf(value));
    case 'notMatches':
      return !(isThere(value) && fits(condition.operand, textOf(value)));
    case 'startsWith':
      return textOf(value).startsWith(condition.operand);
    case 'endsWith':
      return textOf(value).endsWith(condition.operand);
    case 'contains':
      return containsText(value, condition.operand);
    case 'lacks':
      return !containsText(value, condition.operand);
    case 'above':
      return (numberOf(value) ?? Number.NEGATIVE_INFINITY) > condition.operand;
    case 'below':
      return (numberOf(value) ?? Number.POSITIVE_INFINITY) < condition.operand;
    case 'isAbsent':
      return isThere(value) !== condition.operand;
    case 'isEmpty':
      return isEmpty(value) === condition.operand;
    case 'has':
      return isObject(value) && passesFields(value, condition.operand);
    case 'none':
      return !elementsOf(value).some((element) => passesFields(element, condition.operand));
  }
}

/** A flag or a number and its text are one value to Keycloak's importer. */
function isSame(value: Value, operand: Json): boolean {
  const only = single(value);
  if (typeof only !== typeof operand && isScalar(only) && isScalar(operand)) return String(only) === String(operand);
  return equal(only, operand);
}

function isScalar(value: Value): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Components keep every setting as a list of one text. */
function single(value: Value): Value {
  const [first] = isArray(value) && value.length === 1 ? value : [value];
  return first;
}

function isThere(value: Value): boolean {
  return value !== undefined && value !== null;
}

/** A text or a number as a text; '' for all else. */
export function textOf(value: Value): string {
  const only = single(value);
  return typeof only === 'string' ? only : typeof only === 'number' || typeof only === 'boolean' ? String(only) : '';
}

/** Keycloak keeps many numbers as texts. */
export function numberOf(value: Value): number | undefined {
  const text = textOf(value);
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function containsText(value: Value, part: string): boolean {
  return isArray(value) ? value.includes(part) : textOf(value).includes(part);
}

function isEmpty(value: Value): boolean {
  if (isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === '';
}

function elementsOf(value: Value): readonly Json[] {
  if (isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}
