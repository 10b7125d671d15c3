/** Which realms does one argument of a comparison mean? A file, a folder, `-`, `REV:path`, `live:ENV` or `fresh:VERSION`. */

import { existsSync } from 'node:fs';
import type { Failure, ReadResult, Realm, Source } from '../model.ts';
import { type Collected, collectInputs } from './collect-inputs.ts';
import { isLarge } from './cut-file.ts';
import { parseGitObject } from './git-object.ts';
import { groupSources } from './group-sources.ts';
import type { Input } from './input.ts';
import { isLive } from './is-live.ts';
import { readInput } from './read-input.ts';
import { readTogether } from './read-together.ts';

/** What was read, or a new realm of some version, which has no name of its own. */
export type RealmSource = Pick<ReadResult, 'realms' | 'problems' | 'failures'> & { readonly fresh?: string };

export interface ReadOptions {
  /** Hears how many bytes were read, before anything is made of them. */
  readonly tellSize: (bytes: number) => void;
  /** The configuration that says where environments are; otherwise the nearest file. */
  readonly config?: string | undefined;
  /** How what does not fit into memory is read; undefined where it does. */
  readonly readLarge?: ReadLarge | undefined;
}

export type ReadLarge = (input: Input) => Promise<RealmSource | undefined>;

export async function readRealms(argument: string, options: ReadOptions): Promise<RealmSource> {
  if (argument.startsWith('fresh:')) return { ...NOTHING, fresh: argument.slice('fresh:'.length) };
  const { inputs, failures } = await inputsOf(argument, options.config);
  return together([{ ...NOTHING, failures }, await readInputs(inputs, options)]);
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

export async function readInputs(
  inputs: readonly Input[],
  { tellSize, readLarge }: Omit<ReadOptions, 'config'>,
): Promise<RealmSource> {
  const results: RealmSource[] = [];
  for (const input of inputs) {
    const large = readLarge === undefined || !isLarge(input) ? undefined : await readLarge(input);
    if (large !== undefined) {
      results.push(large);
      continue;
    }
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
