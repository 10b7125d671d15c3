/** Which realm does a split folder hold? Reads its files as one, so that every place knows its own file and line. */

import { isObject, property } from '../json/object.ts';
import type { Failure, Origin, Path, Problem, ReadResult, Source } from '../model.ts';
import { decodeSource } from '../read/decode.ts';
import { nameOf } from '../read/found.ts';
import { type ParsedDocument, parseDocuments } from '../read/parse-document.ts';
import { toRealm } from '../read/read-source.ts';
import { isRealmFile, MARK, REALM_FILE } from '../read/split-mark.ts';
import { joinFiles } from './join-files.ts';

/** The sources are all files of one folder; the realm's file tells where it begins. */
export async function readSplitFolder(sources: readonly Source[]): Promise<ReadResult> {
  const main = sources.filter(({ name }) => isRealmFile(name)).sort((a, b) => a.name.length - b.name.length)[0];
  const nothing = { container: 'split-folder', realms: [], problems: [] } as const;
  if (main === undefined)
    return {
      ...nothing,
      failures: [{ file: sources[0]?.name ?? '', message: `expected ${REALM_FILE} in this folder, found none` }],
    };
  const start = main.name.length - REALM_FILE.length;
  const failures: Failure[] = [];
  const parsed = new Map<string, ParsedDocument>();
  for (const source of sources) {
    const read = await parseOne(source);
    if ('message' in read) failures.push(read);
    else parsed.set(source.name.slice(start).replaceAll('\\', '/'), read);
  }
  if (failures.length > 0) return { ...nothing, failures };
  const fileOf = (name: string): string => parsed.get(name)?.document.file ?? main.name;
  const refused = markFailure(parsed.get(REALM_FILE), main.name);
  if (refused !== undefined) return { ...nothing, failures: [refused] };
  const { realm, places, refusals } = joinFiles([...parsed].map(([name, { value }]) => ({ name, value })));
  if (refusals.length > 0)
    return { ...nothing, failures: refusals.map(({ name, message }) => ({ file: fileOf(name), message })) };
  const origins = [...places].flatMap(([name, at]): readonly Origin[] => {
    const document = parsed.get(name)?.document;
    return document === undefined ? [] : [{ at, document, path: [] }];
  });
  const [root] = origins;
  if (root === undefined) return { ...nothing, failures };
  const problems = [...places].flatMap(([name, at]) => problemsBelow(parsed.get(name)?.problems ?? [], at));
  return {
    container: 'split-folder',
    realms: [{ ...toRealm({ data: realm, document: root.document, path: [] }), origins }],
    problems,
    failures,
  };
}

async function parseOne(source: Source): Promise<ParsedDocument | Failure> {
  const decoded = decodeSource(source);
  if ('failure' in decoded) return decoded.failure;
  const parsed = await parseDocuments({ file: source.name, text: decoded.text, name: source.name });
  if ('failure' in parsed) return parsed.failure;
  const [document, other] = parsed.documents;
  if (document === undefined || other !== undefined || !isObject(document.value))
    return { file: source.name, message: `expected one object, found ${nameOf(document?.value ?? null)}` };
  return document;
}

function markFailure(root: ParsedDocument | undefined, file: string): Failure | undefined {
  const version = property(property(root?.value, MARK), 'version');
  if (version !== 1)
    return {
      file,
      message: `expected "${MARK}": { "version": 1 }; take the version of realmdiff that split the realm`,
    };
  return typeof property(root?.value, 'realm') === 'string'
    ? undefined
    : { file, message: 'expected the name of a realm in "realm"' };
}

/** Their paths begin at the file's value. */
function problemsBelow(problems: readonly Problem[], at: Path): readonly Problem[] {
  return problems.map((problem) => {
    const related = problem.related?.map((place) => ({ ...place, path: [...at, ...place.path] }));
    return { ...problem, path: [...at, ...problem.path], ...(related && { related }) };
  });
}
