/** Which realms do the entries of a ConfigMap or Secret hold? Entries that hold something else are somebody else's. */

import { isObject, property } from '../json/object.ts';
import type { Container, Json, JsonObject, Path } from '../model.ts';
import { decodeSource } from './decode.ts';
import { type Found, type Here, joinFound, NOTHING, refuseForeign } from './found.ts';
import { type ParsedDocument, parseDocuments } from './parse-document.ts';

export interface EntryContext {
  readonly container: Extract<Container, 'config-map' | 'secret'>;
  readonly unwrapDocument: (parsed: ParsedDocument) => Promise<Found>;
}

interface Entry {
  readonly key: string;
  readonly path: Path;
  /** Undefined where the entry holds no text. */
  readonly text: string | undefined;
}

export async function unwrapEntries(here: Here, resource: JsonObject, context: EntryContext): Promise<Found> {
  const isSecret = context.container === 'secret';
  const entries = [
    ...entriesOf(resource, 'data', isSecret),
    ...entriesOf(resource, 'stringData', false),
    ...entriesOf(resource, 'binaryData', true),
  ];
  const { realms, failures } = joinFound(await Promise.all(entries.map((entry) => unwrapEntry(here, entry, context))));
  if (realms.length + failures.length === 0)
    return refuseForeign(here, `a ${isSecret ? 'Secret' : 'ConfigMap'} without a realm in its entries`);
  return { realms: realms.map((realm) => ({ ...realm, container: context.container })), failures, foreign: [] };
}

function entriesOf(resource: JsonObject, map: string, isEncoded: boolean): readonly Entry[] {
  const values = property(resource, map);
  return Object.entries(isObject(values) ? values : {}).map(([key, value]) => ({
    key,
    path: [map, key],
    text: textOf(value, isEncoded),
  }));
}

function textOf(value: Json, isEncoded: boolean): string | undefined {
  if (typeof value !== 'string' || !isEncoded) return typeof value === 'string' ? value : undefined;
  const content = decodeBase64(value);
  const decoded = content === undefined ? undefined : decodeSource({ name: '', content });
  return decoded !== undefined && 'text' in decoded ? decoded.text : undefined;
}

function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** What cannot be read is reported where the entry's name promised JSON or YAML: it may well have been a realm. */
async function unwrapEntry(here: Here, { key, path, text }: Entry, context: EntryContext): Promise<Found> {
  if (text === undefined || text.trim() === '') return NOTHING;
  const inside = { document: here.document, path: [...here.path, ...path] };
  const parsed = await parseDocuments({ file: here.document.file, text, name: key, inside });
  if ('failure' in parsed) return /\.(json|ya?ml)$/i.test(key) ? { ...NOTHING, failures: [parsed.failure] } : NOTHING;
  return joinFound(await Promise.all(parsed.documents.map(context.unwrapDocument)));
}
