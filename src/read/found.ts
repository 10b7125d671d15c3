/** What came out of a part of a source: realms, failures, and things that are none of our business. Joins such parts. */

import { isArray, isObject } from '../json/object.ts';
import { shorten } from '../json/show.ts';
import type { Container, Failure, Json, JsonObject, Path, Problem, SourceDocument } from '../model.ts';
import { locateInDocument } from './locate.ts';

/** A value and where it stands. */
export interface Here {
  readonly value: Json;
  readonly document: SourceDocument;
  readonly path: Path;
}

/** A realm as it was found. */
export interface FoundRealm {
  readonly container: Container;
  readonly data: JsonObject;
  readonly document: SourceDocument;
  readonly path: Path;
  /** What was odd in its document; the paths begin at the document. */
  readonly problems: readonly Problem[];
}

export interface Found {
  readonly realms: readonly FoundRealm[];
  readonly failures: readonly Failure[];
  /** What something that is no realm would be refused with: counts only where a source holds no realm at all. */
  readonly foreign: readonly Failure[];
}

export const NOTHING: Found = { realms: [], failures: [], foreign: [] };

export function joinFound(parts: readonly Found[]): Found {
  return {
    realms: parts.flatMap(({ realms }) => realms),
    failures: parts.flatMap(({ failures }) => failures),
    foreign: parts.flatMap(({ foreign }) => foreign),
  };
}

export async function refuse({ document, path }: Here, message: string): Promise<Found> {
  const position = await locateInDocument(document, path);
  return { ...NOTHING, failures: [{ file: document.file, position, message }] };
}

/** For what is no realm and does not claim to be one. */
export async function refuseForeign(here: Here, found = nameOf(here.value)): Promise<Found> {
  const { failures } = await refuse(here, `expected a realm export (an object with "realm"), found ${found}`);
  return { ...NOTHING, foreign: failures };
}

/** A value in words; of its content only the first keys. */
export function nameOf(value: Json): string {
  if (isArray(value)) return value.length === 0 ? 'an empty array' : `an array of ${nameOfElements(value)}`;
  if (!isObject(value)) return nameOfScalar(value);
  const keys = Object.keys(value);
  if (keys.length === 0) return 'an object without keys';
  const shown = keys.slice(0, 5).map((key) => shorten(key, 40));
  return `an object with keys ${shown.join(', ')}${keys.length > 5 ? ` and ${keys.length - 5} more` : ''}`;
}

function nameOfScalar(value: Exclude<Json, JsonObject | readonly Json[]>): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'a text';
  return typeof value === 'boolean' ? String(value) : 'a number';
}

function nameOfElements(array: readonly Json[]): string {
  const kinds = new Set(array.map((element) => (isArray(element) ? 'arrays' : KINDS[typeof element])));
  const [kind = 'values'] = kinds;
  return kinds.size === 1 ? kind : 'values of several kinds';
}

const KINDS: { readonly [type: string]: string } = {
  string: 'texts',
  number: 'numbers',
  bigint: 'numbers',
  boolean: 'booleans',
  object: 'objects',
};
