/** Does the JSON parser read exactly what stands there, and explain everything else without showing it? */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../src/json/parse.ts';
import { parseExactly } from '../src/json/parse-exactly.ts';
import { parseNatively } from '../src/json/parse-natively.ts';
import { locateInJson, locateNearestInJson, positionAt } from '../src/json/positions.ts';
import { endOfValue, endsIn } from '../src/json/scan.ts';
import type { Json } from '../src/model.ts';

function parseValue(text: string): Json {
  const parsed = parseJson(text);
  if ('failure' in parsed) throw new Error(`${parsed.failure.offset}: ${parsed.failure.message}`);
  expect(parseExactly(text)).toEqual(parsed);
  return parsed.value;
}

function failureOf(text: string): string {
  const parsed = parseExactly(text);
  expect(parseJson(text)).toEqual(parsed);
  return 'failure' in parsed ? `${parsed.failure.offset}: ${parsed.failure.message}` : 'no failure';
}

describe('values', () => {
  it.each<[string, Json]>([
    ['null', null],
    [' \t\r\n true ', true],
    ['[]', []],
    ['[ ]', []],
    ['[false, [1]]', [false, [1]]],
    ['""', ''],
    ['"a\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00b"', 'a"\\/\b\f\n\r\té😀b'],
    ['"\\ud800"', '\ud800'],
    ['"\u2028\u007f"', '\u2028\u007f'],
    ['0', 0],
    ['-1', -1],
    ['1.0', 1],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['0.1', 0.1],
    ['1.50e-7', 1.5e-7],
    ['123456789.123456', 123456789.123456],
    ['0.30000000000000004', 0.30000000000000004],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['-9223372036854775808', -9223372036854775808n],
    ['0e99999', 0],
    ['1.7976931348623157e308', Number.MAX_VALUE],
  ])('%s', (text, value) => {
    expect(parseValue(text)).toEqual(value);
  });

  it('takes every key as data', () => {
    const value = parseValue(
      '{"__proto__":{"a":1},"constructor":2,"toString":{"__proto__":null},"hasOwnProperty":[],"":0}',
    );
    expect('valueOf' in Object(value)).toBe(false);
    expect(Object.entries(value ?? {}).map(([key]) => key)).toEqual([
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '',
    ]);
    expect(JSON.stringify(value)).toBe(
      '{"__proto__":{"a":1},"constructor":2,"toString":{"__proto__":null},"hasOwnProperty":[],"":0}',
    );
  });

  it('reads a key and a text of a megabyte', () => {
    const long = 'x\\"'.repeat(350_000);
    expect(parseValue(`{"${long}":"${long}"}`)).toEqual({ [long.replaceAll('\\', '')]: long.replaceAll('\\', '') });
  });

  it('agrees with JSON.parse, but for what that rounds', () => {
    const rounded = (_: string, value: Json) => (typeof value === 'bigint' ? Number(value) : value);
    const check = (value: unknown, space: number) => {
      const text = JSON.stringify(value, null, space);
      expect(JSON.stringify(parseValue(text), rounded)).toBe(JSON.stringify(JSON.parse(text)));
    };
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 1, 2), check), { seed: 20, numRuns: 1000 });
  });

  it('accepts what JSON.parse accepts and refuses what it refuses', () => {
    const piece = fc.constantFrom(
      ...'{}[],:"\\ue01-.+tfn \n',
      'true',
      'null',
      '"a"',
      '"a":',
      '\u00a0',
      '\t',
      '1.5',
      '{"a":[',
      '//',
    );
    const check = (pieces: readonly string[]) => {
      const text = pieces.join('');
      expect(failureOf(text) === 'no failure').toBe(isJson(text));
    };
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), check), { seed: 21, numRuns: 20_000 });
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('failures', () => {
  it.each([
    ['', '0: expected a value, found the end of the file: is it truncated?'],
    ['{"a":1', '6: the file ends inside an object that began at 1:1: is it truncated?'],
    ['{"a":\n  [1,', '11: the file ends inside an array that began at 2:3: is it truncated?'],
    [
      '{"a":[{}, {"b',
      '13: the file ends inside a text in quotes that began at 1:12: is it truncated, or is a quote missing?',
    ],
    [
      '{"a":"\\u00',
      '10: the file ends inside a text in quotes that began at 1:6: is it truncated, or is a quote missing?',
    ],
    ['[tru', '4: the file ends inside an array that began at 1:1: is it truncated?'],
    ['[-', '2: the file ends inside an array that began at 1:1: is it truncated?'],
    ['[1.', '3: the file ends inside an array that began at 1:1: is it truncated?'],
    ['{"a":1,}', '7: expected a property name in double quotes, found } after a comma: remove that comma'],
    ['[1,\n]', '4: expected a value, found ] after a comma: remove that comma'],
    ['[1,,2]', '3: expected a value, found ,'],
    ['[}', '1: expected a value or ], found }'],
    ['{"a" 1}', '5: expected : after a property name, found a number'],
    ['{"a":1 "b":2}', '7: expected , or } after a property, found a text in quotes: is a comma missing before it?'],
    ['["a" hunter2]', '5: expected , or ] after an element, found a word without quotes: put it in double quotes'],
    ['{"a":hunter2}', '5: expected a value, found a word without quotes: put it in double quotes'],
    ["{'a':1}", '1: expected a property name in double quotes, found a single quote: use double quotes'],
    ['{"a":1 // x', '7: expected , or } after a property, found a comment: JSON has none, remove it'],
    ['/* x */{}', '0: expected a value, found a comment: JSON has none, remove it'],
    [
      '{"a":${x}}',
      '5: expected a value, found the placeholder ${... without quotes: quote it, or substitute it before',
    ],
    [
      '{"a":$(env:X)}',
      '5: expected a value, found the placeholder $(... without quotes: quote it, or substitute it before',
    ],
    ['[True]', '1: expected a value or ], found True: JSON knows only true, false and null'],
    ['[NaN]', '1: expected a value or ], found NaN: JSON knows only true, false and null'],
    ['[01]', '1: expected a value or ], found a number that JSON does not allow: write it as 0.5, -1 or 1e3'],
    ['[.5]', '1: expected a value or ], found a number that JSON does not allow: write it as 0.5, -1 or 1e3'],
    ['[1.]', '1: expected a value or ], found a number that JSON does not allow: write it as 0.5, -1 or 1e3'],
    [
      '{} {}',
      '3: expected the end of the file, found more text after the value: remove it, or make several values an array',
    ],
    [
      '"a\tb"',
      '2: expected a text without control characters, found a tab in it: write \\t, \\n or \\u0000, or is a quote missing?',
    ],
    [
      '"a\nb"',
      '2: expected a text without control characters, found a line end in it: write \\t, \\n or \\u0000, or is a quote missing?',
    ],
    [
      '"\\x"',
      '1: expected an escape such as \\n, \\" or \\u00e9, found another character after the backslash: write \\\\ for a backslash',
    ],
    [
      '["\\u12g4"]',
      '2: expected an escape such as \\n, \\" or \\u00e9, found another character after the backslash: write \\\\ for a backslash',
    ],
    [
      '[\u202e]',
      '1: expected a value or ], found the character "\\u{202e}": remove it, or put the text in double quotes',
    ],
    ['[1e400]', '1: found a number that would be rounded: put it in quotes, or write fewer digits'],
    ['[1e-400]', '1: found a number that would be rounded: put it in quotes, or write fewer digits'],
    ['[0.12345678901234567890]', '1: found a number that would be rounded: put it in quotes, or write fewer digits'],
    [`[${'1'.repeat(1001)}]`, '1: found a number that would be rounded: put it in quotes, or write fewer digits'],
  ])('%s', (text, failure) => {
    expect(failureOf(text)).toBe(failure);
  });

  it('reads 1000 levels and refuses more', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    const tooDeep = '1000: nested deeper than 1000 levels: Keycloak does not read that, flatten it';
    expect(failureOf(nested(1000))).toBe('no failure');
    expect(failureOf(nested(1001))).toBe(tooDeep);
    expect(failureOf(nested(100_000))).toBe(tooDeep);
    expect(failureOf('{"a":'.repeat(100_000))).toBe(tooDeep.replace('1000:', '5000:'));
  });
});

