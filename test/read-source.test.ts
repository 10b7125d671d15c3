/** Does reading refuse what is no realm with one clear line, in every encoding, and never throw? */

import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadResult } from '../src/model.ts';
import { readSource } from '../src/read/read-source.ts';

const NO_REALM = 'expected a realm export (an object with "realm"), found';

/** `line:column message` of the only failure. */
async function failureOf(name: string, content: string | Uint8Array): Promise<string> {
  const { failures, realms } = await readSource({ name, content });
  expect(failures.map(({ file }) => file)).toEqual([name]);
  expect(realms).toEqual([]);
  return failures.map(({ position, message }) => `${position?.line}:${position?.column} ${message}`).join();
}

describe('failures', () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]', ...'bcdefg'].map((key, index) =>
    index === 0
      ? key
      : `${key}: &${key} [${Array(10)
          .fill(`*${'abcdefg'[index - 1]}`)
          .join()}]`,
  );
  it.each([
    ['a.json', '', `1:1 ${NO_REALM} an empty file`],
    ['-', ' \n', `1:1 ${NO_REALM} an empty file`],
    ['a.yaml', '# only a comment\n---\n', `1:1 ${NO_REALM} an empty file`],
    ['a.json', 'null', `1:1 ${NO_REALM} null`],
    ['a.json', '"hunter2"', `1:1 ${NO_REALM} a text`],
    ['a.json', '[]', `1:1 ${NO_REALM} an empty array`],
    ['a.json', ' [1, 12345678901234567890]', `1:2 ${NO_REALM} an array of numbers`],
    ['a.json', '[[{"realm":"a"}]]', `1:1 ${NO_REALM} an array of arrays`],
    ['a.json', '[1, "a"]', `1:1 ${NO_REALM} an array of values of several kinds`],
    ['a.json', '{}', `1:1 ${NO_REALM} an object without keys`],
    ['a.json', '{"a":1,"b":2,"c":3}', `1:1 ${NO_REALM} an object with keys a, b, c`],
    [
      'a.json',
      '{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7}',
      `1:1 ${NO_REALM} an object with keys a, b, c, d, e and 2 more`,
    ],
    ['a.json', '{"\\u001b[31m\\n\\u202e":1}', `1:1 ${NO_REALM} an object with keys \\u{1b}[31m\\u{a}\\u{202e}`],
    [
      'a.json',
      '{\n"realm":""}',
      '2:1 expected the name of a realm in "realm", found an empty text: write the name as a text',
    ],
    ['a.yaml', 'realm: 5', '1:1 expected the name of a realm in "realm", found a number: write the name as a text'],
    ['a.yaml', 'hunter2', `1:1 ${NO_REALM} a text`],
    ['a.yaml', 'kind: Deployment\nspec: {}', `1:1 ${NO_REALM} a Kubernetes object of kind Deployment`],
    [
      'a.yaml',
      'kind: ConfigMap\ndata: {a: b, c.json: "[]"}',
      `1:1 ${NO_REALM} a ConfigMap without a realm in its entries`,
    ],
    ['a.yaml', 'kind: Secret\ndata: {a: "%%%", b: /w==}', `1:1 ${NO_REALM} a Secret without a realm in its entries`],
    ['a.yaml', 'kind: List', `1:1 ${NO_REALM} a Kubernetes List without items`],
    ['a.yaml', 'kind: List\nitems: []', `1:1 ${NO_REALM} an empty Kubernetes List`],
    [
      'a.yaml',
      'kind: KeycloakRealmImport\nspec:\n  x: 1',
      '2:1 expected a realm (an object with "realm") under spec.realm, found none',
    ],
    [
      'a.yaml',
      'kind: KeycloakRealmImport\nspec:\n  realm: acme',
      '3:3 expected a realm (an object with "realm") under spec.realm, found a text',
    ],
    [
      'a.json',
      '{"$realmdiff":{},"realm":"a"}',
      '1:2 expected "normalForm": 1 in the "$realmdiff" header, found none: restore the header, or remove it',
    ],
    [
      'a.json',
      '{"$realmdiff":{"normalForm":"2"},"realm":"a"}',
      '1:2 expected "normalForm": 1 in the "$realmdiff" header, found a text: restore the header, or remove it',
    ],
    ['a.json', '# c\n---\nrealm: acme\n', '1:1 expected JSON, found what looks like YAML: rename the file to .yaml'],
    [
      '-',
      '{ "realm": "a", }',
      '1:17 expected a property name in double quotes, found } after a comma: remove that comma',
    ],
    ['a.yaml', 'realm: a\nx: !custom y', '2:4 expected YAML, found a tag (!...) that a realm cannot hold: remove it'],
    [
      'a.yaml',
      'realm: a\nx: !!binary aGk=',
      '2:4 expected YAML, found a tag (!...) that a realm cannot hold: remove it',
    ],
    [
      'a.yaml',
      'realm: "hunter2',
      '1:16 expected YAML, found that a character is missing here: a quote, a bracket, a comma, or the colon after a key',
    ],
    ['a.yaml', 'realm: a\nx: "b",\n', '2:7 expected YAML, found a comma behind a value: remove it'],
    ['a.yaml', 'a:\n\tb: 1\n', '2:1 expected YAML, found a tab as indentation: use spaces'],
    [
      'a.yaml',
      'realm: a\nx: *y\n',
      '2:4 expected an anchor before this alias, found none: put a text that begins with * in quotes',
    ],
    [
      'a.yaml',
      'realm: a\nx: &x [*x]\n',
      '2:8 expected an anchor before this alias, found none: put a text that begins with * in quotes',
    ],
    [
      'a.yaml',
      bomb.join('\n'),
      '5:29 found aliases that repeat more than 100000 values: write out what they stand for',
    ],
    [
      'a.yaml',
      'realm: a\nx: 0.12345678901234567890',
      '2:4 found a number that would be rounded: put it in quotes, or write fewer digits',
    ],
    [
      'a.yaml',
      'realm: a\nx: 1e400',
      '2:4 found a number that would be rounded: put it in quotes, or write fewer digits',
    ],
    ['a.yaml', 'realm: a\nx: .inf', '2:4 expected a number of JSON, found infinity or not-a-number: put it in quotes'],
    ['a.yaml', 'realm: a\n? [b]\n: c', '2:3 expected a text as key, found a map or a list: write a text'],
    ['a.yaml', 'realm: a\n<<: b', '1:1 expected a map behind <<, found something else: merge a map'],
  ])('%s %#', async (name, content, expected) => {
    expect(await failureOf(name, content)).toBe(expected);
  });
});

