/** What may be done with portions, and how does a task reach a thread? */

import { isObject } from '../../json/object.ts';
import { parseJson } from '../../json/parse.ts';
import { printJson } from '../../json/print.ts';
import type { Realm, Tables } from '../../model.ts';
import type { FileSlice, Portion } from '../../read/portions.ts';
import { type NormalizedRun, type NormalizeTask, normalizer } from './normalize-portions.ts';
import type { NoPortion } from './read-users.ts';
import { type Selected, type SelectTask, selector } from './select-portions.ts';

export type PortionTask = NormalizeTask | SelectTask;

/** What becomes of a portion, by the task. */
export type AnswerTo<Task extends PortionTask> =
  | (Task extends NormalizeTask ? NormalizedRun : Task extends SelectTask ? Selected : never)
  | NoPortion;

/** A function for the portions of a realm. `bytesOf` reads a slice. */
export function workerFor<Task extends PortionTask>(
  task: Task,
  tables: Tables,
  bytesOf: (slice: FileSlice) => Uint8Array,
): (portion: Portion) => Promise<AnswerTo<Task>> {
  const work = task.kind === 'normalize' ? normalizer(task, tables, bytesOf) : selector(task, tables, bytesOf);
  return work as (portion: Portion) => Promise<AnswerTo<Task>>;
}

/** A task as it travels: what is copied into a thread would lose exact numbers and keys such as `__proto__`, a text does not. */
export interface SentTask {
  readonly rest: Omit<NormalizeTask, 'realm'> | Omit<SelectTask, 'realm'>;
  readonly realm: Omit<Realm, 'data' | 'origins'>;
  readonly data: string;
}

/** Undefined for what cannot travel: a function. */
export function sendTask(task: PortionTask): SentTask | undefined {
  const { realm, ...rest } = task;
  if ('options' in rest && typeof rest.options.secrets === 'function') return undefined;
  const { data, origins: _, ...said } = realm;
  return { rest, realm: said, data: printJson(data) };
}

export function receiveTask({ rest, realm, data }: SentTask): PortionTask {
  const parsed = parseJson(data);
  if ('failure' in parsed || !isObject(parsed.value)) throw new Error('the realm of a task was not sent as JSON');
  return { ...rest, realm: { ...realm, data: parsed.value, origins: [] } };
}
