/** Which configuration holds for a call? Finds the file, reads it, and says on which line it is wrong. */

import { dirname, relative } from 'node:path';
import { isExpired } from '../config/apply-config.ts';
import type { Config, IgnoreEntry } from '../config/config.ts';
import { ConfigError, parseConfig } from '../config/parse-config.ts';
import type { Failure, SourceDocument } from '../model.ts';
import { locateInDocument } from '../read/locate.ts';
import { parseDocuments } from '../read/parse-document.ts';
import { findConfig, readConfigText } from '../sources/find-config.ts';

/** The configuration; undefined where there is none. */
export type LoadedConfig = { readonly config: Config | undefined } | { readonly failure: Failure };

export interface ConfigRequest {
  /** The file that was asked for. */
  readonly file: string | undefined;
  /** Otherwise it is looked for above this file or folder. */
  readonly near: string;
  readonly ruleIds: readonly string[];
}

export async function loadConfig({ file, near, ruleIds }: ConfigRequest): Promise<LoadedConfig> {
  const found = file ?? findConfig(near);
  if (found === undefined) return { config: undefined };
  const name = file ?? (relative('.', found) || found);
  const read = readConfigText(found);
  if ('message' in read) return { failure: { ...read, file: name } };
  if (read.text.trim() === '') return { config: parseConfig(null, name, ruleIds) };
  const parsed = await parseDocuments({ file: name, text: read.text, name: 'config.yaml' });
  if ('failure' in parsed) return parsed;
  const [first] = parsed.documents;
  if (first === undefined) return { config: parseConfig(null, name, ruleIds) };
  try {
    const config = parseConfig(first.value, name, ruleIds);
    return { config: { ...config, ignore: await withLines(config.ignore, first.document) } };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const position = await locateInDocument(first.document, error.path);
    return { failure: { file: name, position, message: error.message } };
  }
}

async function withLines(entries: readonly IgnoreEntry[], document: SourceDocument): Promise<readonly IgnoreEntry[]> {
  return Promise.all(
    entries.map(async (entry) => ({ ...entry, line: (await locateInDocument(document, entry.at)).line })),
  );
}

/** One warning for each entry whose last day is over. */
export function expiredEntries({ ignore, file }: Config, today: string): readonly Failure[] {
  return ignore
    .filter((entry) => isExpired(entry, today))
    .map(({ until, path, fingerprint, line = 1 }) => ({
      file,
      position: { line, column: 1 },
      message: `this entry for ${path ?? fingerprint} ended on ${until}: look at it again, then remove it or give it a new day`,
    }));
}

/** The names of the environments that two sources stand for. */
export function environmentsOf({ environments, file }: Config, sources: readonly string[]): readonly string[] {
  const folder = dirname(file);
  const isSame = (a: string, b: string): boolean => relative(a, b) === '';
  return Object.entries(environments).flatMap(([name, environment]) =>
    sources.some((source) => environment.file !== undefined && isSame(source, `${folder}/${environment.file}`))
      ? [name]
      : [],
  );
}
