/** How can a realm contradict itself? Turns the `defect` of a row of `rules/imports.json` into a Defect, or says what is wrong with it. */

import { isObject } from '../json/object.ts';
import type { Defect, Json, JsonObject } from '../model.ts';
import { oneOf, type Parse, RowError, textAt, texts, textsAt } from './row-values.ts';
import { NAME_FORMS } from './words.ts';

const TEXTS: JsonObject = { type: 'array', items: { type: 'string' } };
const PAIR: JsonObject = { ...TEXTS, minItems: 2, maxItems: 2 };

/** For editors: exactly one kind of defect. */
export const DEFECT_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  maxProperties: 1,
  properties: {
    missing: {
      description:
        'A text, or a key, that names nothing of these sections; "but" are names that a server always knows.',
      ...objectOf({ form: { enum: NAME_FORMS }, target: TEXTS, but: TEXTS }, ['form']),
    },
    twice: { description: 'Two of one list have equal values for these keys.', ...TEXTS },
    inBoth: { description: 'Two lists of one entity have a member in common.', ...PAIR },
    unnamedBy: {
      description: 'Nothing at the pattern names the entity by this key of it.',
      ...objectOf({ pattern: { type: 'string' }, key: { type: 'string' } }, ['pattern', 'key']),
    },
    outside: { description: 'A field has a value that is not in the list.', ...PAIR },
    circle: { description: 'A role contains itself.', const: true },
  },
};

function objectOf(properties: JsonObject, required: readonly string[]): JsonObject {
  return { type: 'object', additionalProperties: false, required, properties };
}

export const parseDefect: Parse<Defect> = (value, where) => {
  if (!isObject(value) || Object.keys(value).length !== 1) throw new RowError(`${where}: expected one kind of defect`);
  const [kind = ''] = Object.keys(value);
  const inside = value[kind] ?? null;
  const here = `${where}: ${kind}`;
  switch (kind) {
    case 'missing':
      if (!isObject(inside)) throw new RowError(`${here}: expected an object`);
      return {
        missing: {
          form: oneOf(NAME_FORMS)(inside.form, `${here}: form`),
          target: textsAt(inside, 'target', here),
          but: textsAt(inside, 'but', here),
        },
      };
    case 'twice':
      return { twice: texts(inside, here) };
    case 'inBoth':
      return { inBoth: pair(inside, here) };
    case 'outside':
      return { outside: pair(inside, here) };
    case 'unnamedBy':
      if (!isObject(inside)) throw new RowError(`${here}: expected an object`);
      return { unnamedBy: { pattern: textAt(inside, 'pattern', here), key: textAt(inside, 'key', here) } };
    case 'circle':
      return { circle: true };
    default:
      throw new RowError(`${where}: unknown kind "${kind}"`);
  }
};

function pair(value: Json, where: string): readonly [string, string] {
  const [one, other, ...more] = texts(value, where);
  if (one === undefined || other === undefined || more.length > 0) throw new RowError(`${where}: expected two texts`);
  return [one, other];
}