describe('repeated keys', () => {
  it.each([
    ['{"a":1,"b":2}', {}, []],
    ['{"a":1,"a":2}', { a: 2 }, [{ path: ['a'], first: 1, again: 7 }]],
    ['{"a":{"b":1},"\\u0061":{"b":2}}', { a: { b: 2 } }, [{ path: ['a'], first: 1, again: 13 }]],
    [
      '[{},{"x":[{"__proto__":1,"__proto__":2}]}]',
      undefined,
      [{ path: [1, 'x', 0, '__proto__'], first: 11, again: 25 }],
    ],
    [
      '{"a":1,"a":2,"a":":,"}',
      { a: ':,' },
      [
        { path: ['a'], first: 1, again: 7 },
        { path: ['a'], first: 1, again: 13 },
      ],
    ],
  ])('%s', (text, value, duplicates) => {
    const parsed = parseJson(text);
    expect('duplicates' in parsed && parsed.duplicates).toEqual(duplicates);
    if (duplicates.length > 0 && value !== undefined) expect(parseValue(text)).toEqual(value);
  });

  it('finds very many in no time', () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `"k${index}":0`);
    const parsed = parseJson(`{${[...keys, ...keys].join(',')}}`);
    expect('duplicates' in parsed && parsed.duplicates.length).toBe(50_000);
  });
});

