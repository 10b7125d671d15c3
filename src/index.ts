/** The library's front door: what programs may rely on. Everything else may move. */

import type { NormalizeOptions, Problem } from './model.ts';
import { normalizeRealm } from './normalize/normalize-realm.ts';
import { parseOptions } from './normalize/parse-options.ts';
import { printNormalForm } from './normalize/print-normal-form.ts';
import { locateProblems } from './read/locate.ts';
import { readSource } from './read/read-source.ts';
import { loadTables } from './tables/load.ts';

export { inflate } from './baseline/inflate.ts';
export type {
  Container,
  ExportKind,
  Failure,
  ImportEffect,
  ImportEffectKind,
  Json,
  JsonObject,
  NormalizeOptions,
  Path,
  PathKey,
  Position,
  Problem,
  ProblemCode,
  ReadResult,
  Realm,
  Reference,
  RelatedPlace,
  Section,
  Source,
  Tables,
} from './model.ts';
export { type Normalized, normalizeRealm } from './normalize/normalize-realm.ts';
export { printNormalForm } from './normalize/print-normal-form.ts';
export { groupDirectoryExports, readDirectoryExport } from './read/directory-export.ts';
export { locateProblem, locateProblems } from './read/locate.ts';
export { readSource } from './read/read-source.ts';
export type { SecretNeed, SecretSource } from './restore/fill-secrets.ts';
export { type Restored, type RestoreOptions, restoreRealm } from './restore/restore-realm.ts';
export { loadTables } from './tables/load.ts';
export { type Prediction, predictRealm } from './upgrade/predict.ts';

/** What `normalize` gives for a text that holds one realm. */
export interface NormalizedText {
  /** The normal form: JSON, two spaces, LF, one final newline. */
  readonly text: string;
  /** What was odd in the input, with file, line and column. */
  readonly problems: readonly Problem[];
}

/**
 * The normal form of a text that holds one realm: JSON or YAML, an export, a custom resource or a normal form.
 * `file` is the name that problems carry; its extension tells JSON from YAML. Rejects with an Error whose message is one
 * line (`file:line:column: what was expected and found`) when the text holds no realm, or several: then use
 * `readSource` and `normalizeRealm`. So it does for an option, or a value of one, that there is not.
 */
export async function normalize(
  text: string,
  options: Partial<NormalizeOptions> & { readonly file?: string } = {},
): Promise<NormalizedText> {
  const { file = 'realm.json', ...rest } = options;
  const chosen = parseOptions(rest);
  const { realms, problems, failures } = await readSource({ name: file, content: text });
  const [failure] = failures;
  if (failure !== undefined) {
    const { line, column } = failure.position ?? { line: 1, column: 1 };
    throw new Error(`${failure.file}:${line}:${column}: ${failure.message}`);
  }
  const [realm, second] = realms;
  if (realm === undefined || second !== undefined) {
    throw new Error(`${file}: expected one realm, found ${realms.length}: read it with readSource`);
  }
  const tables = loadTables();
  const normalized = normalizeRealm(realm, tables, chosen);
  const located = await locateProblems(realm, normalized.problems);
  return { text: printNormalForm(normalized.realm, tables), problems: [...problems, ...located] };
}
