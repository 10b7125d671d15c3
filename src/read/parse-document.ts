/** Which JSON or YAML documents does a text hold? The file's name decides the language, or else how the text begins. */

import { parseJson } from '../json/parse.ts';
import { positionsOf } from '../json/positions.ts';
import { shorten } from '../json/show.ts';
import type { Anchor, Failure, Json, Problem, SourceDocument } from '../model.ts';
import type { Contents, RepeatedKey } from './content.ts';
import { positionInWhole, positionsInFile } from './inside.ts';

/** One document of a source, parsed but not yet understood. The problems' paths begin at the document. */
export interface ParsedDocument {
  readonly document: SourceDocument;
  readonly value: Json;
  readonly problems: readonly Problem[];
}

export type ParsedDocuments = { readonly documents: readonly ParsedDocument[] } | { readonly failure: Failure };

/** A text under the name that people know. `inside` says which document the text itself stands in. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
  /** Whose ending tells the language: the file, or the key in a ConfigMap. */
  readonly name: string;
  readonly inside?: NonNullable<SourceDocument['inside']>;
  readonly anchors?: NonNullable<SourceDocument['anchors']>;
}

export async function parseDocuments(named: NamedText): Promise<ParsedDocuments> {
  const { format, parsed } = await parseText(named);
  const { file, text, inside, anchors } = named;
  const documentAt = (index: number): SourceDocument => ({
    ...{ file, text, format, index },
    ...(anchors && { anchors }),
    ...(inside && { inside }),
  });
  if ('mistake' in parsed) {
    const { position: inText, message } = parsed.mistake;
    const [position = inText] = await positionsInFile(documentAt(0), [inText]);
    return { failure: { file, position, message: anchors === undefined ? message : withPositions(message, anchors) } };
  }
  const documents = parsed.contents.map(async ({ value, repeated, index }) => {
    const document = documentAt(index);
    return { document, value, problems: await repeatedKeyProblems(document, repeated) };
  });
  return { documents: await Promise.all(documents) };
}

/** Where something began is said in the message itself. */
function withPositions(message: string, anchors: readonly Anchor[]): string {
  return message.replace(/(?<= began at )(\d+):(\d+)/, (_, line, column) => {
    const began = positionInWhole(anchors, { line: Number(line), column: Number(column) });
    return `${began.line}:${began.column}`;
  });
}

const LOOKS_LIKE_JSON = /^\s*[[{]/;

async function parseText({ text, name }: NamedText): Promise<{ format: 'json' | 'yaml'; parsed: Contents }> {
  if (text.trim() === '') {
    const message = 'expected a realm export (an object with "realm"), found an empty file';
    return { format: 'json', parsed: { mistake: { position: { line: 1, column: 1 }, message } } };
  }
  const isYaml = /\.ya?ml$/i.test(name);
  const isJson = /\.json$/i.test(name) || (!isYaml && LOOKS_LIKE_JSON.test(text));
  if (isJson || LOOKS_LIKE_JSON.test(text)) {
    const parsed = parseJsonText(text);
    // YAML holds all of JSON, so only where YAML was promised a mistake in JSON may be none.
    if (isJson || 'contents' in parsed) return { format: 'json', parsed };
  }
  const { parseYaml } = await import('./yaml.ts');
  return { format: 'yaml', parsed: parseYaml(text) };
}

/** A first line such as `realm: acme`, maybe below comments or `---`. */
const LOOKS_LIKE_YAML = /^\s*(?:#[^\n]*\n\s*|---[ \t]*\n\s*)*(?:- )?[\w$.-]+:(?:\s|$)/;

function parseJsonText(text: string): Contents {
  const parsed = parseJson(text);
  if ('failure' in parsed) {
    const message = LOOKS_LIKE_YAML.test(text)
      ? 'expected JSON, found what looks like YAML: rename the file to .yaml'
      : parsed.failure.message;
    return { mistake: { position: positionsOf(text)(parsed.failure.offset), message } };
  }
  if (parsed.duplicates.length === 0) return { contents: [{ value: parsed.value, repeated: [], index: 0 }] };
  const positionAt = positionsOf(text);
  const repeated = parsed.duplicates.map(({ path, first, again }) => ({
    path,
    first: positionAt(first),
    again: positionAt(again),
  }));
  return { contents: [{ value: parsed.value, repeated, index: 0 }] };
}

async function repeatedKeyProblems(
  document: SourceDocument,
  repeated: readonly RepeatedKey[],
): Promise<readonly Problem[]> {
  if (repeated.length === 0) return [];
  const { file } = document;
  const firsts = await positionsInFile(
    document,
    repeated.map(({ first }) => first),
  );
  const agains = await positionsInFile(
    document,
    repeated.map(({ again }) => again),
  );
  return repeated.map(({ path, first, again }, index) => ({
    code: 'duplicate-key',
    message: `key "${shorten(String(path.at(-1)), 60)}" stands twice in one object: the last one counts, remove the other`,
    path,
    file,
    position: agains[index] ?? again,
    related: [{ message: 'the first one is here', path, file, position: firsts[index] ?? first }],
  }));
}
