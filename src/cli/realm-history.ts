/** Which realms did a file hold at each of its commits? Reads blobs in portions, and each of them once. */

import { unknownBaseline } from '../baseline/inflate.ts';
import type { Failure, Realm, Tables } from '../model.ts';
import { readSource } from '../read/read-source.ts';
import { fileHistory, type History, type Step } from '../sources/git-history.ts';

/** A step with the realms of its versions: none where the file was not there, or could not be read. */
export interface RealmStep {
  readonly step: Step;
  readonly before: readonly (readonly Realm[])[];
  readonly after: readonly Realm[];
}

export interface RealmHistory {
  readonly steps: AsyncIterable<RealmStep>;
  /** How many versions hold no realm that could be read. */
  readonly unread: () => number;
}

/** The realm of that name in another version; a file's only realm may have had another name. */
export function partnerIn(realms: readonly Realm[], name: string): Realm | undefined {
  return realms.find((realm) => realm.name === name) ?? (realms.length === 1 ? realms[0] : undefined);
}

/** Commits whose contents are asked for together. */
const PORTION = 32;

/** Newest first. */
export function realmHistory(file: string, tables: Tables): RealmHistory | Failure {
  const history = fileHistory(file);
  if ('message' in history) return history;
  const unread = new Set<string>();
  return { steps: stepsOf(history, tables, unread), unread: () => unread.size };
}

async function* stepsOf(history: History, tables: Tables, unread: Set<string>): AsyncGenerator<RealmStep> {
  let known = new Map<string, readonly Realm[]>();
  for (let start = 0; start < history.steps.length; start += PORTION) {
    const portion = history.steps.slice(start, start + PORTION);
    const ids = [...new Set(portion.flatMap(({ before, after }) => [after, ...before].flatMap((id) => id ?? [])))];
    const missing = ids.filter((id) => !known.has(id));
    const contents = history.read(missing);
    const read = new Map<string, readonly Realm[]>();
    for (const id of ids) {
      const content = contents[missing.indexOf(id)];
      read.set(id, known.get(id) ?? (await realmsIn(id, content ?? Buffer.alloc(0), portion[0]?.path ?? '', tables)));
      if (read.get(id)?.length === 0) unread.add(id);
    }
    // The oldest of one portion are the newest of the next: all others are not asked for again.
    known = read;
    const realmsOf = (id: string | undefined) => (id === undefined ? [] : (read.get(id) ?? []));
    for (const step of portion) yield { step, before: step.before.map(realmsOf), after: realmsOf(step.after) };
  }
}

async function realmsIn(id: string, content: Buffer, path: string, tables: Tables): Promise<readonly Realm[]> {
  try {
    const { realms } = await readSource({ name: `${id.slice(0, 7)}:${path}`, content });
    return realms.filter((realm) => unknownBaseline(realm, tables) === undefined);
  } catch {
    return [];
  }
}
