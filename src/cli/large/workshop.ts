/** Where do portions become answers? In threads, where there is enough to do and the package is built, and otherwise here. */

import { existsSync } from 'node:fs';
import { pMapIterable } from 'p-map';
import type { Tables } from '../../model.ts';
import type { FileSlice, Portion } from '../../read/portions.ts';
import { openThreads, threadsFor } from '../threads.ts';
import { bytesIn } from './framed-input.ts';
import { type AnswerTo, type PortionTask, sendTask, workerFor } from './portion-task.ts';

export interface Answered<Answer> {
  readonly portion: Portion;
  readonly answer: Answer;
}

/** To be closed. */
export interface Workshop<Answer> {
  /** In the order of the portions. */
  readonly answers: AsyncIterable<Answered<Answer>>;
  readonly close: () => Promise<void>;
}

/** From so many bytes on, threads pay, each of which has to load all of this. */
const WORTH_THREADS = 24_000_000;

export function openWorkshop<Task extends PortionTask>(
  task: Task,
  portions: readonly Portion[],
  { tables, bytesOf }: { readonly tables: Tables; readonly bytesOf: (slice: FileSlice) => Uint8Array },
): Workshop<AnswerTo<Task>> {
  const script = new URL('./portion-thread.cjs', import.meta.url);
  const isLongEnough = portions.reduce((sum, portion) => sum + bytesIn(portion), 0) >= WORTH_THREADS;
  const sent = sendTask(task);
  const count = isLongEnough && sent !== undefined ? threadsFor(portions.length) : 1;
  if (count < 2 || !existsSync(script)) {
    const work = workerFor(task, tables, bytesOf);
    return { answers: eachAnswer(portions, work, 1), close: async () => undefined };
  }
  const { run, close } = openThreads<Portion, AnswerTo<Task>>(script, sent, count);
  return { answers: eachAnswer(portions, run, count), close };
}

/** Some ahead, so that nobody waits for somebody else. */
function eachAnswer<Answer>(
  portions: readonly Portion[],
  work: (portion: Portion) => Promise<Answer>,
  concurrency: number,
): AsyncIterable<Answered<Answer>> {
  const answer = async (portion: Portion): Promise<Answered<Answer>> => {
    // Lets a signal in.
    await new Promise((resolve) => setImmediate(resolve));
    return { portion, answer: await work(portion) };
  };
  return pMapIterable(portions, answer, { concurrency, backpressure: concurrency + 2 });
}
