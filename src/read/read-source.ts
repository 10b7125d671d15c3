/** Which realms does one file hold? The way from bytes to realms, whatever the file is written in or wrapped in. */

import { emptyObject, textProperty } from '../json/object.ts';
import type { Container, Failure, JsonObject, Path, Problem, ReadResult, Realm, Source } from '../model.ts';
import { decodeSource } from './decode.ts';
import { exportKindOf } from './export-kind.ts';
import { type FoundRealm, joinFound } from './found.ts';
import { moveProblem } from './move-problem.ts';
import { type ParsedDocument, parseDocuments } from './parse-document.ts';
import { isRawLive, unwrapDocument } from './unwrap.ts';

/** Reads a realm, or several, from JSON or YAML. Never throws for what it is given: trouble is in the result. */
export async function readSource(source: Source): Promise<ReadResult> {
  const { name, anchors } = source;
  const decoded = decodeSource(source);
  if ('failure' in decoded) return failed(decoded.failure);
  const parsed = await parseDocuments({ file: name, text: decoded.text, name, ...(anchors && { anchors }) });
  return 'failure' in parsed ? failed(parsed.failure) : readDocuments(parsed.documents);
}

async function readDocuments(documents: readonly ParsedDocument[]): Promise<ReadResult> {
  const found = await Promise.all(documents.map(unwrapDocument));
  const { realms, failures, foreign } = joinFound(found);
  // An empty document of a stream holds nothing that could be lost.
  const isMixed = found.some((each, index) => each.foreign.length > 0 && documents[index]?.value !== null);
  const container: Container = documents.length > 1 ? 'yaml-documents' : (realms[0]?.container ?? 'realm');
  const isNothing = realms.length + failures.length === 0;
  return {
    container,
    ...(isMixed && { isMixed }),
    realms: realms.map(toRealm),
    problems: problemsOf(documents, realms),
    failures: isNothing ? foreign.slice(0, 1) : failures,
  };
}

function failed(failure: Failure): ReadResult {
  return { container: 'realm', realms: [], problems: [], failures: [failure] };
}

/** The realm that was found at a place of a document. */
export function toRealm({ data: read, document, path }: Pick<FoundRealm, 'data' | 'document' | 'path'>): Realm {
  const data = withVersionText(read);
  return {
    name: textProperty(data, 'realm') ?? '',
    keycloakVersion: textProperty(data, 'keycloakVersion'),
    exportKind: exportKindOf(data),
    isNormalForm: data.$realmdiff !== undefined && !isRawLive(data.$realmdiff),
    data,
    origins: [{ at: [], document, path }],
  };
}

/** YAML reads a version without quotes, `26.7`, as a number. */
function withVersionText(data: JsonObject): JsonObject {
  const { keycloakVersion: version } = data;
  if (typeof version !== 'number') return data;
  return Object.assign(emptyObject(), data, { keycloakVersion: String(version) });
}

/** Each document's problems once; their paths begin at the realm, where they are in one. */
function problemsOf(documents: readonly ParsedDocument[], realms: readonly FoundRealm[]): readonly Problem[] {
  const lists = new Set([...documents.map(({ problems }) => problems), ...realms.map(({ problems }) => problems)]);
  return [...lists].flatMap((problems) => {
    const roots = realms.filter((realm) => realm.problems === problems).map(({ path }) => path);
    return problems.map((problem) => rebase(problem, roots));
  });
}

function rebase(problem: Problem, roots: readonly Path[]): Problem {
  const root = roots.find((path) => path.every((key, index) => problem.path[index] === key)) ?? [];
  return moveProblem(problem, (path) => path.slice(root.length));
}
