/** Where do the realms stand that are expected? Files are read when they are asked for; of hundreds, the last few are at hand. */

import type { Failure, Tables } from '../../../model.ts';
import { DEFAULT_OPTIONS, normalizeRealm } from '../../../normalize/normalize-realm.ts';
import { inputsOf } from '../../../sources/read-realms.ts';
import { holdsNone, type ReadSources, readNamedSources, readOneSource } from '../../read-sources.ts';
import type { Expected } from './plan.ts';

export interface Listed {
  readonly realms: readonly Expected[];
  readonly failures: readonly Failure[];
}

export interface Shelf {
  /** The realms of one argument: a file, a glob, a folder, `REV:path`, `live:ENV`. */
  readonly list: (source: string) => Promise<Listed>;
}

/** More than are compared at a time by default, so that the environments of one realm find it. */
const AT_HAND = 8;

export function openShelf(tables: Tables, config: string | undefined): Shelf {
  const lists = new Map<string, Promise<Listed>>();
  const keep = lastFew<ReadSources>(AT_HAND);
  /** A file is read again when its turn comes; a server is not asked twice. */
  const listAll = async (source: string): Promise<Listed> => {
    if (/^(live|fresh):/.test(source)) {
      const read = await readNamedSources(source, tables, config);
      // As a file of it would be: secrets, and keys that a server makes by itself, are compared nowhere.
      const realms = read.realms.map((realm) => normalizeRealm(realm, tables, DEFAULT_OPTIONS).realm);
      const normalized = { ...read, realms };
      return { realms: expectedIn(source, normalized, async () => normalized), failures: read.failures };
    }
    const { inputs, failures } = await inputsOf(source, config);
    const parts: Listed[] = [{ realms: [], failures }];
    for (const input of inputs) {
      const again = () => keep(input.name, () => readOneSource(input, tables));
      const read = await again();
      parts.push({ realms: expectedIn(source, read, again), failures: read.failures });
    }
    const all = parts.flatMap((part) => part.realms);
    const told = parts.flatMap((part) => part.failures);
    return { realms: all, failures: all.length + told.length === 0 ? [holdsNone(source)] : told };
  };
  return {
    list: (source) => {
      const listed = lists.get(source) ?? listAll(source);
      lists.set(source, listed);
      return listed;
    },
  };
}

function expectedIn(source: string, { realms }: ReadSources, again: () => Promise<ReadSources>): readonly Expected[] {
  return realms.map(({ name, origins }, index) => {
    const file = origins[0]?.document.file ?? source;
    return {
      ...{ source: file, name },
      read: async () => (await again()).realms[index] ?? { file, message: `realm ${name} was there a moment ago` },
    };
  });
}

/** Gives what is at hand, or what `read` gives; what nobody asked for longest goes first. */
function lastFew<T>(most: number): (key: string, read: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (key, read) => {
    const found = kept.get(key) ?? read();
    kept.delete(key);
    kept.set(key, found);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return found;
  };
}
