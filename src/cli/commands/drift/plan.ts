/** Which realms of which environments does a call look at, and what should each of them be? */

import { dirname, join } from 'node:path';
import type { Config } from '../../../config/config.ts';
import type { Failure, Realm, Tables } from '../../../model.ts';
import type { NamedEnvironment } from '../../../sources/find-environment.ts';
import { holdsNone, type ReadSources, readNamedSources } from '../../read-sources.ts';
import type { DriftRequest } from './options.ts';

/** A realm that is expected somewhere: from a file, or from another environment. */
export interface Expected {
  readonly source: string;
  readonly realm: Realm;
}

/** One realm in one environment; without `expected` no file tells of it. */
export interface Planned {
  readonly named: NamedEnvironment;
  readonly realm: string;
  readonly expected: Expected | undefined;
}

export interface Plan {
  readonly cells: readonly Planned[];
  /** Realms of the files that no environment names. */
  readonly notChecked: readonly string[];
  readonly failures: readonly Failure[];
}

export async function planDrift(request: DriftRequest, config: Config, readOnce: ReadOnce): Promise<Plan> {
  const wanted = Object.entries(config.environments).filter(
    ([name]) => request.environments.length === 0 || request.environments.includes(name),
  );
  const folder = dirname(config.file);
  const failures: Failure[] = [];
  const cells: Planned[] = [];
  const met = new Set<Realm>();
  const all = new Set<Realm>();
  for (const [name, environment] of wanted) {
    if (request.files.some((file) => file === `live:${name}`)) continue;
    const files =
      request.files.length > 0 ? request.files : (environment.files ?? config.files).map((file) => join(folder, file));
    const expected: Expected[] = [];
    for (const source of files) {
      const read = await readOnce(source);
      failures.push(...read.failures.filter((failure) => !failures.includes(failure)));
      expected.push(...read.realms.map((realm) => ({ realm, source: realm.origins[0]?.document.file ?? source })));
    }
    for (const { realm } of expected) all.add(realm);
    const named = { name, environment, folder, parameters: config.parameters[name] ?? {} };
    const realms =
      environment.realms.length > 0 ? environment.realms : expected.map(({ realm }) => liveName(realm, request));
    for (const realm of new Set(realms)) {
      const meant =
        expected.find((each) => each.realm.name === realm) ??
        expected.find((each) => liveName(each.realm, request) === realm);
      if (meant !== undefined) met.add(meant.realm);
      cells.push({ named, realm, expected: meant });
    }
  }
  if (cells.length === 0 && failures.length === 0) failures.push(nothingToDo(request, config));
  const asked = cells.filter(({ realm }) => request.realms.length === 0 || request.realms.includes(realm));
  const { part, of } = request.shard;
  return {
    cells: asked.filter((_, index) => index % of === part - 1),
    notChecked: [...new Set([...all].filter((realm) => !met.has(realm)).map(({ name }) => name))],
    failures,
  };
}

/** A realm of the files may have another name where it lives. */
function liveName({ name }: Realm, { pairs }: DriftRequest): string {
  return pairs.find(([from]) => from === name)?.[1] ?? name;
}

/** Reads a source when it is first asked for. */
export type ReadOnce = (source: string) => Promise<ReadSources>;

/** Several environments expect the same files, and one saved export may hold many realms. */
export function reader(tables: Tables, config: string | undefined): ReadOnce {
  const known = new Map<string, Promise<ReadSources>>();
  return (source) => {
    const read = known.get(source) ?? readNamedSources(source, tables, config);
    known.set(source, read);
    return read;
  };
}

function nothingToDo({ environments }: DriftRequest, config: Config): Failure {
  const known = Object.keys(config.environments);
  if (known.length === 0)
    return { file: config.file, message: 'names no environments; write where realms live under environments' };
  const unknown = environments.find((name) => !known.includes(name));
  if (unknown !== undefined)
    return { file: config.file, message: `has no environment ${unknown}; known are ${known.join(', ')}` };
  return holdsNone(config.file);
}