describe("JavaScript's own parser", () => {
  /** Texts of JSON in which odd numbers, odd keys, and keys that stand twice are frequent. */
  const number = fc.oneof(
    fc.constantFrom(
      '0',
      '-0',
      '1.0',
      '1e3',
      '1e400',
      '1e-400',
      '0e-9999',
      '5.00000000000000001',
      '12345678901234567890',
    ),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.integer().map(String),
  );
  const quoted = fc.oneof(
    fc.constantFrom(
      '"a"',
      '"\\u0061"',
      '"__proto__"',
      '":"',
      '"\\u003A"',
      '"a\\\\"',
      '"\\":"',
      '" : 1e5"',
      '", 1234567890123456"',
    ),
    fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
  );
  const space = fc.constantFrom('', ' ', '\n  ', '\t');
  const { value: anyText } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, number, quoted, fc.constantFrom('null', 'true'), tie('list'), tie('object')),
    list: fc.array(tie('value'), { maxLength: 4 }).map((values) => `[${values.join()}]`),
    object: fc
      .array(fc.tuple(space, quoted, space, space, tie('value')), { maxLength: 4 })
      .map((members) => `{${members.map(([a, key, b, c, value]) => `${a}${key}${b}:${c}${value}`).join()}}`),
  }));

  it('is taken only where it loses nothing', () => {
    let taken = 0;
    const check = (text: string) => {
      const value = parseNatively(text);
      if (value === undefined) return;
      taken++;
      expect(parseExactly(text)).toEqual({ value, duplicates: [] });
      expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(text)));
    };
    fc.assert(
      fc.property(
        anyText.map((text) => `[${String(text)}]`),
        check,
      ),
      { seed: 21, numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(300);
  });

  it.each([
    '{"a":1,"a":2}',
    '[{"a":":"},{"b":0,"b":1}]',
    '[1e5]',
    '[0.10000000000000000001]',
    '{"a\\u003a":1}',
    '{',
    '1',
  ])('leaves %s to ours', (text) => {
    expect(parseNatively(text)).toBeUndefined();
  });

  it('mistakes no escaped key for a backslash that it met before', () => {
    for (const [text, keys] of [
      ['{"a":0,"\\\\":0}', ['a', '\\']],
      ['{"a":0,"\\u0041":0}', ['a', 'A']],
      ['{"a":0,"\\ud800":0}', ['a', '\ud800']],
    ] as const)
      expect(Object.keys(parseValue(text) ?? {})).toEqual(keys);
  });

  it('leaves what is nested too deep to ours', () => {
    expect(parseNatively('['.repeat(1000) + ']'.repeat(1000))).toBeDefined();
    expect(parseNatively('['.repeat(1001) + ']'.repeat(1001))).toBeUndefined();
  });
});

