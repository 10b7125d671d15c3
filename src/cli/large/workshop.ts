/** Where do portions become answers? In threads, where there is enough to do and the package is built, and otherwise here. */

import { existsSync } from 'node:fs';
import { pMapIterable } from 'p-map';
import type { Tables } from '../../model.ts';
import { bytesIn, type Portion } from '../../read/portions.ts';
import { openThreads, type Threads, threadsFor } from '../threads.ts';
import type { FramedInput } from './framed-input.ts';
import { type AnswerTo, type PortionTask, sendTask, workerFor } from './portion-task.ts';

export interface Answered<Answer> {
  readonly portion: Portion;
  readonly answer: Answer;
}

/** From so many bytes on, threads pay, each of which has to load all of this. */
const WORTH_THREADS = 24_000_000;

/** The answers to a task in the order of the portions. Who leaves before the last one ends the threads, too. */
export async function* answersTo<Task extends PortionTask>(
  task: Task,
  portions: readonly Portion[],
  { tables, framed: { bytesOf, count } }: { readonly tables: Tables; readonly framed: FramedInput },
): AsyncGenerator<Answered<AnswerTo<Task>>> {
  const threads = threadsOf(task, portions);
  const work = threads?.run ?? workerFor(task, tables, bytesOf);
  const concurrency = threads?.count ?? 1;
  const answer = async (portion: Portion): Promise<Answered<AnswerTo<Task>>> => {
    // Lets a signal in.
    await new Promise((resolve) => setImmediate(resolve));
    return { portion, answer: await work(portion) };
  };
  try {
    // Some ahead, so that nobody waits for somebody else.
    for await (const answered of pMapIterable(portions, answer, { concurrency, backpressure: concurrency + 2 })) {
      yield answered;
      count(bytesIn(answered.portion.slices));
    }
  } finally {
    await threads?.close();
  }
}

/** Undefined where it is done sooner here. */
function threadsOf<Task extends PortionTask>(
  task: Task,
  portions: readonly Portion[],
): Threads<Portion, AnswerTo<Task>> | undefined {
  const script = new URL('./portion-thread.cjs', import.meta.url);
  const count = threadsFor(portions.length);
  if (count < 2 || bytesIn(portions.flatMap(({ slices }) => slices)) < WORTH_THREADS || !existsSync(script))
    return undefined;
  const sent = sendTask(task);
  return sent === undefined ? undefined : openThreads(script, sent, count);
}
