/** Does every reader of YAML get back the data that was printed? Reads with the 1.1 and the 1.2 rules. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { emptyObject, isArray, isObject } from '../src/json/object.ts';
import { byCodeUnit, type KeyOrder } from '../src/json/print.ts';
import { printYaml } from '../src/json/print-yaml.ts';
import type { Json } from '../src/model.ts';

/** As it is read: JSON has no negative zero. Made without `JSON.parse`, which Node 24 has a mistake in. */
function asRead(value: Json): Json {
  if (isArray(value)) return value.map(asRead);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, asRead(inside)]));
  return value === 0 ? 0 : value;
}

function readsBack(value: Json): void {
  const text = printYaml(value);
  for (const version of ['1.1', '1.2'] as const) {
    // `merge` is what turns a key `<<` into something else.
    const options = { version, intAsBigInt: false, uniqueKeys: true, merge: version === '1.1' };
    expect(parse(text, options), text).toEqual(asRead(value));
  }
}

const TRICKY = [
  ...['', ' ', 'yes', 'No', 'ON', 'off', 'y', 'n', 'true', 'NULL', '~', '=', '<<', '.nan', '.inf', '-.INF', 'nan'],
  ...['1', '-1', '0777', '0o17', '0x1F', '1_000', '1:20', '190:20:30', '1.5', '1e3', '1e+21', '.5', '+1', '0b11'],
  ...['2001-12-14', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43', '---', '...', '- a', '-', '?', '? a', ':'],
  ...[
    'a: b',
    'a:',
    'a :b',
    'a #b',
    'a#b',
    '#a',
    ' a',
    'a ',
    'a  b',
    '!tag',
    '&anchor',
    '*alias',
    '%a',
    '@a',
    '`a',
    '|',
  ],
  ...[
    '>',
    '"',
    "'",
    "it's",
    '[a]',
    '{a}',
    'a, b',
    'a]',
    '\\',
    'a\\n',
    '$(env:X)',
    '${vault.a}',
    '$secret',
    'https://a/*',
  ],
  ...[
    'a\nb',
    'a\nb\n',
    'a\n\nb\n\n',
    '\na',
    ' a\nb',
    'a\n b',
    'a\n  \nb',
    'a\n\tb',
    'a\r\nb',
    'a\tb',
    '\n',
    'a\n# b',
    'a\n---\nb',
  ],
  ...[
    '\u0000',
    '\u001b[31m',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\ufffe',
    '\ud800',
    'a\udc00b',
    '\u{1f600}',
    'ü',
    '\u{e000}',
  ],
  ...['__proto__', 'constructor', 'toString'],
];

test('texts and keys that some reader would take for another value', () => {
  for (const text of TRICKY) {
    readsBack(text);
    readsBack([text, [text]]);
    readsBack(Object.assign(emptyObject(), { [text]: text, list: [Object.assign(emptyObject(), { [text]: [text] })] }));
  }
});

test('any JSON reads back as it was', () => {
  const { json } = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(
        fc.constantFrom(null, true, false),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
        fc.constantFrom(...TRICKY),
        fc.string({ unit: 'binary' }),
      ),
      fc.array(tie('json'), { maxLength: 4 }),
      fc
        .dictionary(fc.oneof(fc.constantFrom(...TRICKY), fc.string()), tie('json'), { maxKeys: 4 })
        .map((object) => Object.assign(emptyObject(), object)),
    ),
  }));
  fc.assert(fc.property(json, readsBack), { seed: 20_240_601, numRuns: 2000 });
});

const ROWS: readonly (readonly [name: string, value: Json, text: string])[] = [
  [
    'a realm in block style',
    { realm: 'acme', enabled: true, list: [1, ['a'], { b: [] }], none: {} },
    'enabled: true\nlist:\n  - 1\n  - - a\n  - b: []\nnone: {}\nrealm: acme\n',
  ],
  ['several lines as a literal block', { text: 'one\n\n  two\n' }, 'text: |\n  one\n\n    two\n'],
  ['no final newline', ['one\ntwo'], '- |-\n  one\n  two\n'],
  ['integers beyond 2^53 keep every digit', [12345678901234567890n], '- 12345678901234567890\n'],
  ['a long line is not folded', ['word '.repeat(100).trim()], `- ${'word '.repeat(100).trim()}\n`],
  ['a key that is too long for a colon', { ['k'.repeat(2000)]: [1] }, `? ${'k'.repeat(2000)}\n:\n  - 1\n`],
];

for (const [name, value, text] of ROWS) {
  test(name, () => {
    expect(printYaml(value)).toBe(text);
  });
}

test('keys stand in the order that is asked for, number-like keys as well', () => {
  const backwards: KeyOrder = { keys: (object) => byCodeUnit.keys(object).toReversed(), child: () => backwards };
  expect(printYaml({ '1': 1, '10': 2, '9': 3, a: 4 }, backwards)).toBe('a: 4\n"9": 3\n"10": 2\n"1": 1\n');
});
