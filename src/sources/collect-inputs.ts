/** Which inputs do the arguments name? Files, globs, folders, `-`, `live:ENV`; each file once; files of a directory export together. */

import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { groupBy } from '../json/group-by.ts';
import type { Failure } from '../model.ts';
import { groupDirectoryExports } from '../read/directory-export.ts';
import { expandGlob, isGlob } from './expand-glob.ts';
import { codeOf, explainError } from './explain-error.ts';
import type { NamedEnvironment } from './find-environment.ts';
import { splitFinder } from './find-split.ts';
import { type GitObject, parseGitObject } from './git-object.ts';
import { groupSources } from './group-sources.ts';
import type { Input } from './input.ts';
import { isLive } from './is-live.ts';
import { walkFolder } from './walk-folder.ts';

export interface Collected {
  readonly inputs: readonly Input[];
  readonly failures: readonly Failure[];
}

/** A file that an argument names. */
interface NamedFile {
  readonly path: string;
  readonly folder?: string;
  readonly environment?: NamedEnvironment;
}

/** What one argument names, and what it names in vain. */
interface Named {
  readonly files: readonly NamedFile[];
  readonly failures: readonly Failure[];
  /** What is no file of this folder: read already. */
  readonly inputs?: readonly Input[];
}

/** The inputs in the order of the arguments. `config` says where environments are, otherwise the nearest file. An argument that names nothing is a failure, the others still count. */
export async function collectInputs(args: readonly string[], config?: string): Promise<Collected> {
  const files = new Map<string, NamedFile>();
  const failures: Failure[] = [];
  const inRevisions: Input[] = [];
  for (const argument of args) {
    const named = argument === '-' ? filesAt(['-']) : await filesOf(argument, config);
    failures.push(...named.failures);
    for (const file of named.files) addOnce(files, file);
    inRevisions.push(...(named.inputs ?? []));
  }
  return { inputs: [...groupInputs([...files.values()]), ...inRevisions], failures };
}

function addOnce(files: Map<string, NamedFile>, file: NamedFile): void {
  const key = file.path === '-' ? '-' : resolve(file.path);
  if (!files.has(key)) files.set(key, file);
}

async function filesOf(argument: string, config?: string): Promise<Named> {
  if (isLive(argument)) return filesOfEnvironment(argument, config);
  if (argument === '') return nothing(argument, 'an empty name; give a file, a folder or - for standard input');
  try {
    return statSync(argument).isDirectory() ? filesOfFolder(argument) : filesAt([argument]);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && isGlob(argument)) return filesOfGlob(argument);
    return nothing(argument, explainError(error));
  }
}

/** An environment is a server, or files somewhere else. */
async function filesOfEnvironment(argument: string, config: string | undefined): Promise<Named> {
  const { findEnvironment, savedExport } = await import('./find-environment.ts');
  const live = await findEnvironment(argument, config);
  if ('message' in live) return { files: [], failures: [live] };
  if (live.environment.url !== undefined) return { files: [{ path: argument, environment: live }], failures: [] };
  const saved = savedExport(live, existsSync);
  const object = existsSync(saved) ? undefined : parseGitObject(saved);
  if (object !== undefined) return filesInRevision(object, live);
  const { files, failures } = await filesOf(saved);
  return { files: files.map((file) => ({ ...file, environment: live })), failures };
}

async function filesInRevision(object: GitObject, environment: NamedEnvironment): Promise<Named> {
  const { readGitObject } = await import('./read-git-object.ts');
  const sources = readGitObject(object);
  if ('message' in sources) return { files: [], failures: [sources] };
  return { files: [], failures: [], inputs: groupSources(sources).map((input) => ({ ...input, environment })) };
}

function filesAt(paths: readonly string[]): Named {
  return { files: paths.map((path) => ({ path })), failures: [] };
}

function nothing(file: string, message: string): Named {
  return { files: [], failures: [{ file, message }] };
}

function filesOfFolder(folder: string): Named {
  const { paths, failures } = walkFolder(folder);
  if (paths.length > 0 || failures.length > 0) return { files: paths.map((path) => ({ path, folder })), failures };
  return nothing(folder, 'the folder holds no .json, .yaml or .yml file; give the folder of the exports');
}

async function filesOfGlob(pattern: string): Promise<Named> {
  const paths = await expandGlob(pattern);
  if (paths.length > 0) return filesAt(paths);
  return nothing(pattern, 'the pattern matches no file; check it, and quote it so that the shell leaves it alone');
}

/** Files of one realm become one input, which stands where its first file stood. */
function groupInputs(files: readonly NamedFile[]): readonly Input[] {
  const paths = files.flatMap(({ path, environment }) =>
    path === '-' || environment?.environment.url !== undefined ? [] : [path],
  );
  const groupOf = new Map<string, Group>();
  for (const inFolder of groupBy(paths, dirname).values()) {
    for (const group of groupDirectoryExports(inFolder).groups) {
      const input = { kind: 'directory-export', name: group[0] ?? '', paths: group } as const;
      for (const path of group) groupOf.set(path, input);
    }
  }
  for (const [folder, inSplit] of groupBy(paths, splitFinder())) {
    if (folder === undefined) continue;
    const input = { kind: 'split-folder', name: folder, paths: walkFolder(folder).paths } as const;
    for (const path of inSplit) groupOf.set(path, input);
  }
  const told = new Set<Group>();
  return files.flatMap((file) => {
    const group = groupOf.get(file.path);
    if (group !== undefined && told.has(group)) return [];
    if (group !== undefined) told.add(group);
    return [toInput(file, group)];
  });
}

/** Files that are one realm together. */
type Group = Pick<Input, 'kind' | 'name' | 'paths'>;

function toInput({ path, folder, environment }: NamedFile, group: Group | undefined): Input {
  if (environment?.environment.url !== undefined) return { kind: 'live', name: path, paths: [], environment };
  const found = { ...(folder !== undefined && { folder }), ...(environment !== undefined && { environment }) };
  if (path === '-') return { kind: 'stdin', name: '-', paths: [] };
  if (group === undefined) return { kind: 'file', name: path, paths: [path], ...found };
  return { ...group, ...found };
}
