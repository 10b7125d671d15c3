/** Which realms does one argument of a comparison mean? A file, a folder, `-`, `REV:path`, `live:ENV` or `fresh:VERSION`. */

import { existsSync } from 'node:fs';
import type { Failure, ReadResult, Realm, Source } from '../model.ts';
import { groupDirectoryExports } from '../read/directory-export.ts';
import { isRealmFile, isSplitRealm } from '../read/split-mark.ts';
import { collectInputs } from './collect-inputs.ts';
import { parseGitObject } from './git-object.ts';
import type { Input } from './input.ts';
import { isLive } from './is-live.ts';
import { readInput } from './read-input.ts';
import { readTogether } from './read-together.ts';

/** What was read, or a new realm of some version, which has no name of its own. */
export type RealmSource = Pick<ReadResult, 'realms' | 'problems' | 'failures'> & { readonly fresh?: string };

/** `tellSize` hears how many bytes were read, before anything is made of them. */
export async function readRealms(
  argument: string,
  tellSize: (bytes: number) => void,
  config?: string,
): Promise<RealmSource> {
  if (argument.startsWith('fresh:')) return { ...NOTHING, fresh: argument.slice('fresh:'.length) };
  if (isLive(argument)) return readEnvironment(argument, tellSize, config);
  const object = argument === '-' || existsSync(argument) ? undefined : parseGitObject(argument);
  if (object === undefined) return readFiles(argument, tellSize);
  // Node's processes take longer to load than two files take to read.
  const { readGitObject } = await import('./read-git-object.ts');
  const sources = readGitObject(object);
  if ('message' in sources) return { ...NOTHING, failures: [sources] };
  tellSize(sizeOf(sources));
  return readSources(sources);
}

/** A server is one input; a saved export may be all that an argument may be. */
async function readEnvironment(
  argument: string,
  tellSize: (bytes: number) => void,
  config: string | undefined,
): Promise<RealmSource> {
  const { findEnvironment, savedExport, nameParameters } = await import('./find-environment.ts');
  const live = await findEnvironment(argument, config);
  if ('message' in live) return { ...NOTHING, failures: [live] };
  if (live.environment.url !== undefined) return readFiles(argument, tellSize, config);
  const read = await readRealms(savedExport(live, existsSync), tellSize, config);
  const { realms: wanted } = live.environment;
  const realms = read.realms
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
    .map((realm) => ({ ...realm, data: nameParameters(realm.data, live.parameters) }));
  return { ...read, realms };
}

const NOTHING = { realms: [], problems: [], failures: [] };

function sizeOf(sources: readonly Source[]): number {
  return sources.reduce((sum, { content }) => sum + content.length, 0);
}

async function readFiles(argument: string, tellSize: (bytes: number) => void, config?: string): Promise<RealmSource> {
  const { inputs, failures } = await collectInputs([argument], config);
  const results: RealmSource[] = [{ ...NOTHING, failures }];
  for (const input of inputs) {
    const content = await readInput(input);
    if ('message' in content) {
      results.push({ ...NOTHING, failures: [content as Failure] });
      continue;
    }
    tellSize(sizeOf(content.sources));
    const read = await readOne(input, content.sources, input.folder !== undefined);
    results.push({ ...NOTHING, problems: content.problems ?? [], failures: content.failures ?? [] }, read);
  }
  return together(results);
}

/** In a folder there may be files about something else. */
async function readOne(
  input: Pick<Input, 'kind'>,
  sources: readonly Source[],
  isInFolder: boolean,
): Promise<RealmSource> {
  const read = await readTogether(input, sources);
  return isInFolder && input.kind === 'file' && read.realms.length === 0 ? NOTHING : read;
}

/** The files of a folder in a revision: a split realm, or directory exports together and the others one by one. */
async function readSources(sources: readonly Source[]): Promise<RealmSource> {
  if (sources.some(({ name, content }) => isRealmFile(name) && isSplitRealm(content)))
    return readTogether({ kind: 'split-folder' }, sources);
  const byName = new Map(sources.map((source) => [source.name, source]));
  const { groups } = groupDirectoryExports([...byName.keys()]);
  const grouped = new Set(groups.flat());
  const results: RealmSource[] = [];
  for (const group of groups) {
    const together = group.flatMap((name) => byName.get(name) ?? []);
    results.push(await readTogether({ kind: 'directory-export' }, together));
  }
  for (const source of sources.filter(({ name }) => !grouped.has(name))) {
    results.push(await readOne({ kind: 'file' }, [source], sources.length > 1));
  }
  return together(results);
}

function together(results: readonly RealmSource[]): RealmSource {
  return {
    realms: results.flatMap(({ realms }) => realms),
    problems: results.flatMap(({ problems }) => problems),
    failures: results.flatMap(({ failures }) => failures),
  };
}

/** A new realm of that version and name, as a normal form that says nothing. */
export function freshRealm(version: string, name: string): Realm {
  const header = { normalForm: 1, baseline: version, export: 'full' };
  return {
    name,
    keycloakVersion: version,
    exportKind: 'full',
    isNormalForm: true,
    data: { $realmdiff: header, realm: name, keycloakVersion: version, enabled: true },
    origins: [],
  };
}
