/** Which realms does one argument mean, and can they be looked at? A file, a folder, `-`, `REV:path`, `live:ENV` or `fresh:VERSION`. */

import { parseVersion } from '../baseline/choose.ts';
import { unknownBaseline } from '../baseline/inflate.ts';
import type { Failure, Problem, Realm, Tables } from '../model.ts';
import type { Input } from '../sources/input.ts';
import { freshRealm, type ReadLarge, type RealmSource, readInputs, readRealms } from '../sources/read-realms.ts';
import { optimizeFor } from './optimizer.ts';

export interface ReadSources {
  readonly realms: readonly Realm[];
  /** A new realm of some version, which has no name of its own. */
  readonly fresh?: string;
  readonly problems: readonly Problem[];
  readonly failures: readonly Failure[];
}

export async function readSources(
  argument: string,
  tables: Tables,
  config?: string,
  readLarge?: ReadLarge,
): Promise<ReadSources> {
  const read = await readRealms(argument, { tellSize, config, readLarge });
  const failures = [
    ...freshFailures(read, argument, tables),
    ...read.failures,
    ...unknownBaselines(read, argument, tables),
  ];
  return { ...read, failures };
}

/** The realms, where a fresh one has a name of ours; a failure where there is none. */
export async function readNamedSources(
  argument: string,
  tables: Tables,
  config?: string,
  readLarge?: ReadLarge,
): Promise<ReadSources> {
  const read = await readSources(argument, tables, config, readLarge);
  if (read.failures.length > 0) return read;
  if (read.fresh !== undefined) return { ...read, realms: [freshRealm(read.fresh, 'fresh')] };
  return read.realms.length > 0 ? read : { ...read, failures: [holdsNone(argument)] };
}

/** What one input of a call holds. */
export async function readOneSource(input: Input, tables: Tables): Promise<ReadSources> {
  const read = await readInputs([input], { tellSize });
  return { ...read, failures: [...read.failures, ...unknownBaselines(read, input.name, tables)] };
}

function tellSize(bytes: number): void {
  optimizeFor(bytes, 1);
}

export function holdsNone(file: string): Failure {
  return { file, message: 'holds no realm; give a realm export or its normal form' };
}

function freshFailures({ fresh }: RealmSource, file: string, { baselines }: Tables): readonly Failure[] {
  if (fresh === undefined || parseVersion(fresh) !== undefined) return [];
  return [{ file, message: `expected a Keycloak version such as fresh:${baselines.versions.at(-1)}` }];
}

function unknownBaselines({ realms }: RealmSource, file: string, tables: Tables): readonly Failure[] {
  return realms.flatMap((realm) => unknownBaseline(realm, tables) ?? []).map((message) => ({ file, message }));
}