const utf16 = (text: string, isLittle: boolean): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return isLittle ? bytes : bytes.swap16();
};

describe('nesting in YAML', () => {
  const nested = (depth: number, inner = '') => `${'['.repeat(depth)}${inner}${']'.repeat(depth)}`;
  it('reads hundreds of levels', async () => {
    const { realms } = await readSource({ name: 'a.yaml', content: `realm: a\nx: ${nested(500)}` });
    expect(realms.length).toBe(1);
  });

  it.each([
    [
      'by aliases',
      `x: &x ${nested(500)}\ny: ${nested(500, '*x')}`,
      '2:504 nested deeper than 1000 levels: Keycloak does not read that, flatten it',
    ],
    ['by brackets', `x: ${nested(50_000)}`, 'nested too deep to be read: flatten it'],
    [
      'by indentation',
      Array.from({ length: 5000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'nested too deep to be read: flatten it',
    ],
  ])('refuses more %s', async (_, content, expected) => {
    expect(await failureOf('a.yaml', content)).toContain(expected);
  });
});

describe('encodings', () => {
  const REALM = '{"realm":"é😀"}';
  const utf32 = Uint8Array.from(
    [...REALM].flatMap((character) => [character.codePointAt(0) ?? 0, 0, 0, 0]).map((byte) => byte & 255),
  );
  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(REALM)],
    ['UTF-8 with mark', Buffer.from(`\ufeff${REALM}`)],
    ['UTF-16LE', utf16(REALM, true)],
    ['UTF-16LE with mark', utf16(`\ufeff${REALM}`, true)],
    ['UTF-16BE', utf16(REALM, false)],
    ['UTF-16BE with mark', utf16(`\ufeff${REALM}`, false)],
  ])('%s', async (_, content) => {
    const { realms } = await readSource({ name: 'a.json', content });
    expect(realms.map(({ name }) => name)).toEqual(['é😀']);
  });

  it.each<[string, Uint8Array | string, string]>([
    ['UTF-32LE', utf32, '1:1 expected UTF-8 text, found UTF-32: save the file as UTF-8'],
    [
      'UTF-32 with mark',
      Uint8Array.of(0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0),
      '1:1 expected UTF-8 text, found UTF-32: save the file as UTF-8',
    ],
    [
      'Latin-1',
      Buffer.from('{"realm":\n"caf\xe9"}', 'latin1'),
      '2:5 expected UTF-8 text, found a byte that is none, at byte offset 14: save the file as UTF-8',
    ],
    [
      'cut',
      Buffer.from('{"realm":"é').subarray(0, 11),
      '1:11 expected UTF-8 text, found a file that ends inside a character, at byte offset 10: save the file as UTF-8',
    ],
    [
      'odd UTF-16',
      Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x7d),
      '1:2 expected UTF-16 text, found a file that ends inside a character, at byte offset 4: save the file as UTF-8',
    ],
    [
      'binary',
      Buffer.from('ab\ncdef\0'),
      '2:5 expected text, found binary data (a NUL character): pass the realm as JSON or YAML',
    ],
    ['binary text', 'a\0', '1:2 expected text, found binary data (a NUL character): pass the realm as JSON or YAML'],
    [
      'zeros',
      new Uint8Array(8),
      '1:1 expected text, found binary data (a NUL character): pass the realm as JSON or YAML',
    ],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 0), '1:1 expected text, found a gzip archive: unpack it first'],
    ['zip', Buffer.from('PK\x03\x04\x14\0'), '1:1 expected text, found a zip archive: unpack it first'],
  ])('%s', async (_, content, expected) => {
    expect(await failureOf('a.json', content)).toBe(expected);
  });
});

