/** Which configuration holds for a call? Finds the file, reads it, and says on which line it is wrong. */

import { dirname, relative } from 'node:path';
import { isExpired } from '../config/apply-config.ts';
import type { Config, IgnoreEntry } from '../config/config.ts';
import { parseConfig } from '../config/parse-config.ts';
import { textProperty } from '../json/object.ts';
import type { Failure, Json, SourceDocument } from '../model.ts';
import { locateInDocument } from '../read/locate.ts';
import { parseDocuments } from '../read/parse-document.ts';
import { findConfig, readConfigText } from '../sources/find-config.ts';
import { parseConfigPart } from '../sources/parse-config-part.ts';

/** The configuration; undefined where there is none. */
export type LoadedConfig = { readonly config: Config | undefined } | { readonly failure: Failure };

export interface ConfigRequest {
  /** The file that was asked for. */
  readonly file: string | undefined;
  /** Otherwise it is looked for above this file or folder. */
  readonly near: string;
}

/** A configuration file as YAML, before anybody asked what it says; without `parsed` there is none. */
export interface ReadConfig {
  /** As people name it. */
  readonly file: string;
  readonly parsed?: ParsedDocument;
  readonly rulesDir?: string;
}

/** What it says about its own rules is needed before the rest can be checked. */
export async function readConfig({ file, near }: ConfigRequest): Promise<ReadConfig | { readonly failure: Failure }> {
  const found = file ?? findConfig(near);
  if (found === undefined) return { file: '' };
  const name = file ?? (relative('.', found) || found);
  const read = readConfigText(found);
  if ('message' in read) return { failure: { ...read, file: name } };
  const parsed = await parseDocuments({ file: name, text: read.text, name: 'config.yaml' });
  if ('failure' in parsed) return read.text.trim() === '' ? { file: name, parsed: NOTHING } : parsed;
  const [first = NOTHING] = parsed.documents;
  const rulesDir = textProperty(first.value, 'rulesDir');
  return { file: name, parsed: first, ...(rulesDir !== undefined && { rulesDir }) };
}

/** `ruleIds` are those that there are. */
export async function loadConfig({ file, parsed }: ReadConfig, ruleIds: readonly string[]): Promise<LoadedConfig> {
  if (parsed === undefined) return { config: undefined };
  const result = await parseConfigPart(file, parsed, (value) => parseConfig(value, file, ruleIds));
  if ('failure' in result) return result;
  const { said: config } = result;
  const { document } = parsed;
  return { config: document === undefined ? config : { ...config, ignore: await withLines(config.ignore, document) } };
}

interface ParsedDocument {
  readonly value: Json;
  readonly document?: SourceDocument;
}

const NOTHING: ParsedDocument = { value: null };

async function withLines(entries: readonly IgnoreEntry[], document: SourceDocument): Promise<readonly IgnoreEntry[]> {
  return Promise.all(
    entries.map(async (entry) => ({ ...entry, line: (await locateInDocument(document, entry.at)).line })),
  );
}

/** One warning for each entry whose last day is over. */
export function expiredEntries({ ignore, file }: Config, today: string): readonly Failure[] {
  return ignore
    .filter((entry) => isExpired(entry, today))
    .map(({ until, path, rule, fingerprint, line = 1 }) => ({
      file,
      position: { line, column: 1 },
      message: `this entry for ${path ?? rule ?? fingerprint} ended on ${until}: look at it again, then remove it or give it a new day`,
    }));
}

/** One sentence about the entries that left nothing out; undefined where each did, or is over. */
export function unusedEntries(
  { ignore, file }: Config,
  used: ReadonlySet<IgnoreEntry>,
  today: string,
): string | undefined {
  const unused = ignore.filter((entry) => !used.has(entry) && !isExpired(entry, today));
  if (unused.length === 0) return undefined;
  const lines = unused.map(({ line = 1 }) => line);
  const where = `${lines.length === 1 ? 'line' : 'lines'} ${lines.slice(0, 12).join(', ')}${lines.length > 12 ? ' ...' : ''}`;
  return `${file}: ${unused.length === 1 ? 'an ignore entry' : `${unused.length} ignore entries`} matched nothing here (${where})`;
}

/** The names of the environments that two sources stand for. */
export function environmentsOf({ environments, file }: Config, sources: readonly string[]): readonly string[] {
  const folder = dirname(file);
  const isSame = (a: string, b: string): boolean => relative(a, b) === '';
  return Object.entries(environments).flatMap(([name, environment]) =>
    sources.some((source) => source === `live:${name}` || source.startsWith(`live:${name}/`)) ||
    sources.some((source) => environment.file !== undefined && isSame(source, `${folder}/${environment.file}`))
      ? [name]
      : [],
  );
}
