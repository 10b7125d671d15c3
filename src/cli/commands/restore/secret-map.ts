/** Which secrets does a file hold? Names and values, from `NAME=value` lines or from a JSON or YAML map. Messages hold no value. */

import { isObject } from '../../../json/object.ts';
import { canonicalText } from '../../../json/print.ts';
import type { Failure, Json } from '../../../model.ts';
import { decodeSource } from '../../../read/decode.ts';
import { parseDocuments } from '../../../read/parse-document.ts';
import { readInput } from '../../../sources/read-input.ts';

/** Secrets by the name of a variable or by a pointer (`/clients/web-shop/secret`). */
export type SecretMap = ReadonlyMap<string, string>;

export async function readSecretMap(file: string): Promise<{ readonly secrets: SecretMap } | Failure> {
  const input = file === '-' ? { kind: 'stdin' as const, name: '-', paths: [] } : fileInput(file);
  const content = await readInput(input);
  if ('message' in content) return content;
  const [source = { name: file, content: '' }] = content.sources;
  const decoded = decodeSource(source);
  if ('failure' in decoded) return decoded.failure;
  return parseSecrets(file, decoded.text);
}

function fileInput(file: string): { kind: 'file'; name: string; paths: readonly string[] } {
  return { kind: 'file', name: file, paths: [file] };
}

/** A variable's name or a pointer, which may hold anything but `=`; `key: value` is YAML. */
const NAME_LINE = /^\s*(?:export\s+)?([^\s=#](?:(?!:\s)[^=])*?)\s*=(.*)$/;

/** A file of lines when its first line that says something is one; else JSON or YAML. */
async function parseSecrets(file: string, text: string): Promise<{ readonly secrets: SecretMap } | Failure> {
  if (text.trim() === '') return { secrets: new Map() };
  const lines = text.split(/\r?\n/);
  const first = lines.find((line) => line.trim() !== '' && !line.trim().startsWith('#')) ?? '';
  if (!/\.(json|ya?ml)$/i.test(file) && NAME_LINE.test(first) && !/^\s*[{[]/.test(first))
    return parseLines(file, lines);
  const parsed = await parseDocuments({ file, text, name: file });
  // The parser's message quotes what it stumbled over, which here is a secret.
  if ('failure' in parsed) {
    const { position } = parsed.failure;
    return {
      file,
      ...(position && { position }),
      message: 'expected JSON, YAML or NAME=value lines, found something else',
    };
  }
  const [document] = parsed.documents;
  if (document === undefined || !isObject(document.value))
    return { file, message: 'expected a map from names to secrets' };
  const written = document.document.format === 'yaml' ? await scalarsAsWritten(text) : new Map<string, string>();
  const entries = Object.entries(document.value).flatMap(([name, value]) => entryOf(name, value, written.get(name)));
  return { secrets: new Map(entries) };
}

/** A secret such as `0123` or `1e3` is no number: what was written counts. A credential's data is JSON in a text; a person may write it out. */
function entryOf(name: string, value: Json, written: string | undefined): readonly (readonly [string, string])[] {
  if (value === null) return [];
  return [[name, typeof value === 'string' ? value : (written ?? canonicalText(value))]];
}

async function scalarsAsWritten(text: string): Promise<ReadonlyMap<string, string>> {
  const { topScalars } = await import('../../../read/yaml.ts');
  return topScalars(text);
}

function parseLines(file: string, lines: readonly string[]): { readonly secrets: SecretMap } | Failure {
  const secrets = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const [, name, value] = NAME_LINE.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      return { file, position: { line: index + 1, column: 1 }, message: 'expected NAME=value' };
    }
    secrets.set(name, unquoted(value.trim()));
  }
  return { secrets };
}

/**
 * As shells and dotenv read it: nothing is special between single quotes; between double quotes `\n` and the like are; a
 * comment begins with ` #`, behind the quotes or behind an unquoted value.
 */
function unquoted(value: string): string {
  const [, single] = /^'([^']*)'\s*(?:#.*)?$/.exec(value) ?? [];
  if (single !== undefined) return single;
  const [, double] = /^"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$/.exec(value) ?? [];
  if (double === undefined) return value.replace(/(?:^|\s+)#.*$/, '');
  return double.replace(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character);
}

const ESCAPES: { readonly [character: string]: string } = { n: '\n', r: '\r', t: '\t' };