/** One line without anything that steers a terminal. */
function expectClean(result: ReadResult): void {
  for (const { message, position } of [...result.failures, ...result.problems]) {
    expect(message).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u);
    expect([position?.line, position?.column].every((number) => number !== undefined && number >= 1)).toBe(true);
  }
}

describe('hostile input', () => {
  const SMALL = Buffer.from('{"realm":"é","a":[1,-2.5e3,true,null,"\\u00e9\\\\"],"b":{"c":{}},"key😀":"x"}');
  it('a file that was cut at any byte fails with its place', async () => {
    for (let length = 0; length < SMALL.length; length++) {
      const result = await readSource({ name: 'a.json', content: SMALL.subarray(0, length) });
      expect([result.realms.length, result.failures.length]).toEqual([0, 1]);
      expectClean(result);
    }
  });

  const start = fc.constantFrom(
    '',
    '{',
    '[',
    '{"realm":',
    'a: ',
    'realm: x\n',
    'kind: ConfigMap\ndata: ',
    '\ufeff',
    '- ',
    '%YAML 1.1\n---\n',
  );
  const name = fc.constantFrom('a.json', 'a.yaml', '-');
  it('no bytes make it throw', async () => {
    const check = async (file: string, bytes: Uint8Array) =>
      expectClean(await readSource({ name: file, content: bytes }));
    await fc.assert(fc.asyncProperty(name, fc.uint8Array({ maxLength: 200 }), check), { seed: 30, numRuns: 2000 });
  });

  it('no text makes it throw', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...'{}[]:,-?&*!|>\'"%@`#\n\t ', '\n  ', ': ', '&a ', '*a', '<<: ', '1e999', '~', '---\n'),
    );
    const check = async (file: string, first: string, pieces: readonly string[]) =>
      expectClean(await readSource({ name: file, content: first + pieces.join('') }));
    await fc.assert(fc.asyncProperty(name, start, fc.array(piece, { maxLength: 25 }), check), {
      seed: 31,
      numRuns: 5000,
    });
  });

  it('shows no control character of a name in a message', async () => {
    const evil = '\u001b[2J\n\u202e\u2028\u0000';
    const texts = [{ [evil]: 1 }, { kind: evil }, { realm: { [evil]: 1 } }, { realm: 'a', [evil]: 1 }];
    for (const value of texts) expectClean(await readSource({ name: 'a.json', content: JSON.stringify(value) }));
    const twice = JSON.stringify({ realm: 'a', [evil]: 1 }).replace('}', `,${JSON.stringify(evil)}:2}`);
    const result = await readSource({ name: 'a.json', content: twice });
    expect(result.problems.length).toBe(1);
    expectClean(result);
  });
});

const EXPORTS = path.join(import.meta.dirname, '../../shared/exports');
const files = fs.existsSync(EXPORTS)
  ? fs.readdirSync(EXPORTS, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(json|ya?ml)$/.test(file))
  : [];

describe.skipIf(files.length === 0)('exports from the field', () => {
  it.each(files)('%s', async (file) => {
    const result = await readSource({ name: file, content: fs.readFileSync(path.join(EXPORTS, file)) });
    expectClean(result);
    expect([result.realms.length > 0, result.failures.length]).toEqual(
      file.startsWith('malformed') ? [false, 1] : [true, 0],
    );
  });
});