describe('positions', () => {
  const TEXT = '{\r\n  "a": [1, {"b\\n": "x]"}],\r  "é😀": {"a": {"c": 1}},\n  "a2": [], "a": [0, {"b\\n": 2}] }';
  it.each([
    [[], '1:1'],
    [['a'], '4:13'],
    [['a', 0], '4:19'],
    [['a', 1, 'b\n'], '4:23'],
    [['a', 2], undefined],
    [['é😀', 'a', 'c'], '3:17'],
    [['a2'], '4:3'],
    [['a2', 0], undefined],
    [['a', 'b'], undefined],
    [['x'], undefined],
  ])('%j', (path, expected) => {
    const found = locateInJson(TEXT, path);
    expect(found && `${found.line}:${found.column}`).toBe(expected);
  });

  it.each([
    [['a', 2], '4:13'],
    [['é😀', 'a', 'c', '$json', 'deeper'], '3:17'],
    [['x', 'y'], '1:1'],
  ])('nearest to %j', (path, expected) => {
    const { line, column } = locateNearestInJson(TEXT, path);
    expect(`${line}:${column}`).toBe(expected);
  });

  it.each([
    ['', 0, '1:1'],
    ['ab', 2, '1:3'],
    ['a\nb', 2, '2:1'],
    ['a\r\nb', 3, '2:1'],
    ['a\r\rb', 3, '3:1'],
    ['😀b', 2, '1:3'],
    ['a', 99, '1:2'],
  ])('%j at %i', (text, offset, expected) => {
    const { line, column } = positionAt(text, offset);
    expect(`${line}:${column}`).toBe(expected);
  });

  it('finds what stands deeper than anybody skips', () => {
    const check = (inside: fc.JsonValue, levels: number) => {
      let text = `{"here":${JSON.stringify(inside)},"x":"}]\\""}`;
      for (let level = 0; level < levels; level++) text = `{"before":[{}, "{"],"next":${text}}`;
      const path = [...Array.from({ length: levels }, () => 'next'), 'here'];
      expect(locateInJson(text, path)?.column).toBe(text.indexOf('"here"') + 1);
    };
    fc.assert(fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 90 }), check), { seed: 23, numRuns: 100 });
  });

  it('finds the end of every object and array as whoever skips it does', () => {
    const check = (value: fc.JsonValue, cut: number) => {
      const text = JSON.stringify([value], null, 1);
      const broken = text.slice(0, text.length - (cut % 5));
      for (const [start, end] of endsIn(broken)) expect(endOfValue(broken, start)).toBe(end);
    };
    fc.assert(fc.property(fc.jsonValue(), fc.nat(), check), { seed: 24, numRuns: 300 });
  });

  it('finds the place of every key of any JSON', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 });
    const check = (value: Record<string, unknown>) => {
      const text = JSON.stringify(value, null, 1);
      for (const key of Object.keys(value)) {
        const { line, column } = locateInJson(text, [key]) ?? { line: 0, column: 0 };
        expect(
          text
            .split('\n')
            [line - 1]?.slice(column - 1)
            .startsWith(`${JSON.stringify(key)}: `),
        ).toBe(true);
      }
    };
    fc.assert(fc.property(object, check), { seed: 22, numRuns: 300 });
  });
});
