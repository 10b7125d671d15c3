/** Which realms does one argument of a comparison mean? A file, a folder, `-`, `REV:path`, `live:ENV` or `fresh:VERSION`. */

import { existsSync } from 'node:fs';
import type { Failure, ReadResult, Realm, Source } from '../model.ts';
import { type Collected, collectInputs } from './collect-inputs.ts';
import { parseGitObject } from './git-object.ts';
import { groupSources } from './group-sources.ts';
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
  const { inputs, failures } = await inputsOf(argument, config);
  return together([{ ...NOTHING, failures }, await readInputs(inputs, tellSize)]);
}

/** What there is to read; of a revision what was read. */
export async function inputsOf(argument: string, config?: string): Promise<Collected> {
  const object = argument === '-' || isLive(argument) || existsSync(argument) ? undefined : parseGitObject(argument);
  if (object === undefined) return collectInputs([argument], config);
  // Node's processes take longer to load than two files take to read.
  const { readGitObject } = await import('./read-git-object.ts');
  const sources = readGitObject(object);
  return 'message' in sources ? { inputs: [], failures: [sources] } : { inputs: groupSources(sources), failures: [] };
}

const NOTHING = { realms: [], problems: [], failures: [] };

function sizeOf(sources: readonly Source[]): number {
  return sources.reduce((sum, { content }) => sum + content.length, 0);
}

export async function readInputs(inputs: readonly Input[], tellSize: (bytes: number) => void): Promise<RealmSource> {
  const results: RealmSource[] = [];
  for (const input of inputs) {
    const content = await readInput(input);
    if ('message' in content) {
      results.push({ ...NOTHING, failures: [content as Failure] });
      continue;
    }
    tellSize(sizeOf(content.sources));
    const read = await readOne(input, content.sources);
    results.push({ ...NOTHING, problems: content.problems ?? [], failures: content.failures ?? [] }, read);
  }
  return together(results);
}

/** In a folder there may be files about something else. */
async function readOne(input: Input, sources: readonly Source[]): Promise<RealmSource> {
  const read = await readTogether(input, sources);
  return input.folder !== undefined && input.kind === 'file' && read.realms.length === 0 ? NOTHING : read;
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
