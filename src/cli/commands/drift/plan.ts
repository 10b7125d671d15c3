/** Which realms of which environments does a call look at, and what should each of them be? */

import { dirname, join } from 'node:path';
import type { Config } from '../../../config/config.ts';
import type { Failure, Realm } from '../../../model.ts';
import type { NamedEnvironment } from '../../../sources/find-environment.ts';
import { holdsNone } from '../../read-sources.ts';
import type { Shelf } from './open-shelf.ts';
import type { DriftRequest } from './options.ts';

/** A realm that is expected somewhere: from a file, or from another environment. */
export interface Expected {
  /** The file. */
  readonly source: string;
  readonly name: string;
  /** The realm itself, which is not kept for long: there may be hundreds. */
  readonly read: () => Promise<Realm | Failure>;
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

export async function planDrift(request: DriftRequest, config: Config, shelf: Shelf): Promise<Plan> {
  const wanted = Object.entries(config.environments).filter(
    ([name]) => request.environments.length === 0 || request.environments.includes(name),
  );
  const folder = dirname(config.file);
  const failures: Failure[] = [];
  const cells: Planned[] = [];
  const met = new Set<Expected>();
  const all = new Set<Expected>();
  for (const [name, environment] of wanted) {
    if (request.files.some((file) => file === `live:${name}`)) continue;
    const files =
      request.files.length > 0 ? request.files : (environment.files ?? config.files).map((file) => join(folder, file));
    const expected: Expected[] = [];
    for (const source of files) {
      const listed = await shelf.list(source);
      failures.push(...listed.failures.filter((failure) => !failures.includes(failure)));
      expected.push(...listed.realms);
    }
    for (const each of expected) all.add(each);
    const named = { name, environment, folder, parameters: config.parameters[name] ?? {} };
    const realms = environment.realms.length > 0 ? environment.realms : expected.map((each) => liveName(each, request));
    for (const realm of new Set(realms)) {
      const meant =
        expected.find((each) => each.name === realm) ?? expected.find((each) => liveName(each, request) === realm);
      if (meant !== undefined) met.add(meant);
      cells.push({ named, realm, expected: meant });
    }
  }
  if (cells.length === 0 && failures.length === 0) failures.push(nothingToDo(request, config));
  const asked = cells.filter(({ realm }) => request.realms.length === 0 || request.realms.includes(realm));
  const { part, of } = request.shard;
  return {
    cells: asked.filter((_, index) => index % of === part - 1),
    notChecked: [...new Set([...all].filter((each) => !met.has(each)).map(({ name }) => name))],
    failures,
  };
}

/** A realm of the files may have another name where it lives. */
function liveName({ name }: Expected, { pairs }: DriftRequest): string {
  return pairs.find(([from]) => from === name)?.[1] ?? name;
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
