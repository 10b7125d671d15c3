/** What does a YAML text hold, as JSON? YAML 1.2, so `yes` and `on` are texts. Loaded only when YAML is met. */

import { type Document, isMap, isScalar, type ParsedNode, parseAllDocuments, type YAMLError } from 'yaml';
import { positionsOf } from '../json/positions.ts';
import type { Content, Contents } from './content.ts';
import { keyTextOf, YamlMistake, yamlToJson } from './yaml-value.ts';

/** `schema` is said although it follows from `version`: a `%YAML 1.1` in the file must not change what `yes` means. */
export const YAML_OPTIONS = {
  version: '1.2',
  schema: 'core',
  // `!!binary`, `!!set` and their like have no place in JSON.
  resolveKnownTags: false,
  merge: true,
  uniqueKeys: false,
  intAsBigInt: true,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

const STACK_ENDED = 'nested too deep to be read: flatten it';

/** All documents of a stream; those without any content are left out. */
export function parseYaml(text: string): Contents {
  const positionAt = positionsOf(text);
  try {
    const parsed = parseAllDocuments(text, YAML_OPTIONS);
    const documents = Array.isArray(parsed) ? parsed : [];
    for (const { errors, warnings } of documents) {
      const [error] = [...errors, ...warnings];
      if (error !== undefined) throw new YamlMistake(error.pos[0], explainError(error, text));
    }
    const contents = documents.flatMap((document, index) => contentOf(document, index, positionAt));
    if (contents.length > 0) return { contents };
    throw new YamlMistake(0, 'expected a realm export (an object with "realm"), found an empty file');
  } catch (error) {
    if (error instanceof YamlMistake)
      return { mistake: { position: positionAt(error.offset), message: error.message } };
    // Where the stack ends while the library calls itself, it throws or tells, by the place.
    if (error instanceof RangeError) return { mistake: { position: positionAt(0), message: STACK_ENDED } };
    throw error;
  }
}

/** By key: the values of the first document's map that are no texts to YAML, as they are written (`0123`, `1e3`). */
export function topScalars(text: string): ReadonlyMap<string, string> {
  const parsed = parseAllDocuments(text, YAML_OPTIONS);
  const [document] = Array.isArray(parsed) ? parsed : [];
  const written = new Map<string, string>();
  for (const { key, value } of isMap(document?.contents) ? document.contents.items : []) {
    const name = keyTextOf(key);
    if (name !== undefined && isScalar(value) && value.source !== undefined) written.set(name, value.source);
  }
  return written;
}

type PositionAt = ReturnType<typeof positionsOf>;

function contentOf(document: Document<ParsedNode>, index: number, positionAt: PositionAt): readonly Content[] {
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null && !root.source)) return [];
  const { value, repeated } = yamlToJson(root);
  const places = repeated.map(({ path, first, again }) => ({
    path,
    first: positionAt(first),
    again: positionAt(again),
  }));
  return [{ value, repeated: places, index }];
}

/** The library's own messages may quote the text, which may be a secret: only its codes are told, in our words. */
function explainError({ code, pos }: YAMLError, text: string): string {
  if (code === 'RESOURCE_EXHAUSTION') return STACK_ENDED;
  const isComma = code === 'UNEXPECTED_TOKEN' && text.startsWith(',', pos[0]);
  if (isComma) return 'expected YAML, found a comma behind a value: remove it';
  const mistake =
    MISTAKES[code] ??
    `found a mistake (${code.toLowerCase().replaceAll('_', ' ')}): check this line and the one before`;
  return `expected YAML, ${mistake}`;
}

const MISTAKES: Partial<Record<YAMLError['code'], string>> = {
  BAD_ALIAS: 'found an alias or anchor without a name: put a text that begins with * or & in quotes',
  BAD_DQ_ESCAPE: 'found an escape that YAML does not have: write \\\\ for a backslash, or use single quotes',
  BAD_INDENT: 'found a line that is indented differently from its neighbours: align it',
  BAD_SCALAR_START: 'found a text that begins with a reserved character: put it in quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'found a map or list where a value on one line is expected: is a quote missing, or the indentation wrong?',
  BLOCK_IN_FLOW: 'found a block inside brackets: is a closing bracket missing?',
  MISSING_CHAR: 'found that a character is missing here: a quote, a bracket, a comma, or the colon after a key',
  MULTILINE_IMPLICIT_KEY: 'found a key on more than one line: is a colon or a quote missing?',
  TAB_AS_INDENT: 'found a tab as indentation: use spaces',
  TAG_RESOLVE_FAILED: 'found a tag (!...) that a realm cannot hold: remove it',
  UNEXPECTED_TOKEN: 'found something that cannot stand here: is a quote missing, or the indentation wrong?',
};
